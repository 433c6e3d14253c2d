import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

export const serveCommand: TerminalCommand = {
  usage: 'longshore serve FILE.endpoint.json [OPTIONS]',
  summary: l10n.t('Serve an endpoint on your own Docker engine, behind the API of the SageMaker runtime.'),
  details:
    l10n.t(`The log of the containers goes to the standard output, everything else to the standard error.

  --port NUMBER   where the API listens on 127.0.0.1 (that of the file, or any that is free)
  --json          events on the standard output instead, one JSON document per line
  --runs FOLDER   where endpoints are kept (LONGSHORE_RUNS, or the folder that the editor uses)

boto3, the AWS CLI and every SDK call it with the endpoint URL that is told, and with any keys.
Ctrl-C stops as SageMaker does: SIGTERM, 30 seconds of grace, SIGKILL. A second Ctrl-C kills at once.

Exit codes: 0 stopped by you, 1 a variant never got ready, or a problem, 2 used wrongly.`),
  positionals: true,
  options: { port: { type: 'string' }, json: { type: 'boolean' }, runs: { type: 'string' } },
  run: async (program, { options, positionals }, terminal) => {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Name one endpoint file, such as iris.endpoint.json.'));
    const { port, runs } = options;
    const asked = {
      file,
      port: typeof port === 'string' ? portOf(port) : undefined,
      json: options['json'] === true,
      runs: typeof runs === 'string' ? runs : undefined,
    };
    const [{ runServe }, world] = await Promise.all([import('./runServe'), program.world()]);
    return runServe(world, asked, terminal);
  },
};

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem('bad-usage', l10n.t('{0} is no port: 1 to 65535.', text));
  return port;
}
