import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

export const trainCommand: TerminalCommand = {
  usage: 'longshore train RUN.train.json [OPTIONS]',
  summary: l10n.t('Train on your own Docker engine, exactly as SageMaker would.'),
  details:
    l10n.t(`The log of the containers goes to the standard output, everything else to the standard error.

  --json          events on the standard output instead, one JSON document per line
  --runs FOLDER   where runs are kept (LONGSHORE_RUNS, or the folder that the editor uses)

Ctrl-C stops as SageMaker does: SIGTERM, 120 seconds of grace, SIGKILL. A second Ctrl-C kills at once.

Exit codes: that of the job; 1 a problem, 2 used wrongly, 130 stopped by you.`),
  positionals: true,
  options: { json: { type: 'boolean' }, runs: { type: 'string' } },
  run: async (program, { options, positionals }, terminal) => {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Name one run file, such as iris.train.json.'));
    const [{ runTraining }, world] = await Promise.all([import('./runTraining'), program.world()]);
    const runs = options['runs'];
    const asked = { file, json: options['json'] === true, ...(typeof runs === 'string' ? { runs } : {}) };
    return runTraining(world, asked, terminal);
  },
};
