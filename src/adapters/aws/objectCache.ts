import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as l10n from '@vscode/l10n';
import type { ObjectCache, StoredObject } from '../../core/aws/ports';
import { Problem } from '../../core/problem';
import { s3Address } from '../../core/run/s3/s3Place';
import { field } from '../field';
import type { StoredFile } from '../../core/run/ports';
import { tell } from '../runs/disk';
import { storedFiles } from '../runs/pack';

export const makeObjectCache = (): ObjectCache => ({
  has: async (folder, object) => {
    const found = await stat(placeOf(folder, object)).catch(() => undefined);
    return found?.size === object.bytes;
  },
  keep: async (folder, object, content, signal) => {
    const place = placeOf(folder, object);
    await tell(place, async () => keep(place, object, content, signal));
  },
  lay: async (folder, files, target, signal) => {
    await tell(target, async () => void (await mkdir(target, { recursive: true })));
    const made = new Set([target]);
    for (const [path, object] of files) {
      signal.throwIfAborted();
      const file = fileOf(target, path, object);
      await tell(file, async () => {
        if (!made.has(dirname(file))) await mkdir(dirname(file), { recursive: true });
        made.add(dirname(file));
        await linkOrCopy(placeOf(folder, object), file);
      });
    }
  },
  unused: async (folder) => total(await unusedFiles(folder)),
  removeUnused: async (folder) => {
    const unused = await unusedFiles(folder);
    for (const { path } of unused) await tell(path, async () => rm(path, { force: true }));
    return total(unused);
  },
});

const total = (files: readonly StoredFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Milliseconds after which nobody writes a part any more: its process was killed. */
const abandonedAfter = 3_600_000;

async function unusedFiles(folder: string): Promise<readonly StoredFile[]> {
  const unused: StoredFile[] = [];
  for (const { path: below } of await storedFiles(folder)) {
    const path = `${folder}/${below}`;
    const found = await stat(path).catch(() => undefined);
    if (!found || found.nlink > 1) continue;
    const isGrowing = path.endsWith('.part') && Date.now() - found.mtimeMs < abandonedAfter;
    if (!isGrowing) unused.push({ path, bytes: found.size });
  }
  return unused;
}

/** Names of objects say nothing about files: anything may be in them. */
function placeOf(folder: string, { bucket, key, etag }: StoredObject): string {
  const name = createHash('sha256').update([bucket, key, etag].join('\0')).digest('hex');
  return `${folder}/${name.slice(0, 2)}/${name}`;
}

async function keep(
  place: string,
  object: StoredObject,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const part = `${place}.${randomUUID()}.part`;
  await mkdir(dirname(place), { recursive: true });
  try {
    await pipeline(Readable.from(content), createWriteStream(part), { signal });
    if ((await stat(part)).size !== object.bytes) {
      throw new Problem('aws-unreachable', l10n.t('{0} did not come whole. Try again.', s3Address(object)));
    }
    // The files of runs are the same files: who writes into one would change them all.
    await chmod(part, 0o444);
    await rename(part, place);
  } finally {
    await rm(part, { force: true });
  }
}

/** Names that Windows cannot have would end elsewhere, or nowhere. */
const unfit = process.platform === 'win32' ? /[<>:"|?*\\]|[. ](?:\/|$)/ : /\0/;

function fileOf(target: string, path: string, object: StoredObject): string {
  const file = resolve(target, path);
  if (unfit.test(path) || !file.startsWith(resolve(target) + sep))
    throw new Problem('bad-name', l10n.t('No file can be named as the object {0} is.', s3Address(object)));
  return file;
}

/** What a disk says that has no hard links, or not between these folders, or not so many. */
const linkless = new Set<unknown>([
  'EXDEV',
  'EPERM',
  'EMLINK',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EACCES',
  'UNKNOWN',
]);

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!linkless.has(field(error, 'code'))) throw error;
    await copyFile(from, to);
  }
}
