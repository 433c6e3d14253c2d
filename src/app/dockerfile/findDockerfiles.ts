import { compileGlob } from '../../core/dockerfile/context/glob';
import { folderOf, isInside, joinPath, nameOf, resolvePath } from '../../core/paths';
import { isDockerfileName } from '../../core/dockerfile/fileNames';
import type { Files } from '../../core/ports';

export interface FoundDockerfiles {
  /** Each once, in the order of the words. */
  readonly paths: readonly string[];
  /** The words that led to nothing: no such file, or no match. A folder without Dockerfiles is fine. */
  readonly missing: readonly string[];
  /** A folder was too large to look through. */
  readonly complete: boolean;
}

/** A repository of that size takes a few seconds. */
const limits = { entries: 500_000, milliseconds: 60_000 };
const skipped = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  'venv',
  '.tox',
  '__pycache__',
  'site-packages',
]);

/** Files, folders with all Dockerfiles in them, and globs. */
export async function findDockerfiles(
  files: Files,
  { words, folder }: { readonly words: readonly string[]; readonly folder: string },
  signal: AbortSignal,
): Promise<FoundDockerfiles> {
  const found = new Set<string>();
  const missing: string[] = [];
  let complete = true;
  const search = async (base: string, matches: (path: string) => boolean): Promise<number> => {
    const walk = await files.walk(base, { ...limits, enter }, signal);
    complete &&= walk.complete;
    const paths = walk.entries
      .filter(({ kind, path }) => kind === 'file' && matches(path))
      .map(({ path }) => path);
    paths.toSorted().forEach((path) => found.add(joinPath(base, path)));
    return paths.length;
  };
  for (const word of words) {
    const path = resolvePath(folder, word);
    const stat = await files.stat(path, signal);
    if (stat?.kind === 'file') found.add(path);
    else if (stat) await search(path, (inside) => isDockerfileName(nameOf(inside)));
    else {
      let matched = 0;
      for (const { base, matches } of globsOf(path)) matched += await search(base, matches);
      if (matched === 0) missing.push(word);
    }
  }
  return { paths: [...found], missing, complete };
}

const enter = (path: string): 'walk' | 'skip' => (skipped.has(nameOf(path)) ? 'skip' : 'walk');

/** The folder before the first wildcard, and the pattern for what is in it. */
function globsOf(
  path: string,
): readonly { readonly base: string; readonly matches: (path: string) => boolean }[] {
  return expandBraces(path).flatMap((pattern) => {
    const wildcard = pattern.search(/[*?[]/);
    if (wildcard < 0 && pattern === path) return [];
    const base = folderOf(wildcard < 0 ? pattern : pattern.slice(0, wildcard));
    const glob = compileGlob(pattern.slice(base.endsWith('/') ? base.length : base.length + 1));
    return glob ? [{ base, matches: (inside) => glob(inside) && !inside.endsWith('.dockerignore') }] : [];
  });
}

/** `{a,b}c` → `ac`, `bc`; braces in braces from the inside out. */
function expandBraces(pattern: string): readonly string[] {
  const [whole, inside = ''] = /\{([^{}]*,[^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined) return [pattern];
  return inside.split(',').flatMap((choice) => expandBraces(pattern.replace(whole, () => choice)));
}

/** The repository that a file is in, or else the folder where the command runs, or else the file's own. */
export async function findRoot(
  files: Files,
  path: string,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const own = folderOf(path);
  for (let above = own; ; above = folderOf(above)) {
    if (await files.stat(joinPath(above, '.git'), signal)) return above;
    if (folderOf(above) === above) break;
  }
  return isInside(own, folder) ? folder : own;
}
