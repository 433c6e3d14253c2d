import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { checkContainerName } from '../../core/scaffold/answers';
import type { Given, TerminalCommand } from '../commandLine';

export const scaffoldCommand: TerminalCommand = {
  usage: 'longshore scaffold NAME [OPTIONS]',
  summary: l10n.t('Write a container that trains and serves, into a folder of that name.'),
  details:
    l10n.t(`  --answers FILE              a JSON object such as {"purpose": "train"}; the rest keeps its defaults
  --existing skip|overwrite   what to do with files that are there and say something else (write nothing)
  --list                      the questions, with the answers that they take

Exit codes: 0 written, 1 a problem, 2 used wrongly.`),
  positionals: true,
  options: { answers: { type: 'string' }, existing: { type: 'string' }, list: { type: 'boolean' } },
  run: async (program, given, terminal) => {
    const list = given.options['list'] === true;
    const asked = list ? undefined : readWords(given);
    const { listQuestions, runScaffold } = await import('./runScaffold');
    if (!asked) return listQuestions(terminal);
    return runScaffold(await program.localWorld(), { ...asked, media: program.media }, terminal);
  },
};

/** What the words ask for. */
export interface AskedScaffold {
  readonly name: string;
  readonly answers?: string;
  readonly existing?: 'skip' | 'overwrite';
}

function readWords({ options, positionals }: Given): AskedScaffold {
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new Problem('bad-usage', l10n.t('Name one container, such as iris.'));
  const wrong = checkContainerName(name);
  if (wrong !== undefined) throw new Problem('bad-usage', wrong);
  const { answers, existing } = options;
  if (existing !== undefined && existing !== 'skip' && existing !== 'overwrite')
    throw new Problem(
      'bad-usage',
      l10n.t('--existing is skip or overwrite, not {0}.', JSON.stringify(existing)),
    );
  return {
    name,
    ...(typeof answers === 'string' ? { answers } : {}),
    ...(existing === undefined ? {} : { existing }),
  };
}
