import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import { buildImage } from '../../../src/app/images/buildImage';
import { BuildProblem } from '../../../src/core/images/build/buildFailure';
import { failedInstruction } from '../../../src/core/images/build/failedInstruction';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { connect } from '../../support/engine/connection';
import { testEngine, type Engine } from '../../support/engine/engine';
import { loadLayeredImage } from '../../support/engine/layeredImage';
import { startPrivateEngine } from '../../support/engine/privateEngine';
import { startRegistry } from '../../support/registry/registry';

const never = new AbortController().signal;
const dataSize = '44m';
/** Beside untagged images of these sizes there is room for two such files, and not for the three that a build makes of one. */
const large = 8_000_000;
const untagged = [13_000_000, 13_100_000];
/** Not for the two that a pull makes of this one: as it comes, and unpacked. */
const larger = 12_000_000;
const name = 'longshore-test/full:made';
const told = ['disk-full', ['prune-images', 'prune-cache']];

/** An engine whose own disk really fills. Only a private one may be treated so. */
describe('An engine whose disk gets full', function () {
  this.timeout(180_000);
  let engine: Engine | undefined;
  let world: World;
  let folder: string;
  const wish = process.env['DOCKER_BUILDKIT'];

  before(async function () {
    if (!testEngine().owned) return this.skip();
    engine = await startPrivateEngine({ dataSize });
    const { host } = engine;
    world = makeWorld({ docker: () => ({ host, context: '' }) });
  });
  after(async () => {
    await engine?.stop();
  });
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'longshore-full-'))));
  afterEach(async () => {
    await empty();
    rmSync(folder, { recursive: true, force: true });
    if (wish === undefined) delete process.env['DOCKER_BUILDKIT'];
    else process.env['DOCKER_BUILDKIT'] = wish;
  });

  const started = (): Engine => engine ?? assert.fail('it was started');

  const empty = async (): Promise<void> => {
    if (engine === undefined) return;
    const docker = connect(engine);
    // First what goes without a note on the disk.
    await docker.pruneImages();
    await docker.pruneBuilder();
    for (const { Id } of await docker.listImages()) await docker.getImage(Id).remove({ force: true });
    await docker.pruneBuilder();
  };

  const build = async (dockerfile: string): Promise<void> => {
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    const given = { name, dockerfile: join(folder, 'Dockerfile'), context: folder, args: {} };
    await buildImage(world, given, { report: () => undefined }, never);
  };

  const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
    const [result] = await Promise.allSettled([work]);
    assert.ok(result.status === 'rejected' && result.reason instanceof Problem, JSON.stringify(result));
    return result.reason;
  };

  /** The name moves on from one to the next. */
  const fill = async (): Promise<void> => {
    for (const bytesEach of [...untagged, 1000])
      await loadLayeredImage(started(), { name: 'full-rest', layers: 1, bytesEach });
  };

  for (const builder of ['classic', 'buildkit'] as const) {
    it(`ends a build by the ${builder} builder at its line, and builds after a prune`, async () => {
      process.env['DOCKER_BUILDKIT'] = builder === 'buildkit' ? '1' : '0';
      const text = 'FROM scratch\nCOPY small /small\nCOPY large /large\n';
      writeFileSync(join(folder, 'small'), 'small');
      writeFileSync(join(folder, 'large'), randomBytes(large));
      await fill();
      const problem = await problemOf(build(text));
      assert.deepEqual(toldBy(problem), told);
      assert.ok(problem instanceof BuildProblem);
      const place = failedInstruction(text, problem.failure);
      assert.equal(place && text.slice(place.start, place.end), 'COPY large /large');
      const { images } = await world.docker.pruneImages(never);
      assert.ok(images >= untagged.length);
      if (builder === 'buildkit') assert.ok((await world.docker.pruneBuildCache(never)) >= large);
      await build(text);
    });
  }

  it('is filled by the cache of BuildKit too, which goes with a prune of its own', async () => {
    process.env['DOCKER_BUILDKIT'] = '1';
    const buildOther = async (): Promise<void> => {
      writeFileSync(join(folder, 'large'), randomBytes(large));
      await build('FROM scratch\nCOPY large /large\n');
    };
    // On a disk without a single byte left the engine cannot even note what it removes.
    for (const bytesEach of [1_000_000, 1000])
      await loadLayeredImage(started(), { name: 'full-rest', layers: 1, bytesEach });
    await buildOther();
    assert.deepEqual(toldBy(await problemOf(buildOther())), told);
    await world.docker.pruneImages(never);
    assert.ok((await world.docker.pruneBuildCache(never)) >= large);
    await buildOther();
  });

  it('refuses an image that does not fit, and pulls it after a prune', async () => {
    const registry = await startRegistry();
    try {
      registry.createRepository('team/large');
      const image = `${registry.host}/team/large:1`;
      const key = { registry: registry.host, user: 'AWS', password: registry.token() };
      const local = await loadLayeredImage(started(), { name: 'full-large', layers: 1, bytesEach: larger });
      await world.docker.tagImage(local, image, never);
      await world.docker.pushImage(image, key, () => undefined, never);
      for (const each of [local, image]) await world.docker.removeImage(each, { force: false }, never);
      await fill();
      const pull = async (): Promise<void> =>
        world.containers.pull({ image, platform: undefined, key }, () => undefined, never);
      const problem = await problemOf(pull());
      assert.deepEqual(toldBy(problem), told);
      assert.ok(problem.message.includes(image));
      await world.docker.pruneImages(never);
      await pull();
      assert.ok(await world.docker.findImage(image, never));
    } finally {
      await registry.stop();
    }
  });
});

const toldBy = ({ kind, remedies }: Problem): readonly unknown[] => [kind, remedies];
