// Images for the tests. All are named `longshore-test/…`, so that they can be told from the user's own.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ArchiveFile, pack } from './archive';
import { connect, finish } from './connection';
import type { Engine } from './engine';

export const testNamespace = 'longshore-test';
export const testLabel = 'longshore.test';

interface TinyImage {
  readonly kind: 'scratch' | 'many';
  readonly tags: readonly string[];
  readonly created: string;
}

const noon = Date.UTC(2026, 0, 1, 12);
const layer = pack([{ name: 'hello.txt', content: 'Hello from Longshore\n' }]);

/** An image of one text file, of less than a kilobyte. Nothing in it can run. */
export async function loadScratchImage(engine: Engine): Promise<string> {
  const tag = `${testNamespace}/scratch:latest`;
  await loadTinyImages(engine, [{ kind: 'scratch', tags: [tag], created: new Date(noon).toISOString() }]);
  return tag;
}

/** `count` tags, spread over `countDistinct` images a minute apart. Returns the tags. */
export async function makeManyImages(
  engine: Engine,
  count: number,
  countDistinct = count,
): Promise<string[]> {
  const tags = Array.from(
    { length: count },
    (_, index) => `${testNamespace}/many:${String(index).padStart(5, '0')}`,
  );
  const images = Array.from({ length: countDistinct }, (_, index) => ({
    kind: 'many' as const,
    tags: tags.filter((_tag, position) => position % countDistinct === index),
    created: new Date(noon - index * 60_000).toISOString(),
  }));
  await loadTinyImages(engine, images);
  return tags;
}

/** Removes test images, all or those of one name (such as `many`). An image with other names too keeps those. */
export async function removeTestImages(engine: Engine, name = '*'): Promise<void> {
  const docker = connect(engine);
  const images = await docker.listImages({ filters: { reference: [`${testNamespace}/${name}`] } });
  // Several images at a time, but the names of one image in turn: the engine stumbles over the last two.
  const workers = Array.from({ length: 8 }, async () => {
    for (let image = images.pop(); image !== undefined; image = images.pop()) {
      const ours = (image.RepoTags ?? []).filter((tag) => tag.startsWith(`${testNamespace}/`));
      for (const tag of ours) await docker.getImage(tag).remove({ force: true });
    }
  });
  await Promise.all(workers);
}

/** One archive for all of them: an engine takes thousands at once far faster than one by one. */
async function loadTinyImages(engine: Engine, images: readonly TinyImage[]): Promise<void> {
  const docker = connect(engine);
  const { Arch: architecture } = await docker.version();
  const configs = images.map((image) => config(image, architecture));
  const manifest = images.map((image, index) => ({
    Config: configs[index]?.name,
    RepoTags: image.tags,
    Layers: ['layer.tar'],
  }));
  const archive = pack([
    { name: 'layer.tar', content: layer },
    ...configs,
    { name: 'manifest.json', content: JSON.stringify(manifest) },
  ]);
  await finish(docker, await docker.loadImage(Readable.from([archive])));
}

function config({ kind, created }: TinyImage, architecture: string): ArchiveFile {
  const content = JSON.stringify({
    architecture,
    os: 'linux',
    created,
    config: { Cmd: ['/hello'], Labels: { [testLabel]: kind } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
    history: [{ created, created_by: 'Longshore tests' }],
  });
  return { name: `${sha256(content)}.json`, content };
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
