import * as l10n from '@vscode/l10n';
import type { Objects } from '../../../core/aws/ports';
import { formatSize } from '../../../core/format';
import { folderOf, joinPath } from '../../../core/paths';
import type { World } from '../../../core/ports';
import { Problem } from '../../../core/problem';
import { parseS3 } from '../../../core/run/s3/s3Place';
import { inputLimit } from '../../../core/serve/kinds/asyncRequest';
import { addressOfPath, pathOfAddress } from '../../../core/serve/kinds/fileAddress';
import type { AsyncStore } from './asyncRunner';

export interface AsyncPlaces {
  /** Absolute: where answers and failures are written. */
  readonly output: string;
  /** Relative inputs count from here. */
  readonly base: string;
  readonly profile: string | undefined;
}

type StoreWorld = Pick<World, 'disk' | 'files' | 'objects'>;

/** Payloads are files or objects in S3; answers are files. */
export function makeAsyncStore(world: StoreWorld, { output, base, profile }: AsyncPlaces): AsyncStore {
  return {
    address: (path) => addressOfPath(joinPath(output, path)),
    write: async (path, content) => writeWhole(world, joinPath(output, path), content),
    input: async (address, signal) => {
      const place = parseS3(address);
      if (place) {
        const objects = await world.objects.open(profile);
        const object = await objects.find(place, signal);
        refuseLarge(object.bytes);
        return { body: closing(await objects.read(object, signal), objects), bytes: object.bytes };
      }
      const path = pathOfAddress(address);
      if (path === undefined)
        throw new Problem(
          'data-missing',
          l10n.t('{0} is no address of a payload here. Write file:///… or s3://….', address),
        );
      const full = /^(?:\/|[a-z]:\/)/i.test(path) ? path : joinPath(base, path);
      const stat = await world.files.stat(full, signal);
      if (stat?.kind !== 'file')
        throw new Problem('data-missing', l10n.t('There is no payload at {0}.', full));
      refuseLarge(stat.bytes);
      return { body: world.disk.read(full, signal), bytes: stat.bytes };
    },
  };
}

function refuseLarge(bytes: number): void {
  if (bytes > inputLimit)
    throw new Problem(
      'data-missing',
      l10n.t('The payload has {0}; SageMaker takes 1 GB.', formatSize(bytes)),
    );
}

async function* closing(content: AsyncIterable<Uint8Array>, objects: Objects): AsyncIterable<Uint8Array> {
  try {
    yield* content;
  } finally {
    objects.close();
  }
}

async function writeWhole(
  { disk }: StoreWorld,
  path: string,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  await disk.makeFolder(folderOf(path));
  const part = `${path}.part`;
  const writer = await disk.append(part);
  try {
    for await (const piece of content) await writer.write(piece);
  } catch (error) {
    await writer.close();
    await disk.remove(part);
    throw error;
  }
  await writer.close();
  await disk.move(part, path);
}
