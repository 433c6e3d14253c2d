import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { checkContainerName } from '../../core/scaffold/containerName';
import type { Given, TerminalCommand } from '../commandLine';

export const scaffoldCommand: TerminalCommand = {
  usage: 'longshore scaffold NAME [OPTIONS]',
  summary: l10n.t('Write a container that trains and serves, into a folder of that name.'),
  details:
    l10n.t(`  --template NAME|FOLDER      a template of ours, or a folder of yours with longshore-template.json (own)
  --answers FILE              a JSON object such as {"purpose": "train"}; the rest keeps its defaults
  --existing skip|overwrite   what to do with files that are there and say something else (write nothing)
  --list                      our templates, and the questions of one with the answers that they take

Exit codes: 0 written, 1 a problem, 2 used wrongly.`),
  positionals: true,
  options: {
    template: { type: 'string' },
    answers: { type: 'string' },
    existing: { type: 'string' },
    list: { type: 'boolean' },
  },
  run: async (program, given, terminal) => {
    const { template: named } = given.options;
    const from = { media: program.media, ...(typeof named === 'string' ? { template: named } : {}) };
    const asked = given.options['list'] === true ? undefined : readWords(given);
    const { listQuestions, runScaffold } = await import('./runScaffold');
    const world = await program.localWorld();
    if (!asked) return listQuestions(world, from, terminal);
    return runScaffold(world, { ...asked, ...from }, terminal);
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
