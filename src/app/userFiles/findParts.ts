import { nameOf } from '../../core/paths';
import { isDockerfileName } from '../../core/dockerfile/fileNames';
import type { Files } from '../../core/ports';

/** What a new file could be made of, as paths relative to the folder, the nearest first. */
export interface FileParts {
  readonly dockerfiles: readonly string[];
  readonly programs: readonly string[];
  readonly archives: readonly string[];
  readonly folders: readonly string[];
}

/** Somebody waits for the answer: a large repository is looked at in part. */
const limits = { entries: 20_000, milliseconds: 1_500 };
const shown = 200;

export async function findParts(
  files: Pick<Files, 'walk'>,
  folder: string,
  signal: AbortSignal,
): Promise<FileParts> {
  const enter = (path: string): 'walk' | 'skip' => (isSkipped(path) ? 'skip' : 'walk');
  const { entries } = await files.walk(folder, { ...limits, enter }, signal);
  const paths = (kind: 'file' | 'folder', matches: (name: string) => boolean): readonly string[] =>
    entries
      .filter((entry) => entry.kind === kind && !isSkipped(entry.path) && matches(nameOf(entry.path)))
      .map(({ path }) => path)
      .toSorted((left, right) => depth(left) - depth(right) || (left < right ? -1 : 1))
      .slice(0, shown);
  return {
    dockerfiles: paths('file', isDockerfileName),
    programs: paths('file', (name) => /\.(?:py|sh)$/.test(name)),
    archives: paths('file', (name) => name.endsWith('.tar.gz')),
    folders: paths('folder', () => true),
  };
}

/** Those whose names look like it come first. */
export const likelyFirst = (paths: readonly string[], likely: RegExp): readonly string[] => [
  ...paths.filter((path) => likely.test(nameOf(path))),
  ...paths.filter((path) => !likely.test(nameOf(path))),
];

/** Disks have no order; the nearest is the likeliest. */
const depth = (path: string): number => path.split('/').length;

const isSkipped = (path: string): boolean =>
  /^(?:\..*|node_modules|venv|site-packages|__pycache__)$/.test(nameOf(path));
