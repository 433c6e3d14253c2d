import { before, expandAt, workdirAt } from '../../../../build/build';
import { copyWords } from '../../../../build/copy';
import { cleanPath } from '../../../../../paths';
import type { Instruction } from '../../../../syntax';
import type { Range } from '../../../../text/range';
import type { View } from '../../../view';
import { filledBy } from './filledBy';
import { Notes } from '../../../../text/notes';

/** A place in the image that the build fills; the range is the path as it is written. */
export interface Placed extends Range {
  /** Absolute and clean. */
  readonly path: string;
  /** As written: `${DIR}/x`. */
  readonly raw: string;
  /** Certainly a folder: a slash at the end, or several sources. */
  readonly isFolder: boolean;
  readonly by: 'copy' | 'command' | 'mkdir';
  readonly instruction: Instruction;
  /** What COPY and ADD take, expanded; undefined is not known. */
  readonly sources: ReadonlyArray<string | undefined>;
  /** From another stage or image. */
  readonly isForeign: boolean;
}

const places = new Notes<View, readonly Placed[]>();

/** Everything in the final image whose path we know for certain. */
export function placedIn(view: View): readonly Placed[] {
  let placed = places.get(view);
  if (placed === undefined) {
    placed = view.chain.flatMap(({ stage }) => stage.instructions.flatMap((each) => placedBy(view, each)));
    places.set(view, placed);
  }
  return placed;
}

function placedBy(view: View, instruction: Instruction): readonly Placed[] {
  if (instruction.name === 'COPY' || instruction.name === 'ADD') return copied(view, instruction);
  if (instruction.name !== 'RUN' || !mentions(view, instruction)) return [];
  return view.commands(instruction).flatMap((command) =>
    filledBy(command).map(({ word, by }) => ({
      start: word.start,
      end: word.end,
      path: cleanPath(word.text, true),
      raw: word.raw,
      isFolder: word.text.endsWith('/'),
      by,
      instruction,
      sources: [],
      isForeign: false,
    })),
  );
}

/** Reading a shell takes time; only these paths are asked for. */
const mentions = ({ dockerfile }: View, { start, end }: Instruction): boolean =>
  dockerfile.text.slice(start, end).includes('/opt/ml');

function copied(view: View, instruction: Instruction): readonly Placed[] {
  const { sources, destination } = copyWords(instruction);
  if (destination === undefined) return [];
  const moment = before(view.build, instruction);
  const { value, known } = expandAt(view.build, moment, destination.value);
  const folder = workdirAt(moment);
  const isAbsolute = value.startsWith('/');
  if (!known || (!isAbsolute && folder?.known !== true)) return [];
  const words = sources.map((source) => {
    const expanded = expandAt(view.build, moment, source.value);
    return expanded.known ? expanded.value : undefined;
  });
  return [
    {
      start: destination.start,
      end: destination.end,
      path: cleanPath(isAbsolute ? value : `${folder?.value ?? ''}/${value}`, true),
      raw: destination.raw,
      isFolder: /(?:^|\/)\.{0,2}$/.test(value) || sources.length > 1,
      by: 'copy',
      instruction,
      sources: words,
      isForeign: instruction.flags.some(({ name }) => name === 'from'),
    },
  ];
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
