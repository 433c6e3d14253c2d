import * as l10n from '@vscode/l10n';
import type { Objects, StoredObject } from '../../core/aws/ports';
import { joinPath, nameOf } from '../../core/paths';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { parseS3 } from '../../core/run/s3/s3Place';
import type { InputFile } from '../../core/transform/inputFile';
import { readInputManifest } from '../../core/transform/inputManifest';

export type InputWorld = Pick<World, 'files' | 'disk'>;

export interface InputPlace {
  /** A folder, a file, or `s3://…`. */
  readonly input: string;
  /** The input is a list of objects. */
  readonly isManifest: boolean;
  /** Asked only where something is in S3. */
  readonly objects: () => Promise<Objects>;
}

const manifestBytes = 100 * 1024 ** 2;

/** What a job reads, in the order of keys; what a manifest lists, in its order. */
export async function listInputs(
  world: InputWorld,
  place: InputPlace,
  signal: AbortSignal,
): Promise<readonly InputFile[]> {
  const { input, isManifest } = place;
  const found = isManifest
    ? await listed(world, place, signal)
    : input.startsWith('s3://')
      ? await stored(await place.objects(), input, signal)
      : await local(world, input, signal);
  if (found.length === 0)
    throw new Problem('data-missing', l10n.t('There is nothing to transform in {0}.', input));
  return found;
}

async function local(world: InputWorld, path: string, signal: AbortSignal): Promise<readonly InputFile[]> {
  const stat = await world.files.stat(path, signal);
  if (!stat) throw missing(path);
  if (stat.kind === 'file') return [localFile(world, { path, key: nameOf(path), bytes: stat.bytes })];
  const files = await world.disk.files(path);
  return files
    .map(({ path: key, bytes }) => localFile(world, { path: joinPath(path, key), key, bytes }))
    .toSorted(byKey);
}

interface LocalFile {
  readonly path: string;
  readonly key: string;
  readonly bytes: number;
}

const localFile = ({ disk }: InputWorld, { path, key, bytes }: LocalFile): InputFile => ({
  key,
  bytes,
  read: async (signal) => Promise.resolve(disk.read(path, signal)),
});

async function stored(objects: Objects, address: string, signal: AbortSignal): Promise<readonly InputFile[]> {
  const place = parseS3(address);
  if (!place) throw missing(address);
  const folder = place.key.slice(0, place.key.lastIndexOf('/') + 1);
  const files: InputFile[] = [];
  for await (const object of objects.list(place, signal))
    if (!object.key.endsWith('/')) files.push(storedFile(objects, object, object.key.slice(folder.length)));
  return files;
}

const storedFile = (objects: Objects, object: StoredObject, key: string): InputFile => ({
  key,
  bytes: object.bytes,
  read: async (signal) => objects.read(object, signal),
});

/** `[{"prefix": "s3://bucket/some/"}, "a.csv", …]`; here the prefix may also be a folder. */
async function listed(
  world: InputWorld,
  { input, objects }: InputPlace,
  signal: AbortSignal,
): Promise<readonly InputFile[]> {
  const text = input.startsWith('s3://')
    ? await storedText(await objects(), input, signal)
    : await world.files.read(input, manifestBytes, signal);
  if (text === undefined) throw missing(input);
  const manifest = readInputManifest(text, input);
  if (!manifest)
    throw new Problem(
      'bad-usage',
      l10n.t(
        '{0} is no manifest. It looks like [{"prefix": "s3://bucket/some/"}, "a.csv", "b.csv"], where the prefix may be a folder.',
        input,
      ),
    );
  const { prefix, names } = manifest;
  const files: InputFile[] = [];
  for (const name of names) {
    if (prefix.startsWith('s3://')) {
      const place = parseS3(prefix + name);
      if (!place) throw missing(prefix + name);
      const store = await objects();
      files.push(storedFile(store, await store.find(place, signal), name));
    } else {
      const path = joinPath(prefix, name);
      const stat = await world.files.stat(path, signal);
      if (stat?.kind !== 'file') throw missing(path);
      files.push(localFile(world, { path, key: name, bytes: stat.bytes }));
    }
  }
  return files;
}

async function storedText(
  objects: Objects,
  address: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const place = parseS3(address);
  if (!place) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  const object = await objects.find(place, signal);
  for await (const piece of await objects.read(object, signal))
    text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

const missing = (path: string): Problem =>
  new Problem('data-missing', l10n.t('The input is not there: {0}', path));

const byKey = (one: InputFile, other: InputFile): number =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
