import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

export const invokeCommand: TerminalCommand = {
  usage: 'longshore invoke FILE|NAME|URL --data FILE [OPTIONS]',
  summary: l10n.t('Ask a local endpoint that serves now.'),
  details: l10n.t(`  --data FILE            the payload; - is the standard input
  --content-type TYPE    what it is (by the ending of its name)
  --accept TYPE          what the answer should be
  --target-variant NAME  this variant, whatever the weights
  --runs FOLDER          where endpoints are kept (LONGSHORE_RUNS, or the folder that the editor uses)

The endpoint is that of an endpoint file, one of this name, or http://127.0.0.1:PORT/endpoints/NAME.
The answer goes to the standard output; which variant gave it, and how fast, to the standard error.

Exit codes: 0 answered, 1 an error of the endpoint, or a problem, 2 used wrongly.`),
  positionals: true,
  options: {
    data: { type: 'string' },
    'content-type': { type: 'string' },
    accept: { type: 'string' },
    'target-variant': { type: 'string' },
    runs: { type: 'string' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [target, ...more] = positionals;
    const given = (name: string): string | undefined => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    };
    const data = given('data');
    if (target === undefined || more.length > 0 || data === undefined)
      throw new Problem('bad-usage', l10n.t('Name one endpoint, and what it is to be asked with --data.'));
    const asked = {
      target,
      data,
      contentType: given('content-type'),
      accept: given('accept'),
      variant: given('target-variant'),
      runs: given('runs'),
    };
    const [{ runInvoke }, world] = await Promise.all([import('./runInvoke'), program.world()]);
    return runInvoke(world, asked, terminal);
  },
};
