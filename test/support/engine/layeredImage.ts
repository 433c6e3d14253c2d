// An image of layers that no compression makes smaller, as weights and wheels are. Nothing in it can run.
import { createCipheriv, createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pack } from './archive';
import { connect, finish } from './connection';
import type { Engine } from './engine';
import { testLabel, testNamespace } from './images';

interface LayeredImage {
  readonly name: string;
  readonly layers: number;
  readonly bytesEach: number;
}

const emptyArchiveBytes = pack([]).length;

/** Returns its name. The same layers each time, one of them in memory at a time. */
export async function loadLayeredImage(
  engine: Engine,
  { name, layers, bytesEach }: LayeredImage,
): Promise<string> {
  const docker = connect(engine);
  const { Arch: architecture } = await docker.version();
  const tag = `${testNamespace}/${name}:latest`;
  const layer = (index: number): Buffer =>
    pack([{ name: `weights-${index}.bin`, content: noise(`${name}/${index}`, bytesEach) }]);
  const files = Array.from({ length: layers }, (_, index) => `layer-${index}.tar`);
  function* archive(): Generator<Buffer> {
    const digests: string[] = [];
    for (const [index, file] of files.entries()) {
      const content = layer(index);
      digests.push(`sha256:${sha256(content)}`);
      yield withoutEnd(pack([{ name: file, content }]));
    }
    const config = configOf({ architecture, name, digests });
    const Config = `${sha256(config)}.json`;
    const manifest = JSON.stringify([{ Config, RepoTags: [tag], Layers: files }]);
    yield pack([
      { name: Config, content: config },
      { name: 'manifest.json', content: manifest },
    ]);
  }
  await finish(docker, await docker.loadImage(Readable.from(archive())));
  return tag;
}

const withoutEnd = (archive: Buffer): Buffer => archive.subarray(0, -emptyArchiveBytes);

/** The same for the same seed: a stream cipher over nothing. */
const noise = (seed: string, bytes: number): Buffer =>
  createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16)).update(
    Buffer.alloc(bytes),
  );

function configOf({
  architecture,
  name,
  digests,
}: {
  architecture: string;
  name: string;
  digests: readonly string[];
}): string {
  const created = new Date(Date.UTC(2026, 0, 1, 12)).toISOString();
  return JSON.stringify({
    architecture,
    os: 'linux',
    created,
    config: { Cmd: ['/nothing'], Labels: { [testLabel]: name } },
    rootfs: { type: 'layers', diff_ids: digests },
    history: digests.map((_, index) => ({ created, created_by: `COPY weights-${index}.bin /` })),
  });
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
