import { evaluate } from '../../core/dockerfile/build/evaluate';
import { inferContext, isForBuilding, type ContextCandidate } from '../../core/dockerfile/context/infer';
import { folderOf, foldersUpTo, isInside, joinPath, nameOf, relativePath } from '../../core/paths';
import { contextSources, type ContextSources } from '../../core/dockerfile/context/sources';
import { statedBuilds, statesBuilds } from '../../core/dockerfile/context/stated';
import { isDockerfileName } from '../../core/dockerfile/fileNames';
import { parse } from '../../core/dockerfile/parse/parse';
import type { Files } from '../../core/ports';

export interface DockerfileInput {
  /** The Dockerfile's own path. */
  readonly path: string;
  /** As it is in the editor, saved or not. */
  readonly text: string;
  /** The workspace folder or repository: no context is looked for above it. */
  readonly root: string;
}

export interface FoundContext {
  readonly folder: string;
  readonly certain: boolean;
  /** What the Dockerfile takes from it by name. */
  readonly named: readonly string[];
}

/** Folders above a Dockerfile that are asked, and names in one of them. */
const levels = 8;
const neighbours = { entries: 500, milliseconds: 200, enter: () => 'skip' as const };
const statementBytes = 256 * 1024;

export async function findContext(
  files: Files,
  input: DockerfileInput,
  signal: AbortSignal,
): Promise<FoundContext> {
  const own = folderOf(input.path);
  const sources = contextSources(evaluate(parse(input.text)));
  const folders = foldersUpTo(own, input.root, levels);
  const lists = await Promise.all(folders.map(async (folder) => files.walk(folder, neighbours, signal)));
  const names = lists.map(({ entries }) => entries.map(({ path }) => path));
  const stating = folders.flatMap((folder, index) =>
    (names[index] ?? []).filter(statesBuilds).map((name) => joinPath(folder, name)),
  );
  const stated = await statedBy(files, stating, input, signal);
  const look = async (folder: string): Promise<ContextCandidate> => ({
    folder: relativePath(own, folder),
    found: await existing(files, folder, sources, signal),
  });
  const { folder, certain } = inferContext({
    ancestors: await Promise.all(folders.map(look)),
    stated: await Promise.all(stated.map(look)),
    named: sources.named,
    hasNeighbours: !isForBuilding(nameOf(own)) && (names[0] ?? []).some(isNeighbour),
  });
  return { folder: joinPath(own, folder), certain, named: sources.named };
}

const isNeighbour = (name: string): boolean => !isDockerfileName(name) && !name.endsWith('ignore');

/** The contexts that other files give for this very Dockerfile, inside the root. */
async function statedBy(
  files: Files,
  places: readonly string[],
  { path, root }: DockerfileInput,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const contexts = await Promise.all(
    places.map(async (place) => {
      const text = (await files.read(place, statementBytes, signal)) ?? '';
      const ours = statedBuilds(place, text).filter(({ dockerfile }) => dockerfile === path);
      return ours.map(({ context }) => context).filter((context) => isInside(context, root));
    }),
  );
  return [...new Set(contexts.flat())];
}

async function existing(
  files: Files,
  folder: string,
  { named, hinted }: ContextSources,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const all = [...named, ...hinted];
  const stats = await Promise.all(all.map(async (path) => files.stat(joinPath(folder, path), signal)));
  return new Set(all.filter((_, index) => stats[index] !== undefined));
}
