import { before, expandAt } from '../../build/build';
import { copyWords } from '../../build/copy';
import { cleanPath } from '../../../paths';
import { flagOf, type Instruction, type Word } from '../../syntax';
import { absoluteAt } from '../start/plainBase';
import type { View } from '../view';
import { Notes } from '../../text/notes';

/** A COPY or ADD of the final image, its words expanded. */
export interface Copy {
  readonly instruction: Instruction;
  readonly sources: readonly Source[];
  /** Absolute, without a slash behind; undefined when a part of it is not known. */
  readonly destination: string | undefined;
  /** A slash or `.` at the end, or several sources: then it is a folder. Otherwise what the image has decides. */
  readonly isFolder: boolean;
  /** Taken from a stage or an image. */
  readonly fromElsewhere: boolean;
  /** `--exclude`, `--parents` and the like, which we do not follow. */
  readonly isFiltered: boolean;
  /** Of `--chmod`, where it is known. */
  readonly mode: string | undefined;
  readonly hasMode: boolean;
}

export interface Source {
  readonly word: Word;
  /** In the context, cleaned: `.` is all of it. */
  readonly path: string;
  readonly known: boolean;
  readonly kind: 'path' | 'url' | 'archive';
}

const cache = new Notes<View, readonly Copy[]>();

/** Every COPY and ADD of the stages that make up the image, in the order of the build. */
export function copiesOf(view: View): readonly Copy[] {
  const remembered = cache.get(view);
  if (remembered) return remembered;
  const copies = view.namedInImage('COPY', 'ADD').map((instruction) => copyOf(view, instruction));
  cache.set(view, copies);
  return copies;
}

function copyOf(view: View, instruction: Instruction): Copy {
  const moment = before(view.build, instruction);
  const { sources, destination: word } = copyWords(instruction);
  const isJson = instruction.arguments.kind === 'json';
  const target = word && expandAt(view.build, moment, isJson ? word.value : word.raw);
  const count = sources.length + instruction.heredocs.length;
  const mode = flagOf(instruction, 'chmod');
  const permissions = mode?.value === undefined ? undefined : expandAt(view.build, moment, mode.value);
  return {
    instruction,
    sources: sources.map((source) => sourceOf(view, instruction, source)),
    destination: target?.known === true ? absoluteAt(view, moment, target.value) : undefined,
    isFolder: count > 1 || /(?:^|\/)\.?$/.test(target?.value ?? ''),
    fromElsewhere: flagOf(instruction, 'from') !== undefined,
    isFiltered: ['exclude', 'parents', 'unpack'].some((name) => flagOf(instruction, name) !== undefined),
    mode: permissions?.known === true ? permissions.value : undefined,
    hasMode: mode !== undefined,
  };
}

const archive = /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst|Z))$/i;

function sourceOf(view: View, instruction: Instruction, word: Word): Source {
  const isJson = instruction.arguments.kind === 'json';
  const { value, known } = expandAt(
    view.build,
    before(view.build, instruction),
    isJson ? word.value : word.raw,
  );
  const isAdd = instruction.name === 'ADD';
  const isUrl = isAdd && /^(?:https?|ftp|git|ssh):\/\/|^git@/.test(value);
  const kind = isUrl ? 'url' : isAdd && archive.test(value) ? 'archive' : 'path';
  // The context is the root: `/a`, `./a` and `../a` are all `a`.
  return { word, path: kind === 'url' ? value : cleanPath(`/${value}`, true).slice(1) || '.', known, kind };
}

/** Does a mode let the owner run the file? Undefined when we cannot tell. */
export function runnable(mode: string): boolean | undefined {
  if (/^[0-7]{3,4}$/.test(mode)) return (Number.parseInt(mode.at(-3) ?? '0', 8) & 1) === 1;
  if (/^(?:[ugoa]*\+[rwX]*x[rwX]*)$/.test(mode)) return true;
  return undefined;
}
