import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import { signIn } from '../../../src/app/ecr/signIn';
import type { RegistryKey } from '../../../src/core/ecr/ports';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import type { StandInEcr } from '../../support/ecr/standIn';
import { startStandInEcr } from '../../support/ecr/standIn';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { loadScratchImage, removeTestImages, testLabel } from '../../support/engine/images';

const never = new AbortController().signal;
const docker2 = 'application/vnd.docker.distribution.manifest.v2+json';

describe('A private registry of ECR', function () {
  this.timeout(60_000);
  let ecr: StandInEcr;
  let world: World;
  let restore: () => void;
  let base: string;
  let key: RegistryKey;

  before(async () => {
    ecr = await startStandInEcr();
    restore = setAws(ecr.environment);
    world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
    ecr.create('team/base');
    base = `${ecr.registry.host}/team/base:1`;
    const scratch = await loadScratchImage(testEngine());
    key = { registry: ecr.registry.host, user: 'AWS', password: ecr.registry.token() };
    await world.docker.tagImage(scratch, base, never);
    await world.docker.pushImage(base, key, () => undefined, never);
  });
  beforeEach(async () => world.docker.removeImage(base, { force: true }, never).catch(() => undefined));
  afterEach(async () => removeTestImages(testEngine(), 'build'));
  after(async () => {
    await world.docker.removeImage(base, { force: true }, never).catch(() => undefined);
    restore();
    await ecr.stop();
  });

  it('is opened by a key, one for each region, for images that are not here yet', async () => {
    const host = (region: string): string => `763104351884.dkr.ecr.${region}.amazonaws.com`;
    const images = [
      `${host('eu-west-1')}/pytorch-training:2.10-cpu-py313`,
      `${host('eu-west-1')}/pytorch-inference:2.6-cpu-py312`,
      `${host('us-west-2')}/pytorch-training:2.10-cpu-py313`,
      'python:3.12-slim',
      'public.ecr.aws/deep-learning-containers/pytorch-training:2.10-cpu-py313',
    ];
    const keys = await signIn(world, { images, platform: undefined }, never);
    assert.deepEqual(
      keys.map(({ registry, user }) => [registry, user]),
      [
        [host('eu-west-1'), 'AWS'],
        [host('us-west-2'), 'AWS'],
      ],
    );
  });

  it('is left alone for what is here', async () => {
    const here = '763104351884.dkr.ecr.eu-west-1.amazonaws.com/longshore-test/here:1';
    await world.docker.tagImage(await loadScratchImage(testEngine()), here, never);
    try {
      const wanted = { images: [here], platform: undefined };
      assert.deepEqual(await signIn(world, wanted, never), []);
      assert.deepEqual(await signIn(world, { ...wanted, platform: 'linux/amd64' }, never), []);
      const other = await signIn(world, { ...wanted, platform: 'linux/arm64' }, never);
      assert.equal(other.length, 1, 'It is fetched again for another platform.');
    } finally {
      await world.docker.removeImage(here, { force: false }, never);
    }
  });

  it('is pulled from with the key, and not without', async () => {
    const pull = { image: base, platform: undefined };
    await assert.rejects(
      world.containers.pull({ ...pull, key: undefined }, () => undefined, never),
      (error) => error instanceof Problem && error.kind === 'image-missing',
    );
    await world.containers.pull({ ...pull, key }, () => undefined, never);
    assert.ok(await world.docker.findImage(base, never));
  });

  /** What SageMaker would find: an index with attestations it refuses. */
  const pushedManifest = async (image: string, tag: string): Promise<object> => {
    const name = `${ecr.registry.host}/team/base:${tag}`;
    await world.docker.tagImage(image, name, never);
    try {
      await world.docker.pushImage(name, key, () => undefined, never);
    } finally {
      await world.docker.removeImage(name, { force: false }, never);
    }
    const accept = [
      docker2,
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.oci.image.manifest.v1+json',
    ];
    const authorization = `Basic ${Buffer.from(`AWS:${ecr.registry.token()}`).toString('base64')}`;
    const answer = await fetch(`${ecr.registry.url}/v2/team/base/manifests/${tag}`, {
      headers: { accept: accept.join(', '), authorization },
    });
    const manifest: {
      schemaVersion: number;
      mediaType: string;
      config: { mediaType: string };
      layers: ReadonlyArray<{ mediaType: string }>;
    } = JSON.parse(await answer.text());
    return {
      schemaVersion: manifest.schemaVersion,
      mediaType: manifest.mediaType,
      config: manifest.config.mediaType,
      layers: manifest.layers.map(({ mediaType }) => mediaType),
    };
  };

  for (const builder of ['classic', 'buildkit'] as const)
    it(`is built upon by the ${builder} builder with the key, and not without`, async () => {
      const context = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-build-')));
      const dockerfile = join(context, 'Dockerfile');
      writeFileSync(dockerfile, `FROM ${base}\nLABEL ${testLabel}=build ${testLabel}.by=${builder}\n`);
      const build = { name: 'longshore-test/build:made', dockerfile, context, args: {}, plan: { builder } };
      try {
        await assert.rejects(
          world.docker.buildImage({ ...build, keys: [] }, () => undefined, never),
          Problem,
        );
        await world.docker.buildImage({ ...build, keys: [key] }, () => undefined, never);
        assert.ok(await world.docker.findImage(build.name, never));
        assert.deepEqual(await pushedManifest(build.name, builder), {
          schemaVersion: 2,
          mediaType: docker2,
          config: 'application/vnd.docker.container.image.v1+json',
          layers: ['application/vnd.docker.image.rootfs.diff.tar.gzip'],
        });
      } finally {
        rmSync(context, { recursive: true });
        await connect(testEngine()).pruneImages({
          filters: { dangling: ['true'], label: [`${testLabel}=build`] },
        });
      }
    });
});
