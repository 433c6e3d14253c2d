import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import {
  closeLostEndpoint,
  findUnfollowedEndpoints,
  listEndpoints,
  removeServedOrphans,
  resumeServing,
} from '../../../src/app/serve/resumeServing';
import type { ServedEndpoint } from '../../../src/core/serve/servedEndpoint';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { serveTest, TestEndpoint } from '../../support/serve/endpointBench';
import { ServingBench } from '../../support/serve/servingBench';
import { servingImage } from '../../support/serve/servingImage';

const never = new AbortController().signal;
const nobody = (_process: number): boolean => false;

describe('A local endpoint whose window was closed, on a real engine', () => {
  let bench: ServingBench;
  before(async () => servingImage(testEngine(), 'serving-resume'));
  beforeEach(() => (bench = new ServingBench('longshore-test/serving-resume:latest')));
  afterEach(async () => bench.remove());
  after(async () => removeTestImages(testEngine(), 'serving-resume'));

  /** Other tests use the engine too. */
  const find = async (isAlive = nobody) => {
    const endpoints = await listEndpoints(bench.world, bench.runsFolder);
    const { orphans, ...found } = await findUnfollowedEndpoints(bench.world, endpoints, isAlive, never);
    const own = orphans.filter(({ labels }) => labels['longshore.endpoint-folder']?.startsWith(bench.folder));
    return { ...found, orphans: own };
  };

  const resume = (endpoint: ServedEndpoint): TestEndpoint => {
    const resumed = new TestEndpoint(async (serving) =>
      resumeServing(bench.world, { endpoint, follower: process.pid }, serving),
    );
    bench.own(async () => {
      resumed.control.ask({ kind: 'kill' });
      await resumed.ended.catch(() => undefined);
    });
    return resumed;
  };

  it('goes on at the same address, with its weights, its counts and its log', async () => {
    const first = serveTest(bench, [{ name: 'a' }, { name: 'b', environment: { MODE: 'dies' } }]);
    await first.until(({ variants }) => variants[0]?.phase === 'serving' && variants[1]?.phase === 'failed');
    await first.invoke();
    first.control.ask({ kind: 'weights', weights: { a: 5 } });
    const { url } = first;
    first.control.ask({ kind: 'detach' });
    const left = await first.ended;
    assert.equal(left.status, 'serving');
    await assert.rejects(first.invoke());

    const { resumable, lost, orphans } = await find();
    assert.deepEqual([resumable.map(({ id }) => id), lost, orphans], [[left.id], [], []]);
    const [endpoint] = resumable;
    assert.ok(endpoint);
    const second = resume(endpoint);
    const state = await second.until(({ variants }) => variants[0]?.phase === 'serving');
    assert.equal(second.url, url);
    assert.deepEqual(
      state.variants.map(({ phase, weight, restarts, traffic }) => [
        phase,
        weight,
        restarts,
        traffic.requests,
      ]),
      [
        ['serving', 5, 0, 1],
        ['failed', 1, 0, 0],
      ],
    );
    assert.deepEqual(state.variants[0]?.containers, left.variants[0]?.containers);
    assert.equal((await second.invoke()).status, 200);
    assert.ok(second.events.some((event) => event.kind === 'line' && event.text === 'listening'));
    second.stop();
    assert.equal((await second.ended).variants[0]?.traffic.requests, 2);
    assert.deepEqual(await find(), { resumable: [], lost: [], orphans: [] });
  });

  it('is told to be lost when its containers are gone, and what no record claims is removed', async () => {
    const first = serveTest(bench, [{ name: 'a' }]);
    await first.untilServing();
    first.control.ask({ kind: 'detach' });
    const { variants } = await first.ended;
    const others = await find((follower) => follower === process.pid);
    assert.deepEqual(others, { resumable: [], lost: [], orphans: [] }, 'somebody who lives follows it');
    const docker = connect(testEngine());
    await docker.getContainer(variants[0]?.containers[0]?.id ?? '').remove({ force: true });
    const { lost } = await find();
    assert.ok(lost[0]);
    assert.equal((await closeLostEndpoint(bench.world, lost[0])).status, 'failed');

    const second = serveTest(bench, [{ name: 'a' }]);
    const state = await second.untilServing();
    second.control.ask({ kind: 'detach' });
    await second.ended;
    rmSync(state.folder, { recursive: true });
    const { orphans } = await find();
    assert.deepEqual(
      orphans.map((each) => each.id),
      state.variants[0]?.containers.map((each) => each.id),
    );
    await removeServedOrphans(bench.world, orphans, never);
    const filters = { label: [`longshore.endpoint=${state.id}`] };
    assert.deepEqual(await docker.listContainers({ all: true, filters }), []);
    assert.deepEqual(await docker.listNetworks({ filters }), []);
  });
});
