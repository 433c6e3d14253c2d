import assert from 'node:assert/strict';
import type Dockerode from 'dockerode';
import { makeWorld } from '../../../src/adapters/world';
import { followImages } from '../../../src/app/images/followImages';
import { removeImages } from '../../../src/app/images/removeImages';
import { tagImage } from '../../../src/app/images/tagImage';
import type { ImagesState } from '../../../src/core/images/imagesState';
import { findImage, usersOf } from '../../../src/core/images/imagesState';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { Store } from '../../../src/core/store';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import type { Front } from '../../support/engine/front';
import { startPrivateFront } from '../../support/engine/front';
import { loadScratchImage, removeTestImages } from '../../support/engine/images';
import { eventually } from '../../support/workbench/eventually';

const never = new AbortController().signal;
const name = (tag: string): string => `longshore-test/slice:${tag}`;

describe('Images on a real engine', () => {
  let docker: Dockerode;
  let world: World;
  let scratch: string;

  before(async () => {
    const engine = testEngine();
    docker = connect(engine);
    world = makeWorld({ docker: () => ({ host: engine.host, context: '' }) });
    scratch = await loadScratchImage(engine);
  });
  afterEach(async () => removeTestImages(testEngine(), 'slice'));

  const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      return error;
    }
    throw new assert.AssertionError({ message: 'There was no problem.' });
  };

  it('are listed with names, size and age, and found alone with their architecture', async () => {
    const listed = (await world.docker.listImages(never)).find(({ tags }) => tags.includes(scratch));
    const found = await world.docker.findImage(scratch, never);
    assert.ok(listed && found);
    const { architecture, use, layers, ...rest } = found;
    assert.deepEqual(rest, { ...listed, tags: rest.tags });
    assert.deepEqual(use, { trains: false, serves: false, manyModels: false, reasons: [] });
    assert.match(architecture ?? '', /^(?:amd64|arm64)$/);
    assert.match(layers?.join() ?? '', /^sha256:[0-9a-f]{64}$/);
    const made = await world.docker.imageLayers(scratch, never);
    assert.deepEqual(
      made.map(({ bytes, command }) => ({ bytes, command })),
      [{ bytes: listed.bytes, command: 'Longshore tests' }],
    );
  });

  it('that are not there are nothing, not an error', async () => {
    assert.equal(await world.docker.findImage('longshore-test/no:such', never), undefined);
    assert.equal(await world.docker.findContainer('no-such-container', never), undefined);
  });

  it('get another name, and lose it', async () => {
    await tagImage(world, { reference: scratch, name: name('1') }, never);
    assert.ok((await world.docker.findImage(scratch, never))?.tags.includes(name('1')));
    await removeImages(world, { references: [name('1')], force: false }, never);
    assert.equal(await world.docker.findImage(name('1'), never), undefined);
    assert.ok(await world.docker.findImage(scratch, never), 'the other name stays');
  });

  it('do not take a name that Docker would refuse', async () => {
    const problem = await problemOf(tagImage(world, { reference: scratch, name: 'Not Good' }, never));
    assert.equal(problem.kind, 'bad-name');
  });

  it('are removed in peace when somebody else was faster', async () => {
    await removeImages(world, { references: [name('gone')], force: false }, never);
  });

  it('that a stopped container holds can be removed by force, and say so', async () => {
    await docker.getImage(scratch).tag({ repo: 'longshore-test/slice', tag: 'held' });
    await docker.getImage(scratch).remove({ force: true });
    const container = await docker.createContainer({ Image: name('held'), Cmd: ['/hello'] });
    try {
      const problem = await problemOf(
        removeImages(world, { references: [name('held')], force: false }, never),
      );
      assert.equal(problem.kind, 'image-in-use');
      assert.deepEqual(problem.remedies, ['force-remove']);
      await removeImages(world, { references: [name('held')], force: true }, never);
      assert.equal(await world.docker.findImage(name('held'), never), undefined);
    } finally {
      await container.remove({ force: true });
      await loadScratchImage(testEngine());
    }
  });

  it('that a running container uses say that it must stop first', async () => {
    const base = 'longshore-test/python-base:latest';
    const container = await docker.createContainer({ Image: base, Cmd: ['sleep', '60'] });
    try {
      await container.start();
      const { Id: id } = await docker.getImage(base).inspect();
      const problem = await problemOf(removeImages(world, { references: [id], force: true }, never));
      assert.equal(problem.kind, 'image-busy');
      assert.match(problem.message, /Stop the container/);
    } finally {
      await container.remove({ force: true });
    }
  });

  it('that cannot all go leave a report of those that stayed', async () => {
    await docker.getImage(scratch).tag({ repo: 'longshore-test/slice', tag: 'free' });
    const problem = await problemOf(
      removeImages(
        world,
        { references: ['longshore-test/Bad:1', name('free'), 'longshore-test/Worse:1'], force: false },
        never,
      ),
    );
    assert.match(problem.message, /^2 of 3 images could not be removed\./);
    assert.equal(await world.docker.findImage(name('free'), never), undefined);
  });

  it('without a name are pruned, with a report', async function () {
    // Pruning takes every untagged image of the engine: on a developer's own engine that is not ours to do.
    if (!testEngine().owned) this.skip();
    const container = await docker.createContainer({
      Image: 'longshore-test/python-base:latest',
      Cmd: ['true'],
    });
    const { Id: dangling }: { Id: string } = await container.commit({ comment: 'left over' });
    await container.remove();
    assert.deepEqual((await world.docker.findImage(dangling, never))?.tags, []);
    const report = await world.docker.pruneImages(never);
    assert.ok(report.images >= 1);
    assert.equal(await world.docker.findImage(dangling, never), undefined);
  });

  describe('followed', () => {
    let front: Front;
    let store: Store<ImagesState>;
    let stop: AbortController;
    let following: Promise<void>;

    beforeEach(async () => {
      front = await startPrivateFront(testEngine());
      store = new Store<ImagesState>();
      stop = new AbortController();
      const near = makeWorld({ docker: () => ({ host: front.host, context: '' }) });
      following = followImages(near, store, stop.signal);
      await eventually(() => assert.equal(store.state.kind, 'ready'));
    });
    afterEach(async () => {
      stop.abort();
      await following;
      await front.stop();
    });

    const known = (reference: string) => (store.value ? findImage(store.value, reference) : undefined);

    it('appear, move and go by the engine’s events, without another listing', async () => {
      const listings = countListings(front);
      await docker.getImage(scratch).tag({ repo: 'longshore-test/slice', tag: 'new' });
      await eventually(() => assert.ok(known(name('new'))));
      await docker
        .getImage('longshore-test/python-base:latest')
        .tag({ repo: 'longshore-test/slice', tag: 'new' });
      const base = (await world.docker.findImage('longshore-test/python-base:latest', never))?.id;
      await eventually(() => assert.equal(known(name('new'))?.id, base));
      await docker.getImage(name('new')).remove();
      await eventually(() => assert.equal(known(name('new')), undefined));
      assert.equal(listings(), 0);
    });

    it('are in use as soon as a container is made, and until it is removed', async () => {
      const container = await docker.createContainer({
        Image: scratch,
        Cmd: ['/hello'],
        name: `longshore-test-${process.pid}`,
      });
      const users = () => {
        const image = known(scratch);
        return image && store.value ? usersOf(store.value, image.id).map((user) => user.name) : [];
      };
      await eventually(() => assert.deepEqual(users(), [`longshore-test-${process.pid}`]));
      await container.remove();
      await eventually(() => assert.deepEqual(users(), []));
    });

    it('are gone with their engine, and back with it, whatever happened in between', async () => {
      await front.close();
      await eventually(() =>
        assert.equal(
          store.state.kind === 'failed' ? store.state.problem.kind : store.state.kind,
          'docker-stopped',
        ),
      );
      await docker.getImage(scratch).tag({ repo: 'longshore-test/slice', tag: 'meanwhile' });
      await front.open();
      await eventually(() => assert.ok(known(name('meanwhile'))));
    });

    it('are not followed any longer than somebody looks', async () => {
      stop.abort();
      await following;
      const before = store.state;
      await docker.getImage(scratch).tag({ repo: 'longshore-test/slice', tag: 'unseen' });
      await world.docker.findImage(name('unseen'), never);
      assert.equal(store.state, before);
    });
  });
});

/** Requests for a listing that pass the front from now on. */
function countListings(front: Front): () => number {
  const before = front.requests().filter(isListing).length;
  return () => front.requests().filter(isListing).length - before;
}

const isListing = (line: string): boolean => /^GET \/(?:v[\d.]+\/)?(?:images|containers)\/json/.test(line);
