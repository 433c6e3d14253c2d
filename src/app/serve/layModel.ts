import * as l10n from '@vscode/l10n';
import type { ObjectPlace, Objects, StoredObject } from '../../core/aws/ports';
import { isArchive } from '../../core/endpoint/file/modelKind';
import { folderOf, nameOf, resolvePath } from '../../core/paths';
import { Problem } from '../../core/problem';
import { channelFiles } from '../../core/run/s3/channelFiles';
import { objectCacheFolder } from '../../core/run/s3/channelFolder';
import { parseS3, s3Address } from '../../core/run/s3/s3Place';
import type { ServedPlan } from '../../core/serve/servePlan';
import { fetchObjects } from '../runs/fetchObjects';
import type { ServeWorld } from './serveWorld';

export interface ModelLay {
  /** The endpoint file, from which paths count. */
  readonly file: string;
  /** Whatever is made of the model lies here. */
  readonly folder: string;
  readonly runsFolder: string;
  readonly say: (text: string) => void;
}

/** The folder on this machine that the container is to have for its model; nothing when it has none. */
export async function layModel(
  world: ServeWorld,
  { model, place, host }: ServedPlan,
  lay: ModelLay,
  signal: AbortSignal,
): Promise<string | undefined> {
  const target = `${lay.folder}/${host}`;
  if (model === 'none' || !place) return undefined;
  await world.disk.makeFolder(target);
  // Which of many models are here is settled by requests.
  if (model === 'multi') return target;
  if (place.local !== undefined)
    return layLocal(world, resolvePath(folderOf(lay.file), place.local), target, signal);
  await laySafely(async () => layStored(world, place.s3 ?? '', { ...lay, target }, signal));
  return target;
}

/** A folder is used as it is, since nobody can write through the mount; an archive gets a folder of its own. */
async function layLocal(
  { files, disk }: ServeWorld,
  path: string,
  target: string,
  signal: AbortSignal,
): Promise<string> {
  const found = await files.stat(path, signal);
  if (!found)
    throw new Problem(
      'data-missing',
      l10n.t('The model is not there: {0}. Correct "model" in the endpoint file.', path),
    );
  if (found.kind === 'folder') return path;
  if (!isArchive(path))
    throw new Problem(
      'bad-model',
      l10n.t('A model is a folder or a .tar.gz archive, and {0} is neither.', path),
    );
  await disk.unpack(path, target, signal);
  return target;
}

interface StoredLay extends ModelLay {
  readonly target: string;
}

async function layStored(
  world: ServeWorld,
  address: string,
  lay: StoredLay,
  signal: AbortSignal,
): Promise<void> {
  const place = parseS3(address);
  if (!place)
    throw new Problem('bad-model', l10n.t('{0} is no address in S3. Write s3://bucket/prefix.', address));
  const objects = await world.objects.open(undefined);
  try {
    const isOne = isArchive(place.key);
    const files = isOne ? await findOne(objects, place, signal) : await listAll(objects, place, signal);
    const cache = objectCacheFolder(lay.runsFolder);
    const fetched = { objects, wanted: [...files.values()], cache, name: nameOf(address), say: lay.say };
    await fetchObjects(world, fetched, signal);
    if (!isOne) return await world.objectCache.lay(cache, files, lay.target, signal);
    const aside = `${lay.target}.archive`;
    await world.objectCache.lay(cache, files, aside, signal);
    await world.disk.unpack(`${aside}/${archiveName}`, lay.target, signal);
    await world.disk.remove(aside);
  } finally {
    objects.close();
  }
}

const archiveName = 'model.tar.gz';

const findOne = async (
  objects: Objects,
  place: ObjectPlace,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredObject>> => new Map([[archiveName, await objects.find(place, signal)]]);

async function listAll(
  objects: Objects,
  place: ObjectPlace,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredObject>> {
  const found: StoredObject[] = [];
  for await (const object of objects.list(place, signal)) found.push(object);
  const files = channelFiles(found, place.key);
  if (files.size === 0)
    throw new Problem('data-missing', l10n.t('There is no model in {0}.', s3Address(place)));
  return files;
}

/** Somebody may clear the cache between the download and the link; then it is fetched again. */
async function laySafely(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'file-unreadable') throw error;
    await work();
  }
}
