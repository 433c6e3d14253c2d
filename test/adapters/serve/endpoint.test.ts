import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { serveTest } from '../../support/serve/endpointBench';
import { ServingBench } from '../../support/serve/servingBench';
import { servingImage } from '../../support/serve/servingImage';

describe('A local endpoint, on a real engine', () => {
  let bench: ServingBench;
  before(async () => servingImage(testEngine(), 'serving-endpoint'));
  beforeEach(() => (bench = new ServingBench('longshore-test/serving-endpoint:latest')));
  afterEach(async () => bench.remove());
  after(async () => removeTestImages(testEngine(), 'serving-endpoint'));

  it('answers as the runtime does: headers that pass and that do not, and which variant it was', async () => {
    const endpoint = serveTest(bench, [{ name: 'main' }]);
    await endpoint.untilServing();
    const { status, headers, text } = await endpoint.invoke('trace=1', {
      body: 'a,b',
      headers: {
        'content-type': 'text/csv',
        accept: 'application/json',
        authorization: 'AWS4-HMAC-SHA256 whatever',
        cookie: 'a=b',
        'x-amzn-sagemaker-inference-id': 'id-1',
      },
    });
    assert.equal(status, 200, text);
    const seen = JSON.parse(text);
    const { connection: _, host: __, ...passed } = seen.headers;
    assert.deepEqual(passed, {
      'content-type': 'text/csv',
      accept: 'application/json',
      'x-amzn-sagemaker-custom-attributes': 'trace=1',
      'x-amzn-sagemaker-inference-id': 'id-1',
      'content-length': '3',
    });
    assert.equal(seen.path, '/invocations');
    assert.equal(seen.body, 'a,b');
    assert.deepEqual(
      [
        'x-amzn-invoked-production-variant',
        'content-type',
        'x-amzn-sagemaker-custom-attributes',
        'x-own',
        'server',
      ].map((name) => headers.get(name)),
      ['main', 'application/json', 'from the model', null, null],
    );
  });

  it('tells what the model answered, and why it did not, as ModelError', async () => {
    const endpoint = serveTest(bench, [{ name: 'main' }]);
    await endpoint.untilServing();
    const { status, headers, text } = await endpoint.invoke('status=422;say=no such column');
    assert.equal(status, 424);
    assert.equal(headers.get('x-amzn-errortype'), 'ModelError');
    const { OriginalStatusCode, OriginalMessage, LogStreamArn } = JSON.parse(text);
    assert.deepEqual([OriginalStatusCode, OriginalMessage], [422, 'no such column']);
    assert.match(LogStreamArn, /^arn:aws:logs:.*Endpoints\/test/);
    const wrong = await fetch(`${endpoint.url}/endpoints/other/invocations`, { method: 'POST' });
    assert.deepEqual(
      [wrong.status, wrong.headers.get('x-amzn-errortype'), (await wrong.json()).message],
      [400, 'ValidationError', 'Endpoint other of account 000000000000 not found.'],
    );
  });

  it('warns of requests beyond 6 MB, and refuses those beyond 25', async () => {
    const endpoint = serveTest(bench, [{ name: 'main' }]);
    await endpoint.untilServing();
    const large = await endpoint.invoke('', { body: new Uint8Array(7 * 1024 ** 2) });
    assert.equal(JSON.parse(large.text).bytes, 7 * 1024 ** 2);
    const refused = await endpoint.invoke('', { body: new Uint8Array(26 * 1024 ** 2) });
    assert.equal(refused.status, 413);
    const told = endpoint.events.flatMap((event) => (event.kind === 'progress' ? [event.text] : []));
    assert.ok(
      told.some((text) => text.includes('6 MB')),
      told.join('\n'),
    );
    assert.ok(
      told.some((text) => text.includes('refused')),
      told.join('\n'),
    );
  });

  it('shares by weights that change while it is asked, and loses no request', async () => {
    const endpoint = serveTest(bench, [
      { name: 'a', weight: 9 },
      { name: 'b', weight: 1 },
    ]);
    await endpoint.untilServing();
    const counts = new Map<string, number>();
    let wrong = 0;
    const total = 600;
    let left = total;
    const lane = async (): Promise<void> => {
      while (left-- > 0) {
        if (left % 100 === 50)
          endpoint.control.ask({
            kind: 'weights',
            weights: left % 200 === 50 ? { a: 1, b: 1 } : { a: 0, b: 3 },
          });
        const { status, headers } = await endpoint.invoke();
        if (status !== 200) wrong += 1;
        const name = headers.get('x-amzn-invoked-production-variant') ?? '';
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    assert.equal(wrong, 0);
    assert.equal((counts.get('a') ?? 0) + (counts.get('b') ?? 0), total);
    const state = await endpoint.until(
      ({ variants }) => variants.reduce((sum, { traffic }) => sum + traffic.requests, 0) >= total,
    );
    assert.deepEqual(
      state.variants.map(({ name, traffic, weight }) => [
        name,
        traffic.requests,
        traffic.modelErrors,
        weight,
      ]),
      [
        ['a', counts.get('a'), 0, state.variants[0]?.weight],
        ['b', counts.get('b'), 0, state.variants[1]?.weight],
      ],
    );
    const target = await endpoint.invoke('', { headers: { 'x-amzn-sagemaker-target-variant': 'a' } });
    assert.equal(JSON.parse(target.text).variant, 'a');
  });

  it('goes on with the others when a container dies under load, counts its errors, and starts it again', async () => {
    const endpoint = serveTest(bench, [{ name: 'a' }, { name: 'b' }]);
    const { variants } = await endpoint.untilServing();
    const killed = variants[0]?.containers[0]?.id ?? '';
    let left = 300;
    let [good, bad] = [0, 0];
    const lane = async (): Promise<void> => {
      while (left-- > 0) {
        if (left === 250) await connect(testEngine()).getContainer(killed).kill();
        const { status } = await endpoint.invoke('sleep=0.01');
        if (status === 200) good += 1;
        else bad += 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    const failed = await endpoint.until(({ variants: all }) => all[0]?.phase === 'failed');
    assert.equal(failed.status, 'serving');
    assert.equal(failed.variants[0]?.trouble?.id, 'general');
    const after = await endpoint.invoke();
    assert.equal(JSON.parse(after.text).variant, 'b');
    const named = await endpoint.invoke('', { headers: { 'x-amzn-sagemaker-target-variant': 'a' } });
    assert.equal(named.status, 503);
    const counted = await endpoint.until(
      ({ variants: all }) => all.reduce((sum, { traffic }) => sum + traffic.requests, 0) >= good + bad + 1,
    );
    assert.equal(counted.variants[0]?.traffic.modelErrors, bad);
    assert.equal(counted.variants[1]?.traffic.modelErrors, 0);
    endpoint.control.ask({ kind: 'restart', variant: 'a' });
    const again = await endpoint.until(({ variants: all }) => all[0]?.phase === 'serving');
    assert.equal(again.variants[0]?.restarts, 1);
    assert.equal(again.variants[0]?.trouble, undefined);
    const back = await endpoint.invoke('', { headers: { 'x-amzn-sagemaker-target-variant': 'a' } });
    assert.equal(back.status, 200, back.text);
  });

  it('mirrors requests to a shadow, and drops its answers', async () => {
    const endpoint = serveTest(bench, [{ name: 'main' }], {
      rest: { shadow: bench.variant({ name: 'ghost', weight: 1 }) },
    });
    await endpoint.untilServing();
    for (let count = 0; count < 20; count += 1) {
      const { headers, text } = await endpoint.invoke(count % 2 === 0 ? 'status=500' : '');
      assert.ok(!text.includes('ghost') && headers.get('x-amzn-invoked-production-variant') !== 'ghost');
    }
    const { variants } = await endpoint.until(({ variants: all }) => all[1]?.traffic.requests === 20);
    assert.equal(variants[1]?.traffic.modelErrors, 10);
    assert.equal(variants[0]?.traffic.requests, 20);
  });

  it('keeps a session with the variant that began it', async () => {
    const endpoint = serveTest(bench, [{ name: 'a' }, { name: 'b' }]);
    await endpoint.untilServing();
    const begun = await endpoint.invoke('', { headers: { 'x-amzn-sagemaker-session-id': 'NEW_SESSION' } });
    const session = begun.headers.get('x-amzn-sagemaker-new-session-id')?.split(';')[0] ?? '';
    const { variant } = JSON.parse(begun.text);
    assert.equal(session, `s-${variant}`);
    const headers = { 'x-amzn-sagemaker-session-id': session };
    for (let count = 0; count < 10; count += 1)
      assert.equal(JSON.parse((await endpoint.invoke('', { headers })).text).variant, variant);
    const closed = await endpoint.invoke(`close=${session}`, { headers });
    assert.equal(closed.headers.get('x-amzn-sagemaker-closed-session-id'), session);
  });

  it('leaves nothing when it ends but its record, its log and a line for each request', async () => {
    const endpoint = serveTest(bench, [{ name: 'a' }, { name: 'b', environment: { MODE: 'dies' } }]);
    const { folder, id } = await endpoint.until(({ variants }) =>
      variants.every(({ phase }) => phase === 'serving' || phase === 'failed'),
    );
    await endpoint.invoke();
    endpoint.stop();
    const state = await endpoint.ended;
    assert.deepEqual(
      [state.status, ...state.variants.map(({ phase }) => phase)],
      ['stopped', 'stopped', 'failed'],
    );
    assert.deepEqual(
      JSON.parse(readFileSync(`${folder}/endpoint.json`, 'utf8')),
      JSON.parse(JSON.stringify(state)),
    );
    assert.match(readFileSync(`${folder}/a.log.txt`, 'utf8'), /^started: serve\nlistening\n/);
    assert.match(readFileSync(`${folder}/b.log.txt`, 'utf8'), /No module named 'torch'/);
    assert.match(readFileSync(`${folder}/access-a.txt`, 'utf8'), /^\S+ a 200 \d+\.\dms 1 \d+\n$/);
    const filters = { label: [`longshore.endpoint=${id}`] };
    assert.deepEqual(await connect(testEngine()).listContainers({ all: true, filters }), []);
    assert.deepEqual(await connect(testEngine()).listNetworks({ filters }), []);
    await assert.rejects(endpoint.invoke());
  });
});
