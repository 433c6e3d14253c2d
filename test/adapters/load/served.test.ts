import assert from 'node:assert/strict';
import { comparePairs } from '../../../src/app/load/comparePairs';
import { runSteps } from '../../../src/app/load/runSteps';
import { withEndpoint, type ReadyEndpoint } from '../../../src/app/load/withEndpoint';
import type { LoadTarget } from '../../../src/core/load/ports';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { ServingBench } from '../../support/serve/servingBench';
import { servingImage } from '../../support/serve/servingImage';

const never = new AbortController().signal;
const follow = { signal: never, report: () => undefined };

const target = (url: string, variant?: string): LoadTarget => ({
  url,
  headers: variant === undefined ? {} : { 'x-amzn-sagemaker-target-variant': variant },
  payloads: [{ name: 'row', contentType: 'text/csv', body: Buffer.from('1,2') }],
  timeout: 10_000,
});

describe('An endpoint file is loaded, on a real engine', () => {
  let bench: ServingBench;
  before(async () => servingImage(testEngine(), 'serving-load'));
  beforeEach(() => (bench = new ServingBench('longshore-test/serving-load:latest')));
  afterEach(async () => bench.remove());
  after(async () => removeTestImages(testEngine(), 'serving-load'));

  const served = async <T>(work: (endpoint: ReadyEndpoint) => Promise<T>): Promise<T> => {
    const file = bench.write(
      'test.endpoint.json',
      bench.text([
        { name: 'blue', startupTimeout: 60 },
        { name: 'green', startupTimeout: 60 },
      ]),
    );
    const input = { file, runsFolder: bench.runsFolder, follower: process.pid };
    return withEndpoint(bench.world, input, { signal: never, say: () => undefined }, work);
  };

  it('serves for the load alone, with its containers watched and its variants apart', async () => {
    const ids: string[] = [];
    const report = await served(async ({ name, url, variants, containers }) => {
      ids.push(...containers);
      assert.deepEqual([name, variants, containers.length], ['test', ['blue', 'green'], 2]);
      const order = { name, target: target(url), watched: { containers, gpus: 'none' as const } };
      const step = {
        pace: { kind: 'open', rate: 20, arrivals: 'even' },
        milliseconds: 6000,
        warmUp: 1000,
      } as const;
      return runSteps(bench.world, order, [step], follow);
    });
    const [step] = report.steps;
    assert.deepEqual([step?.due, step?.errors], [100, {}]);
    assert.deepEqual(
      step?.variants.map(({ name }) => name),
      ['blue', 'green'],
    );
    assert.ok((step?.resources?.memory?.max ?? 0) > 1e6, JSON.stringify(step?.resources));
    const left = ids.map(async (id) => bench.world.docker.findContainer(id, never));
    assert.deepEqual(await Promise.all(left), [undefined, undefined]);
  });

  it('ends early when all its containers have died', async () => {
    const { isGone, steps, notes } = await served(async ({ name, url, containers }) => {
      const order = { name, target: target(url), watched: { containers: [], gpus: 'none' as const } };
      const step = { pace: { kind: 'closed', concurrency: 4 }, milliseconds: 60_000, warmUp: 0 } as const;
      const docker = connect(testEngine());
      setTimeout(() => void Promise.all(containers.map(async (id) => docker.getContainer(id).kill())), 1000);
      return runSteps(bench.world, order, [step, step], follow);
    });
    const [step] = steps;
    assert.deepEqual([isGone, steps.length, step?.ended], [true, 1, 'gone']);
    assert.ok((step?.answered ?? 0) > 20 && (step?.seconds ?? 60) < 20, `${step?.seconds} s`);
    assert.ok((step?.errors.unavailable ?? 0) > 20, JSON.stringify(step?.errors));
    assert.match(notes[0] ?? '', /^Ended early/);
  });

  it('two of its variants are compared by their names', async () => {
    const report = await served(async ({ url }) =>
      comparePairs(
        bench.world,
        {
          sides: [
            { name: 'blue', target: target(url, 'blue') },
            { name: 'green', target: target(url, 'green') },
          ],
          tolerance: { absolute: 0, relative: 0 },
          rounds: 8,
        },
        follow,
      ),
    );
    const [row] = report.rows;
    // The server tells who it is, and both were really asked.
    assert.ok(JSON.stringify(row?.differences).includes('blue'), JSON.stringify(row));
    assert.ok(report.slower);
  });
});
