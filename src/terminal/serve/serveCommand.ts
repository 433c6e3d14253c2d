import * as l10n from '@vscode/l10n';
import { readDuration } from '../../core/load/plan/readLevels';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

/** Seconds. */
const shortestIdle = 1;
const longestIdle = 24 * 3600;

export const serveCommand: TerminalCommand = {
  usage: 'longshore serve FILE.endpoint.json [OPTIONS]',
  summary: l10n.t('Serve an endpoint on your own Docker engine, behind the API of the SageMaker runtime.'),
  details:
    l10n.t(`The log of the containers goes to the standard output, everything else to the standard error.

  --port NUMBER            where the API listens on 127.0.0.1 (that of the file, or any that is free)
  --serverless-idle TIME   how long after its last request a serverless variant loses its container, as 90s or 5m, so that
                           the next one meets a cold start (the container stays when nothing is said)
  --json                   events on the standard output instead, one JSON document per line
  --runs FOLDER            where endpoints are kept (LONGSHORE_RUNS, or the folder that the editor uses)

boto3, the AWS CLI and every SDK call it with the endpoint URL that is told, and with any keys.
Ctrl-C stops as SageMaker does: SIGTERM, 30 seconds of grace, SIGKILL. A second Ctrl-C kills at once.

Exit codes: 0 stopped by you, 1 a variant never got ready, or a problem, 2 used wrongly.`),
  positionals: true,
  options: {
    port: { type: 'string' },
    'serverless-idle': { type: 'string' },
    json: { type: 'boolean' },
    runs: { type: 'string' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Name one endpoint file, such as iris.endpoint.json.'));
    const { port, runs, 'serverless-idle': idle } = options;
    const asked = {
      file,
      port: typeof port === 'string' ? portOf(port) : undefined,
      serverlessIdle: typeof idle === 'string' ? idleOf(idle) : undefined,
      json: options['json'] === true,
      runs: typeof runs === 'string' ? runs : undefined,
    };
    const [{ runServe }, world] = await Promise.all([import('./runServe'), program.world()]);
    return runServe(world, asked, terminal);
  },
};

/** Seconds: SageMaker itself tells nobody when it lets a container go. */
function idleOf(text: string): number {
  const seconds = readDuration(text) / 1000;
  if (seconds < shortestIdle || seconds > longestIdle)
    throw new Problem('bad-usage', l10n.t('--serverless-idle is 1s to {0}m.', longestIdle / 60));
  return seconds;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem('bad-usage', l10n.t('{0} is no port: 1 to 65535.', text));
  return port;
}
