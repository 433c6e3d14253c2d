import * as l10n from '@vscode/l10n';
import { before, expandAt } from '../build/build';
import type { Moment } from '../build/build';
import { modesOf, startCommand, type Mode } from '../lint/start/startCommand';
import { optMlPaths } from '../lint/optMl';
import { platformVariables } from '../lint/rules/env/platformVariables';
import type { View } from '../lint/view';
import { pairsOf, wordsOf, type Instruction } from '../syntax';
import type { Range } from '../text/range';
import { imageFacts } from '../../prebuilt/imageFacts';

export interface Hover extends Range {
  /** Markdown, a paragraph each. */
  readonly paragraphs: readonly string[];
}

/** What is worth knowing about the place: what SageMaker runs, what an image holds, what a name means. */
export function hoverAt(view: View, offset: number): Hover | undefined {
  const instruction = view.instructions.find(({ start, end }) => start <= offset && offset <= end);
  if (!instruction) return undefined;
  switch (instruction.name) {
    case 'FROM':
      return hoverFrom(view, instruction);
    case 'ENTRYPOINT':
    case 'CMD':
      return hoverStart(view, instruction);
    default:
      return hoverVariable(instruction, offset) ?? hoverPath(view, offset);
  }
}

function hoverFrom(view: View, instruction: Instruction): Hover | undefined {
  const [word] = wordsOf(instruction);
  if (!word) return undefined;
  const place: Moment = before(view.build, instruction);
  const { value } = expandAt(view.build, place, word.value);
  const paragraphs = [
    ...imageFacts(value, view.options.now),
    ...(isLast(view, instruction) ? roleFacts(view) : []),
  ];
  return paragraphs.length === 0 ? undefined : { start: word.start, end: word.end, paragraphs };
}

const isLast = (view: View, instruction: Instruction): boolean =>
  view.build.target?.stage.from === instruction;

/** The role decides which rules speak: so it is told with its reasons. */
function roleFacts({ role }: View): readonly string[] {
  const reasons = role.reasons.map(({ message }) => `- ${message}`);
  const how = l10n.t('Say it yourself with a comment: `# sagemaker: role=train`');
  const what =
    role.role === 'unknown'
      ? l10n.t('Longshore cannot tell what SageMaker will do with this image.')
      : l10n.t('SageMaker role: **{0}**', role.role);
  return [what, ...(reasons.length > 0 ? [reasons.join('\n')] : []), ...(role.stated ? [] : [how])];
}

function hoverStart(view: View, instruction: Instruction): Hover | undefined {
  if (before(view.build, instruction).stage !== view.build.target) return undefined;
  const modes = modesOf(view);
  const asked: readonly Mode[] = modes.length > 0 ? modes : ['train', 'serve'];
  const paragraphs = asked.map((mode) => startSentence(view, mode));
  if (instruction.name === 'CMD')
    paragraphs.push(l10n.t('CMD does not count: SageMaker puts its own word in its place.'));
  return { start: instruction.keyword.start, end: instruction.end, paragraphs };
}

function startSentence(view: View, mode: Mode): string {
  const { form, words } = startCommand(view, mode);
  const line = `\`${words.map(({ text }) => quoted(text)).join(' ')}\``;
  switch (form) {
    case 'exec':
      return l10n.t('To {0}, SageMaker will run: {1}', mode, line);
    case 'shell':
      return l10n.t('To {0}, SageMaker will run: {1}. The shell swallows the last word.', mode, line);
    case 'path':
      return l10n.t('To {0}, SageMaker will run the program {1} that is found on PATH.', mode, line);
    case 'base':
      return l10n.t(
        'To {0}, SageMaker will run the ENTRYPOINT of the base image with {1}, or that word itself from PATH.',
        mode,
        line,
      );
  }
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function hoverVariable(instruction: Instruction, offset: number): Hover | undefined {
  const pair = pairsOf(instruction).find(({ key }) => key.start <= offset && offset <= key.end);
  const variable = pair && platformVariables.get(pair.key.raw);
  if (!pair || !variable) return undefined;
  const given = variable.isGiven
    ? [l10n.t('SageMaker sets it when the container starts: a Dockerfile should not.')]
    : [];
  return {
    start: pair.key.start,
    end: pair.key.end,
    paragraphs: [`**${pair.key.raw}**`, variable.meaning, ...given],
  };
}

const pathForm = /\/opt\/ml[\w./-]*/g;

/** The deepest known path of the word, so that files of one's own below it are explained too. */
function hoverPath({ dockerfile: { text } }: View, offset: number): Hover | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  for (const { index, 0: path } of line.matchAll(pathForm)) {
    const start = lineStart + index;
    if (offset < start || offset > start + path.length) continue;
    let known = path.replace(/\/+$/, '');
    while (known !== '' && !optMlPaths.has(known)) known = known.slice(0, known.lastIndexOf('/'));
    const meaning = optMlPaths.get(known);
    return meaning === undefined
      ? undefined
      : { start, end: start + path.length, paragraphs: [`**${known}**`, meaning] };
  }
  return undefined;
}
