import { folderOf, joinPath, resolvePath } from '../../core/paths';
import type { LocalWorld } from '../../core/ports';
import type { Container, ScaffoldFile } from '../../core/scaffold/scaffoldFiles';
import { scaffoldFiles, takenTexts } from '../../core/scaffold/scaffoldFiles';
import type { LoadedTemplate } from './loadTemplate';
import { readText } from './loadTemplate';

export interface Scaffold extends Container {
  readonly template: LoadedTemplate;
  /** Where the container goes. */
  readonly folder: string;
}

export interface Scaffolded {
  /** By their paths in the folder. */
  readonly written: readonly string[];
  /** There before, and left as they were. */
  readonly kept: readonly string[];
}

/** Which of the files that are there already and say something else are overwritten; nothing to write none at all. */
export type Decide = (inTheWay: readonly ScaffoldFile[]) => Promise<readonly string[] | undefined>;

type Files = LocalWorld['files'];

/** Writes a new container. Nothing is written before it is decided what happens to files that are there already. */
export async function scaffoldContainer(
  { files }: Pick<LocalWorld, 'files'>,
  scaffold: Scaffold,
  decide: Decide,
  signal: AbortSignal,
): Promise<Scaffolded | undefined> {
  const { folder, template } = scaffold;
  const texts = await readTexts(files, scaffold, signal);
  const wanted = scaffoldFiles(template, scaffold, (from) => texts.get(from) ?? '');
  const found = new Map(
    await Promise.all(
      wanted.map(async (file) => [file.path, await find(files, folder, file, signal)] as const),
    ),
  );
  const inTheWay = wanted.filter(({ path }) => found.get(path) === 'other');
  const overwritten = inTheWay.length === 0 ? [] : await decide(inTheWay);
  if (overwritten === undefined) return undefined;
  const kept = wanted.filter(({ path }) => found.get(path) !== 'nothing' && !overwritten.includes(path));
  const written = wanted.filter((file) => !kept.includes(file));
  for (const file of written) await write(files, folder, file, signal);
  return { written: written.map(({ path }) => path), kept: kept.map(({ path }) => path) };
}

async function readTexts(
  files: Files,
  { template, answers }: Pick<Scaffold, 'template' | 'answers'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const read = async (from: string): Promise<readonly [string, string]> => [
    from,
    await readText(files, resolvePath(template.folder, from), signal),
  ];
  return new Map(await Promise.all(takenTexts(template, answers).map(read)));
}

async function find(
  files: Files,
  folder: string,
  { path, text }: ScaffoldFile,
  signal: AbortSignal,
): Promise<'nothing' | 'same' | 'other'> {
  const place = joinPath(folder, path);
  if (!(await files.stat(place, signal))) return 'nothing';
  return (await files.read(place, text.length * 4 + 4, signal)) === text ? 'same' : 'other';
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
