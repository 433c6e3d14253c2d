import * as l10n from '@vscode/l10n';
import { entrypointAt } from '../../../../build/build';
import type { Word } from '../../../../syntax';
import { execForm, insertLineAfter } from '../../../edit/lineEdits';
import type { Edit, Report } from '../../../finding';
import { finalImage } from '../../../image/baseImage';
import { placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import { strictProgram } from '../../../server/strictPrograms';
import { isForSageMaker } from '../../../start/intent';
import { modesOf, type Mode } from '../../../start/startCommand';
import type { View } from '../../../view';

export const SM305: Rule = {
  id: 'SM305',
  name: 'entry-rejects-arg',
  severity: 'error',
  roles: ['train', 'serve'],
  explanation:
    "SageMaker adds the word `train` or `serve` to ENTRYPOINT. Some programs end with an error when they meet a word that they do not know: `error: unexpected argument 'serve' found`. A shell in between takes the word for itself, and `exec` gives the signals to the program.",
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: {
    bad: 'ENTRYPOINT ["uvicorn", "app:app", "--port", "8080"]',
    good: 'ENTRYPOINT ["/bin/sh", "-c", "exec uvicorn app:app --port 8080"]',
  },
  check: function* (view) {
    const given = entrypointAt(view.end)?.arguments;
    const [mode] = modesOf(view);
    if (mode === undefined) return;
    if (given === undefined) yield* ofBase(view, mode);
    if (given?.kind !== 'json') return;
    const found = strictProgram(given.words.map(({ value }) => value));
    if (!found) return;
    yield {
      start: given.whole.start,
      end: given.whole.end,
      message: l10n.t(
        '{0} ends with an error: it does not know the word {1} that SageMaker adds.',
        found.name,
        mode,
      ),
      ...(found.strictness === 'likely' ? { severity: 'warning' as const } : {}),
      fixes: [
        {
          title: l10n.t('Let a shell take the word {0}', mode),
          edits: throughShell(view.dockerfile.text, given.words),
          preferred: true,
        },
      ],
    };
  },
};

/** Images whose own ENTRYPOINT is such a program, by path, with what it comes down to. */
const serverImages: ReadonlyMap<string, string> = new Map([
  ['huggingface/text-embeddings-inference', 'text-embeddings-router --port 8080'],
  ['huggingface/text-generation-inference', 'text-generation-launcher --port 8080'],
  ['vllm/vllm-openai', 'python3 -m vllm.entrypoints.openai.api_server --port 8080'],
]);

function* ofBase(view: View, mode: Mode): Generator<Report> {
  const image = finalImage(view);
  const command = image && serverImages.get(image.path);
  const last = view.end.stage?.stage.instructions.at(-1) ?? view.end.stage?.stage.from;
  // Some of their tags are made for SageMaker.
  if (!image || command === undefined || !last || !isForSageMaker(view)) return;
  if (image.tag?.includes('sagemaker') === true) return;
  yield {
    ...placeOf(view, image, 0, image.value.length),
    severity: 'warning',
    message: l10n.t(
      'The ENTRYPOINT of {0} ends with an error: it does not know the word {1} that SageMaker adds.',
      image.path,
      mode,
    ),
    fixes: [
      {
        title: l10n.t('Add an ENTRYPOINT'),
        edits: [
          insertLineAfter(
            view.dockerfile,
            last,
            `ENTRYPOINT ${execForm(['/bin/sh', '-c', `exec ${command}`])}`,
          ),
        ],
        preferred: false,
      },
    ],
  };
}

/** Joins the words to one script where they stand, so that line breaks stay. */
function throughShell(text: string, words: readonly Word[]): readonly Edit[] {
  return words.flatMap((word, at) => {
    const script = JSON.stringify(shellQuoted(word.value)).slice(1, -1);
    const before = at === 0 ? '"/bin/sh", "-c", "exec ' : '';
    const edit = { start: word.start, end: word.end, text: before + script };
    const next = words[at + 1];
    if (!next) return [{ ...edit, text: `${edit.text}"` }];
    // A tab would not be JSON.
    if (text.slice(word.end, next.start).includes('\t'))
      return [edit, { start: word.end, end: next.start, text: ' ' }];
    const comma = text.indexOf(',', word.end);
    const hasSpace = /\s/.test(text.slice(comma + 1, next.start));
    return [edit, { start: comma, end: comma + 1, text: hasSpace ? '' : ' ' }];
  });
}

const shellQuoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
