import * as l10n from '@vscode/l10n';
import type { ObjectPlace, Objects, StoredObject } from '../../core/aws/ports';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Channel, RunFile } from '../../core/run/file/runFile';
import { hostNames } from '../../core/run/local/configFiles';
import { channelFiles, shareOf } from '../../core/run/s3/channelFiles';
import { isFetched, isShared } from '../../core/run/s3/channelFolder';
import { readManifest } from '../../core/run/s3/manifest';
import { parseS3, s3Address } from '../../core/run/s3/s3Place';
import { atOnce } from './atOnce';

export interface ListedChannel {
  readonly name: string;
  readonly channel: Channel;
  /** The files of each host, by path; all have the same unless they share. */
  readonly hosts: ReadonlyMap<string, ReadonlyMap<string, StoredObject>>;
}

/** What the channels are in S3 that have no folder here. A place without data fails now, and not after an hour of downloads. */
export async function listChannels(
  { objects: store }: Pick<World, 'objects'>,
  run: RunFile,
  signal: AbortSignal,
): Promise<readonly ListedChannel[]> {
  const channels = Object.entries(run.channels).filter(([, channel]) => isFetched(channel));
  if (channels.length === 0) return [];
  const objects = await store.open(profileOf(run));
  try {
    const listed: ListedChannel[] = [];
    for (const [name, channel] of channels) {
      const { prefix, found } = await look(objects, name, channel, signal);
      listed.push({ name, channel, hosts: filesByHost(run, channel, prefix, found) });
    }
    return listed;
  } finally {
    objects.close();
  }
}

/** Whose keys are used: those that the container gets, when the file names them. */
export function profileOf({ local: { awsCredentials } }: RunFile): string | undefined {
  return typeof awsCredentials === 'string' ? awsCredentials : undefined;
}

interface Look {
  readonly prefix: string;
  readonly found: readonly StoredObject[];
}

async function look(objects: Objects, name: string, channel: Channel, signal: AbortSignal): Promise<Look> {
  const place = parseS3(channel.s3 ?? '');
  if (!place) {
    throw new Problem(
      'bad-run-file',
      l10n.t('{0} is no address in S3. Write s3://bucket/prefix.', channel.s3 ?? ''),
    );
  }
  switch (channel.s3DataType) {
    case 'AugmentedManifestFile':
      throw new Problem(
        'bad-run-file',
        l10n.t(
          'The channel {0} has an augmented manifest, which only SageMaker streams. Give it a "local" folder for runs on this machine.',
          name,
        ),
      );
    case 'ManifestFile':
      return lookInManifest(objects, place, signal);
    case 'S3Prefix': {
      const found: StoredObject[] = [];
      for await (const object of objects.list(place, signal)) found.push(object);
      if (!found.some(({ key }) => !key.endsWith('/'))) throw noData(name, place);
      return { prefix: place.key, found };
    }
  }
}

/** Bytes of a manifest that are believed: more than a million names. */
const manifestBytes = 256 * 1024 * 1024;

async function lookInManifest(objects: Objects, place: ObjectPlace, signal: AbortSignal): Promise<Look> {
  const object = await objects.find(place, signal);
  const manifest =
    object.bytes > manifestBytes ? undefined : readManifest(await text(objects, object, signal));
  if (!manifest) {
    throw new Problem(
      'data-missing',
      l10n.t(
        '{0} is no manifest. It should be [{"prefix": "s3://bucket/some/"}, "name", …].',
        s3Address(place),
      ),
    );
  }
  const { prefix, keys } = manifest;
  const found = await atOnce(
    keys,
    async (key, going) => objects.find({ bucket: prefix.bucket, key }, going),
    signal,
  );
  return { prefix: prefix.key, found };
}

async function text(objects: Objects, object: StoredObject, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let all = '';
  for await (const bytes of await objects.read(object, signal))
    all += decoder.decode(bytes, { stream: true });
  return all + decoder.decode();
}

function filesByHost(
  run: RunFile,
  channel: Channel,
  prefix: string,
  found: readonly StoredObject[],
): ListedChannel['hosts'] {
  const names = hostNames(run.local.hosts);
  const files = found.filter(({ key }) => !key.endsWith('/'));
  const whole = channelFiles(files, prefix);
  if (!isShared(channel)) return new Map(names.map((name) => [name, whole]));
  return new Map(
    names.map((name, index) => [name, channelFiles(shareOf(files, { index, count: names.length }), prefix)]),
  );
}

const noData = (name: string, place: ObjectPlace): Problem =>
  new Problem(
    'data-missing',
    l10n.t('There is nothing at {0}, where the channel {1} has its data.', s3Address(place), name),
  );
