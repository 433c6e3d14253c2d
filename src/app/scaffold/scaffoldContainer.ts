import * as l10n from '@vscode/l10n';
import { folderOf, joinPath } from '../../core/paths';
import type { LocalWorld } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Container, ScaffoldFile } from '../../core/scaffold/scaffoldFiles';
import { scaffoldFiles, takenParts } from '../../core/scaffold/scaffoldFiles';
import { ownContainer } from '../../core/scaffold/template';

export interface Scaffold extends Container {
  /** Where the container goes. */
  readonly folder: string;
  /** Where our templates are. */
  readonly templates: string;
}

export interface Scaffolded {
  /** By their paths in the folder. */
  readonly written: readonly string[];
  /** There before, and left as they were. */
  readonly kept: readonly string[];
}

/** What to do with files that are there already and say something else; nothing to write none at all. */
export type Decide = (paths: readonly string[]) => Promise<'skip' | 'overwrite' | undefined>;

/** Bytes. */
const largestText = 1024 * 1024;

/** Writes a new container. Nothing is written before it is decided what happens to files that are there already. */
export async function scaffoldContainer(
  { files }: Pick<LocalWorld, 'files'>,
  { folder, templates, ...container }: Scaffold,
  decide: Decide,
  signal: AbortSignal,
): Promise<Scaffolded | undefined> {
  const texts = await readParts(files, { templates, ...container }, signal);
  const wanted = scaffoldFiles(ownContainer, container, (from) => texts.get(from) ?? '');
  const found = new Map(
    await Promise.all(
      wanted.map(async (file) => [file.path, await find(files, folder, file, signal)] as const),
    ),
  );
  const inTheWay = wanted.filter(({ path }) => found.get(path) === 'other').map(({ path }) => path);
  const decision = inTheWay.length === 0 ? 'skip' : await decide(inTheWay);
  if (decision === undefined) return undefined;
  const kept = wanted.filter(
    ({ path }) => found.get(path) === 'same' || (found.get(path) === 'other' && decision === 'skip'),
  );
  const written = wanted.filter((file) => !kept.includes(file));
  for (const file of written) await write(files, folder, file, signal);
  return { written: written.map(({ path }) => path), kept: kept.map(({ path }) => path) };
}

type Files = LocalWorld['files'];

async function readParts(
  files: Files,
  { templates, answers }: Pick<Scaffold, 'templates' | 'answers'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const read = async (from: string): Promise<readonly [string, string]> => {
    const path = joinPath(templates, `own/${from}`);
    const text = await files.read(path, largestText, signal);
    if (text === undefined) throw new Problem('file-unreadable', l10n.t('{0} cannot be read.', path));
    return [from, text];
  };
  return new Map(await Promise.all(takenParts(ownContainer, answers).map(async ({ from }) => read(from))));
}

async function find(
  files: Files,
  folder: string,
  { path, text }: ScaffoldFile,
  signal: AbortSignal,
): Promise<'nothing' | 'same' | 'other'> {
  const place = joinPath(folder, path);
  if (!(await files.stat(place, signal))) return 'nothing';
  return (await files.read(place, largestText, signal)) === text ? 'same' : 'other';
}

async function write(
  files: Files,
  folder: string,
  { path, text, executable }: ScaffoldFile,
  signal: AbortSignal,
): Promise<void> {
  const place = joinPath(folder, path);
  await files.makeFolder(folderOf(place), signal);
  await files.write(place, text, signal);
  if (!executable) return;
  // On Windows only git knows exec bits, and it does not know a new file; the image starts its programs without them.
  if ((await files.stat(place, signal))?.executable === false) await files.makeExecutable(place, signal);
}
