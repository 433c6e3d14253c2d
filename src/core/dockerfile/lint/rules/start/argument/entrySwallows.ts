import * as l10n from '@vscode/l10n';
import { entrypointAt } from '../../../../build/build';
import type { Arguments, Instruction, Word } from '../../../../syntax';
import type { Fix, Report } from '../../../finding';
import type { Rule } from '../../../rule';
import { strictProgram } from '../../../server/strictPrograms';
import { programOf, scriptOf } from '../../../start/program';
import { modesOf, type Mode } from '../../../start/startCommand';
import type { View } from '../../../view';

export const SM306: Rule = {
  id: 'SM306',
  name: 'entry-swallows-arg',
  severity: 'warning',
  roles: ['train', 'serve'],
  explanation:
    'SageMaker adds the word `train` or `serve` to ENTRYPOINT. Behind `sh -c "…"` it becomes `$0` of the shell, and the program never sees it; behind an ENTRYPOINT that ends in that word already it is there twice. Pass the arguments on with `"$@"`, or leave the word to SageMaker.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: {
    bad: 'ENTRYPOINT ["sh", "-c", "python main.py"]',
    good: 'ENTRYPOINT ["sh", "-c", "exec python main.py \\"$@\\"", "--"]',
  },
  check: function* (view) {
    const entrypoint = entrypointAt(view.end);
    const [mode] = modesOf(view);
    if (entrypoint?.arguments.kind !== 'json' || mode === undefined) return;
    const { words } = entrypoint.arguments;
    yield* swallowed({ view, entrypoint, words, mode });
    yield* doubled(view.dockerfile.text, entrypoint.arguments);
  },
};

interface Entry {
  readonly view: View;
  readonly entrypoint: Instruction;
  readonly words: readonly Word[];
  readonly mode: Mode;
}

function* swallowed({ view, entrypoint, words, mode }: Entry): Generator<Report> {
  const program = programOf(words.map(({ value }) => value));
  if (program === undefined || !/^(?:ba|da|a|k)?sh$/.test(program.name)) return;
  const option = words.findIndex(({ value }, at) => at > program.at && /^-[a-z]*c$/.test(value));
  const script = words[option + 1];
  if (option < 0 || script === undefined || /\$(?:\{?[@*0-9#])/.test(script.value)) return;
  const options = words.slice(program.at + 1, option).map(({ value }) => value);
  // `bash -o pipefail -c`
  const isOption = (value: string, at: number): boolean =>
    /^[-+]/.test(value) || /^[-+][a-z]*[oO]$/.test(options[at - 1] ?? '');
  if (!options.every(isOption)) return;
  const last = view.commands(entrypoint).findLast(({ within }) => within.length === 0);
  const line = last?.name ? [last.name, ...last.words].map(({ text }) => text) : [];
  // Some servers must not see the word.
  if (strictProgram(line[0] === 'exec' ? line.slice(1) : line)) return;
  const isLast = words.at(-1) === script;
  const passes = last?.name !== undefined && last.end === script.end - 1 && last.redirects.length === 0;
  yield {
    start: script.start,
    end: script.end,
    message: l10n.t('The shell keeps the word {0} that SageMaker adds: pass it on with "$@".', mode),
    fixes: passes ? [passOn(script, isLast)] : [],
  };
}

const passOn = ({ end }: Word, isLast: boolean): Fix => ({
  title: l10n.t('Pass the arguments on'),
  edits: [
    { start: end - 1, end: end - 1, text: String.raw` \"$@\"` },
    ...(isLast ? [{ start: end, end, text: ', "--"' }] : []),
  ],
  preferred: true,
});

/** `python main.py serve serve`. As the script of an interpreter, or as the program itself, the word is a file. */
function* doubled(text: string, given: Extract<Arguments, { kind: 'json' }>): Generator<Report> {
  const values = given.words.map(({ value }) => value);
  const word = given.words.at(-1);
  const previous = given.words.at(-2);
  if (!word || !previous || !/^(?:train|serve)$/.test(word.value) || previous.value.startsWith('-')) return;
  const at = given.words.length - 1;
  const program = programOf(values);
  if (program === undefined || program.at === at || program.name === 'vllm') return;
  if (scriptOf(values)?.at === at || values.includes('-c')) return;
  const comma = text.indexOf(',', previous.end);
  yield {
    start: word.start,
    end: word.end,
    message: l10n.t('SageMaker adds this word itself: the program gets it twice.'),
    fixes: [
      {
        title: l10n.t('Remove {0}', word.value),
        edits: [{ start: comma, end: word.end, text: '' }],
        preferred: true,
      },
    ],
  };
}
