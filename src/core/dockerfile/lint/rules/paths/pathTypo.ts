import * as l10n from '@vscode/l10n';
import { copyWords } from '../../../build/copy';
import type { Instruction } from '../../../syntax';
import { nearest } from '../../nearest';
import { optMlPaths } from '../../optMl';
import type { Rule } from '../../rule';
import type { View } from '../../view';

export const SM205: Rule = {
  id: 'SM205',
  name: 'path-typo',
  severity: 'error',
  roles: ['train', 'serve', 'processing'],
  explanation:
    'A path below `/opt/ml` that is a letter off one of the paths of SageMaker leads to nothing: the folder of that name never exists, and a model that is written there is not saved.',
  source:
    'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html',
  example: { bad: 'ENV DATA_DIR=/opt/ml/inputs/data', good: 'ENV DATA_DIR=/opt/ml/input/data' },
  check: function* (view) {
    const { text } = view.dockerfile;
    if (!text.includes('/opt/m')) return;
    for (const instruction of view.named(...readers)) {
      for (const match of text.slice(instruction.start, instruction.end).matchAll(optPath)) {
        const written = match[0].replace(/[/.]+$/, '');
        const meant = meantBy(written);
        const start = instruction.start + match.index;
        if (meant === undefined || isComment(view, start) || isMade(view, written)) continue;
        const end = start + meant.wrong.length;
        yield {
          start,
          end,
          message: l10n.t('SageMaker has no {0}. Did you mean {1}?', meant.wrong, meant.right),
          // What the platform provides is nowhere else; a folder to write to may be made by a program.
          ...(!isProvided(meant.right) && { severity: 'warning' as const }),
          fixes: [
            {
              title: l10n.t('Change to {0}', meant.right),
              edits: [{ start, end, text: meant.right }],
              preferred: true,
            },
          ],
        };
      }
    }
  },
};

/** What a RUN, COPY or WORKDIR has may well exist. */
const readers: ReadonlySet<string> = new Set(['ENV', 'ARG', 'CMD', 'ENTRYPOINT']);

const optPath = /(?<![\w.}/-])\/opt\/m[l1I](?:\/[\w./-]*|(?![\w.-]))/g;

interface Meant {
  readonly wrong: string;
  readonly right: string;
}

function meantBy(written: string): Meant | undefined {
  if (/^\/opt\/m[1I](?:\/|$)/.test(written)) return { wrong: written.slice(0, 7), right: '/opt/ml' };
  const parts = written.split('/');
  for (let count = 4; count <= Math.min(parts.length, 6); count += 1) {
    const path = parts.slice(0, count).join('/');
    if (optMlPaths.has(path) || isParent(path)) continue;
    const parent = parts.slice(0, count - 1).join('/');
    const candidates = namesIn.get(parent) ?? [];
    const name = parts[count - 1] ?? '';
    const right = name.endsWith('.json') ? undefined : nearest(name, candidates, name.length > 5 ? 2 : 1);
    return right === undefined ? undefined : { wrong: path, right: `${parent}/${right}` };
  }
  return undefined;
}

const known = [...optMlPaths.keys()];

const isParent = (path: string): boolean => known.some((each) => each.startsWith(`${path}/`));

/** Channels and files of the user have any name; the folders of the platform do not. */
const names = (parent: string): readonly string[] => [
  ...new Set(
    known.flatMap((path) =>
      path.startsWith(`${parent}/`) ? [path.split('/')[parent.split('/').length] ?? ''] : [],
    ),
  ),
];

/** One model is what nearly everybody has: `modell` is no `models`. */
const namesIn: ReadonlyMap<string, readonly string[]> = new Map([
  ['/opt/ml', names('/opt/ml').filter((name) => name !== 'models')],
  ['/opt/ml/input', names('/opt/ml/input')],
]);

const isProvided = (path: string): boolean => path === '/opt/ml' || path.startsWith('/opt/ml/input');

const isComment = ({ dockerfile }: View, at: number): boolean =>
  dockerfile.comments.some(({ start, end }) => start <= at && at < end);

/** Does anything else than the readers speak of it, or bring a whole tree? */
const isMade = (view: View, written: string): boolean =>
  view.instructions.some(
    (instruction) => !readers.has(instruction.name) && makes(view, instruction, written),
  );

function makes({ dockerfile }: View, instruction: Instruction, written: string): boolean {
  const text = dockerfile.text.slice(instruction.start, instruction.end);
  const top = written.split('/').slice(0, 4).join('/');
  return (
    text.includes(top) ||
    (/^(?:COPY|ADD)$/.test(instruction.name) &&
      /\s"?\/(?:opt\/?(?:m[l1I]\/?)?)?"?\]?\s*$/.test(text) &&
      !copyWords(instruction).sources.every(({ value }) => isOneFile.test(value)))
  );
}

/** An archive that ADD unpacks is none. */
const isOneFile = /^(?!.*\.(?:tar|tgz|tar\.\w+|zip)$)[^*?[]*[^/.*?[][^/*?[]*\.\w+$/;
