import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { makeLoads } from '../../../src/adapters/load/loads';
import { Histogram } from '../../../src/core/load/histogram/histogram';
import type { LoadStep, Pace } from '../../../src/core/load/plan/loadStep';
import type { LoadTarget } from '../../../src/core/load/ports';
import { stepReport, type StepReport } from '../../../src/core/load/report/loadReport';
import { answerOk, startServer, type LoadServer, type Respond } from '../../support/load/server';

const open = (rate: number): Pace => ({ kind: 'open', rate, arrivals: 'even' });
const closed = (concurrency: number): Pace => ({ kind: 'closed', concurrency });
const never = new AbortController().signal;

function target(url: string, more: Partial<LoadTarget> = {}): LoadTarget {
  const body = Buffer.from('{"x":1}');
  const payloads = [{ name: 'one', contentType: 'application/json', body }];
  return { url, headers: {}, payloads, timeout: 5000, ...more };
}

async function run(given: LoadTarget, step: LoadStep): Promise<StepReport> {
  const thread = await makeLoads().open([given], never);
  try {
    return stepReport(step, await thread.step(step, () => undefined, never));
  } finally {
    await thread.close();
  }
}

describe('A step of a load', () => {
  let server: LoadServer | undefined;
  const serve = async (respond: Respond): Promise<LoadServer> => (server = await startServer(respond));
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('sends as many as are due, and each is answered', async () => {
    const { url, counts } = await serve(answerOk);
    const report = await run(target(url), { pace: open(200), milliseconds: 2000, warmUp: 500 });
    assert.equal(report.ended, 'time');
    assert.equal(report.due, 300);
    assert.deepEqual([report.sent, report.latency.count, report.errors], [300, 300, {}]);
    assert.equal(counts.requests, 400);
  });

  it('keeps its connections', async () => {
    const { url, counts } = await serve(answerOk);
    const report = await run(target(url), {
      pace: closed(3),
      milliseconds: 60_000,
      warmUp: 0,
      requests: 500,
    });
    assert.deepEqual(
      [report.ended, report.answered, counts.requests, counts.connections],
      ['count', 500, 500, 3],
    );
  });

  it('an open loop sees what a stall did to everybody who came meanwhile; a closed one sees it corrected', async () => {
    const stall: Respond = (request, response, number) => {
      if (number === 100) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
      answerOk(request, response, number);
    };
    const first = await serve(stall);
    const byClock = await run(target(first.url), { pace: open(100), milliseconds: 4000, warmUp: 0 });
    await first.close();
    const second = await serve(stall);
    const byAnswers = await run(target(second.url), { pace: closed(1), milliseconds: 4000, warmUp: 0 });
    // A quarter of all came while nothing was answered, and the first of them waited for a second.
    assert.ok(byClock.latency.p99 > 900, `p99 ${byClock.latency.p99}`);
    assert.ok(byClock.latency.p90 > 500, `p90 ${byClock.latency.p90}`);
    assert.ok(byAnswers.latency.p99 < 100, `closed p99 ${byAnswers.latency.p99}`);
    assert.ok((byAnswers.corrected?.p99 ?? 0) > 500, `corrected p99 ${byAnswers.corrected?.p99}`);
  });

  it('counts what is wrong by its kind, and never follows', async () => {
    const elsewhere = await startServer(answerOk);
    const statuses = [200, 302, 400, 404, 424, 429, 500, 502, 503, 200];
    const { url } = await serve((_, response, number) => {
      const status = statuses[(number - 1) % statuses.length] ?? 200;
      response.writeHead(status, { 'content-type': 'text/csv', location: elsewhere.url }).end('1');
    });
    const report = await run(target(url, { answerType: 'text/csv; charset=utf-8' }), {
      pace: closed(1),
      milliseconds: 60_000,
      warmUp: 0,
      requests: 100,
    });
    await elsewhere.close();
    assert.deepEqual(report.errors, {
      redirect: 10,
      client: 20,
      model: 10,
      throttled: 10,
      server: 20,
      unavailable: 10,
    });
    assert.deepEqual([report.latency.count, elsewhere.counts.requests], [20, 0]);
  });

  it('another content type is an error, and variants are counted apart', async () => {
    const { url } = await serve((_, response, number) => {
      response.setHeader('x-Amzn-Invoked-Production-Variant', number % 4 === 0 ? 'small' : 'large');
      response.setHeader('content-type', number % 4 === 0 ? 'text/html' : 'application/json').end('{}');
    });
    const step: LoadStep = { pace: closed(1), milliseconds: 60_000, warmUp: 0, requests: 40 };
    const report = await run(target(url, { answerType: 'application/json' }), step);
    assert.deepEqual(report.errors, { 'content-type': 10 });
    assert.deepEqual(
      report.variants.map(({ name, errors, latency }) => [name, errors, latency.count]),
      [
        ['large', {}, 30],
        ['small', { 'content-type': 10 }, 0],
      ],
    );
  });

  it('a line that is cut in the middle of an answer is a reset', async () => {
    const { url } = await serve((_, response, number) => {
      if (number % 5 !== 0) return void response.end('{}');
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 5);
    });
    const report = await run(target(url), { pace: closed(2), milliseconds: 60_000, warmUp: 0, requests: 50 });
    assert.deepEqual([report.errors, report.latency.count], [{ reset: 10 }, 40]);
  });

  it('who never answers is waited for as long as was said, and counted with that time', async () => {
    const { url } = await serve(() => undefined);
    const report = await run(target(url, { timeout: 300 }), { pace: open(50), milliseconds: 500, warmUp: 0 });
    assert.deepEqual(report.errors, { timeout: 25 });
    assert.ok(report.latency.p50 >= 300 && report.answered === 0);
  });

  it('where nobody listens, it asks a few times and counts refusals', async () => {
    const gone = await startServer(answerOk);
    await gone.close();
    const report = await run(target(gone.url), { pace: closed(4), milliseconds: 600, warmUp: 0 });
    const { refused = 0 } = report.errors;
    assert.deepEqual([report.answered, report.errorShare], [0, 1]);
    assert.ok(refused >= 8 && refused <= 40, `${refused} refusals`);
  });

  it('a server that dies half-way ends the step after some seconds of refusals, all of them counted', async () => {
    const dying = await startServer((request, response, number) => {
      if (number === 50) void dying.close();
      answerOk(request, response, number);
    });
    const step: LoadStep = { pace: open(100), milliseconds: 60_000, warmUp: 0 };
    const report = await run(target(dying.url), step);
    const { refused = 0, reset = 0 } = report.errors;
    assert.equal(report.ended, 'gone');
    assert.ok(report.seconds > 5 && report.seconds < 8, `${report.seconds} s`);
    assert.ok(report.answered >= 45 && report.answered <= 50, `${report.answered} answers`);
    assert.ok(
      refused > 400 && report.answered + refused + reset === report.due,
      JSON.stringify(report.errors),
    );
  });

  it('nor is anybody there when a front says that no variant serves', async () => {
    const { url } = await serve((_, response, number) => {
      if (number <= 20) return void response.end('{}');
      response.writeHead(503, { 'x-amzn-ErrorType': 'ServiceUnavailable' }).end('{}');
    });
    const report = await run(target(url), { pace: closed(1), milliseconds: 60_000, warmUp: 0 });
    assert.deepEqual([report.ended, report.latency.count], ['gone', 20]);
    assert.ok((report.errors.unavailable ?? 0) > 20 && report.seconds < 8, `${report.seconds} s`);
  });

  it('who speaks no HTTP is told apart', async () => {
    const loose = createServer((socket) =>
      socket.on('data', () => socket.end('hello\r\n\r\n')).on('error', () => undefined),
    );
    await new Promise<void>((ready) => loose.listen(0, '127.0.0.1', ready));
    const address = loose.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const report = await run(target(`http://127.0.0.1:${port}`), {
      pace: closed(1),
      milliseconds: 60_000,
      warmUp: 0,
      requests: 5,
    });
    loose.close();
    assert.deepEqual(report.errors, { 'not-http': 5 });
  });

  it('stopped in the middle, it tells what it has counted, and sends no more', async () => {
    const { url, counts } = await serve(answerOk);
    const stop = new AbortController();
    const step: LoadStep = { pace: open(100), milliseconds: 60_000, warmUp: 0 };
    const thread = await makeLoads().open([target(url)], never);
    const tally = await thread.step(step, ({ seconds }) => seconds > 0.4 && stop.abort(), stop.signal);
    const report = stepReport(step, tally);
    const sent = counts.requests;
    await new Promise((later) => setTimeout(later, 200));
    assert.equal(report.ended, 'stopped');
    assert.ok(report.latency.count > 20 && report.seconds < 5);
    assert.equal(counts.requests, sent);
    await thread.close();
  });

  it('beats while it runs, and its beats add up', async () => {
    const { url } = await serve(answerOk);
    const thread = await makeLoads().open([target(url)], never);
    const beats: number[] = [];
    const step: LoadStep = { pace: open(100), milliseconds: 1500, warmUp: 0 };
    const tally = await thread.step(step, ({ answered }) => beats.push(answered), never);
    await thread.close();
    assert.ok(beats.length >= 4);
    assert.equal(
      beats.reduce((sum, each) => sum + each, 0),
      Histogram.of(...tally.slices).total,
    );
  });

  it('payloads take turns, with the headers of the target', async () => {
    const seen: string[] = [];
    const { url } = await serve((request, response) => {
      seen.push(
        `${request.headers['content-type']} ${request.headers['content-length']} ${String(request.headers['x-amzn-sagemaker-target-variant'])}`,
      );
      response.end();
    });
    const payloads = [
      { name: 'a', contentType: 'text/csv', body: Buffer.from('1,2,3') },
      { name: 'b', contentType: 'application/json', body: Buffer.from('[]') },
    ];
    const headers = { 'x-amzn-sagemaker-target-variant': 'blue' };
    await run(target(url, { payloads, headers }), {
      pace: closed(1),
      milliseconds: 9000,
      warmUp: 0,
      requests: 4,
    });
    const turns = ['text/csv 5 blue', 'application/json 2 blue'];
    assert.deepEqual(seen, [...turns, ...turns]);
  });
});
