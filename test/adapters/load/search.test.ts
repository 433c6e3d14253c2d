import assert from 'node:assert/strict';
import { makeWorld } from '../../../src/adapters/world';
import { comparePairs } from '../../../src/app/load/comparePairs';
import { makeTarget } from '../../../src/app/load/makeTarget';
import { runSteps } from '../../../src/app/load/runSteps';
import { searchRate } from '../../../src/app/load/searchRate';
import type { LoadTarget } from '../../../src/core/load/ports';
import { answerOk, startServer, type LoadServer, type Respond } from '../../support/load/server';

const world = makeWorld({ docker: () => ({ host: '', context: '' }) });
const never = new AbortController().signal;
const follow = { signal: never, report: () => undefined };

const target = (url: string, bodies: readonly string[] = ['{}']): LoadTarget => ({
  url,
  headers: {},
  payloads: bodies.map((text, index) => ({
    name: `p${index}`,
    contentType: 'application/json',
    body: Buffer.from(text),
  })),
  timeout: 5000,
});

/** One after the other, so many in a second. */
function capacity(perSecond: number): Respond {
  let free = 0;
  return (request, response, number) => {
    const now = performance.now();
    free = Math.max(now, free) + 1000 / perSecond;
    setTimeout(() => answerOk(request, response, number), free - now);
  };
}

describe('What an endpoint sustains, and how two differ', () => {
  const servers: LoadServer[] = [];
  const serve = async (respond: Respond): Promise<LoadServer> => {
    const server = await startServer(respond);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  it('finds the capacity of a server within 10 %', async () => {
    const { url } = await serve(capacity(150));
    const order = {
      name: 'capacity',
      target: target(url),
      watched: { containers: [], gpus: 'none' as const },
    };
    const { found, steps } = await searchRate(
      world,
      order,
      {
        limit: { quantile: 0.95, milliseconds: 200 },
        errorShare: 0.01,
        safety: 0.5,
        milliseconds: 3000,
        arrivals: 'even',
      },
      follow,
    );
    const { rate = 0 } = found ?? {};
    assert.ok(rate > 135 && rate < 165, `found ${rate}: ${JSON.stringify(found?.tries)}`);
    assert.equal(found?.scaling.target, Math.floor(rate * 30));
    assert.equal(found?.tries.length, steps.length);
  });

  it('a server that dies in the search ends it, and what it bore before stays', async () => {
    const dying = await serve((request, response, number) => {
      if (number === 400) void dying.close();
      answerOk(request, response, number);
    });
    const order = {
      name: 'dying',
      target: target(dying.url),
      watched: { containers: [], gpus: 'none' as const },
    };
    const search = { limit: { quantile: 0.95, milliseconds: 200 }, errorShare: 0.01, safety: 0.5 } as const;
    const paced = { ...search, from: 50, milliseconds: 2000, arrivals: 'even' } as const;
    const { found, isGone, notes } = await searchRate(world, order, paced, follow);
    assert.deepEqual([isGone, found?.bound, found?.rate], [true, 'at-least', 100]);
    assert.match(notes[0] ?? '', /^Ended early: for 5 s nobody was there/);
  });

  it('where nobody listens, steps and searches end with the first, and say so', async () => {
    const none = await startServer(answerOk);
    await none.close();
    const order = {
      name: 'none',
      target: target(none.url),
      watched: { containers: [], gpus: 'none' as const },
    };
    const step = { pace: { kind: 'closed', concurrency: 1 }, milliseconds: 30_000, warmUp: 0 } as const;
    const load = await runSteps(world, order, [step, step, step], follow);
    assert.deepEqual([load.isGone, load.steps.length, load.steps[0]?.answered], [true, 1, 0]);
    const limit = { quantile: 0.95, milliseconds: 200 };
    const search = { limit, errorShare: 0.01, safety: 0.5, milliseconds: 3000, arrivals: 'even' } as const;
    const { found, isGone, notes } = await searchRate(world, order, search, follow);
    const tries = found?.tries.map(({ rate, failed }) => [rate, failed]);
    assert.deepEqual([isGone, found?.bound, tries], [true, 'below', [[0.5, 'gone']]]);
    assert.match(notes[0] ?? '', /^Ended early/);
  });

  it('the same requests to both sides: what differs, where, and by how much it is slower', async () => {
    const scores =
      (shift: number, wait: number): Respond =>
      (_, response, number) => {
        const body = JSON.stringify({ score: 0.5 + shift, id: number % 2 === 0 ? 'x' : 'x' });
        setTimeout(() => response.setHeader('content-type', 'application/json').end(body), wait);
      };
    const [left, right] = [await serve(scores(0, 5)), await serve(scores(0.001, 25))];
    const bodies = ['1', '2', '3', '4'];
    const sides = [
      { name: 'old', target: target(left.url, bodies) },
      { name: 'new', target: target(right.url, bodies) },
    ] as const;
    const strict = await comparePairs(
      world,
      { sides, tolerance: { absolute: 0, relative: 0 }, rounds: 4 },
      follow,
    );
    assert.deepEqual(strict.rows[0], {
      payload: 'p0',
      same: false,
      statuses: undefined,
      differences: [{ where: 'score', left: '0.5', right: '0.501' }],
      count: 1,
      unsteady: [],
    });
    assert.equal(strict.verdict, 'slower');
    assert.ok(
      (strict.slower?.low ?? 0) > 5 && (strict.slower?.value ?? 0) < 60,
      JSON.stringify(strict.slower),
    );
    // One each to open the connections, and then four rounds.
    assert.deepEqual([left.counts.requests, right.counts.requests], [17, 17]);
    const loose = await comparePairs(
      world,
      { sides, tolerance: { absolute: 0.01, relative: 0 }, rounds: 1 },
      follow,
    );
    assert.ok(loose.rows.every(({ same }) => same));
    assert.equal(loose.slower, undefined);
  });

  it('statuses that differ, and a side that does not answer the same twice', async () => {
    const left = await serve((_, response, number) => void response.end(String(number)));
    const right = await serve((_, response) => void response.writeHead(500).end('oops'));
    const sides = [
      { name: 'a', target: target(left.url) },
      { name: 'b', target: target(right.url) },
    ] as const;
    const { rows, sides: told } = await comparePairs(
      world,
      { sides, tolerance: { absolute: 0, relative: 0 }, rounds: 3 },
      follow,
    );
    assert.deepEqual(rows, [
      { payload: 'p0', same: false, statuses: ['200', '500'], differences: [], count: 0, unsteady: [0] },
    ]);
    assert.deepEqual(
      told.map(({ failed }) => failed),
      [0, 3],
    );
  });

  it('an address elsewhere is refused before anything is read or sent', async () => {
    const requests = {
      payloads: ['/nowhere'],
      whole: false,
      header: false,
      contentType: undefined,
      accept: undefined,
      answerType: undefined,
      timeout: 1000,
    };
    await assert.rejects(
      makeTarget(world, { url: 'http://example.com/', variant: undefined }, requests, never),
      /this machine alone/,
    );
  });
});
