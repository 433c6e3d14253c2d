import { commandAt, entrypointAt } from '../../build/build';
import type { Range } from '../../text/range';
import { copiedFiles, type CopiedFile } from '../copied/copied';
import { baseName, scriptOf, type Script } from './program';
import { absolutePath, modesOf, pathFolders, startCommand } from './startCommand';
import type { View } from '../view';
import { Notes } from '../../text/notes';

/** A file that the container begins with. */
export interface Started {
  /** The words of ENTRYPOINT or CMD that say so; undefined when `train` or `serve` is looked up on PATH. */
  readonly script: Script | undefined;
  /** Where it is said, or where the file is copied. */
  readonly place: Range;
  /** Absolute, in the image; undefined where we cannot tell. */
  readonly path: string | undefined;
  readonly file: CopiedFile | undefined;
  /** What reads it; undefined when the kernel runs it. */
  readonly interpreter: string | undefined;
}

const cache = new Notes<View, readonly Started[]>();

/** The files that the container begins with: the script of ENTRYPOINT, `train` and `serve` on PATH, or else that of CMD. */
export function startedFiles(view: View): readonly Started[] {
  const known = cache.get(view);
  if (known) return known;
  const started = findStarted(view);
  cache.set(view, started);
  return started;
}

/** Those that may serve: beside others `train` is not one of them. */
export function servingFiles(view: View): readonly Started[] {
  const files = startedFiles(view).filter(({ file }) => file !== undefined);
  return files.length > 1 ? files.filter(({ path = '' }) => baseName(path) !== 'train') : files;
}

function findStarted(view: View): readonly Started[] {
  const entrypoint = entrypointAt(view.end)?.arguments;
  const modes = modesOf(view);
  const hasEntrypoint = entrypoint?.kind === 'json' && entrypoint.words.length > 0;
  if (entrypoint && !hasEntrypoint && entrypoint.kind !== 'json') return [];
  if (!hasEntrypoint && modes.length > 0) {
    return modes.flatMap((mode) => {
      const { form } = startCommand(view, mode);
      const file = form === 'path' || form === 'base' ? onPath(view, mode) : undefined;
      const place = file?.from?.word ?? file?.copy.instruction;
      return file && place
        ? [{ script: undefined, place, path: file.path, file, interpreter: undefined }]
        : [];
    });
  }
  const given = hasEntrypoint ? entrypoint : commandAt(view.end)?.arguments;
  if (given?.kind !== 'json') return [];
  const script = scriptOf(given.words.map(({ value }) => value));
  const place = script && given.words[script.at];
  if (!script || !place || script.text.includes('$')) return [];
  const isName = script.interpreter === undefined && !script.text.includes('/');
  const path = isName ? undefined : absolutePath(view, script.text);
  const file = isName ? onPath(view, script.text) : path && copiedFiles(view).files.get(path);
  const { interpreter } = script;
  return [{ script, place, path: path ?? (file || undefined)?.path, file: file || undefined, interpreter }];
}

function onPath(view: View, name: string): CopiedFile | undefined {
  const { files } = copiedFiles(view);
  for (const folder of pathFolders(view)) {
    const file = files.get(`${folder}/${name}`);
    if (file) return file;
  }
  return undefined;
}
