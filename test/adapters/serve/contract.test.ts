import assert from 'node:assert/strict';
import { readdirSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isAbort } from '../../../src/core/problem';
import { labels } from '../../../src/core/serve/contract/limits';
import type { Outcome } from '../../../src/core/serve/contract/judge';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { behindNginx, brokenServer } from '../../support/serve/contract/brokenServer';
import { wallIn } from '../../support/serve/contract/wallIn';
import { ContractBench, type ContractWords, type Tested } from '../../support/serve/contract/contractBench';

/** Rules that say something is wrong, worst first, as `SC201 error`. */
const wrong = ({ ids }: Tested): readonly string[] =>
  (['error', 'warning', 'info'] as const).flatMap((outcome: Outcome) =>
    ids(outcome).map((id) => `${id} ${outcome}`),
  );

describe('The serving contract, on a real engine', () => {
  let bench: ContractBench;
  let image: string;
  before(async () => (image = await brokenServer(testEngine(), 'contract')));
  beforeEach(() => {
    bench = new ContractBench();
    bench.write('sample/request.csv', '1,2\n3,4\n5,6\n');
    bench.write('model/model.json', '{}');
  });
  afterEach(async () => {
    assert.deepEqual(await leftovers(), []);
    await bench.remove();
  });
  after(async () => removeTestImages(testEngine(), 'contract*'));

  const leftovers = async (): Promise<readonly string[]> => {
    const filters = { label: ['longshore.contract'] };
    const docker = connect(testEngine());
    const containers = await docker.listContainers({ all: true, filters });
    const networks = await docker.listNetworks({ filters });
    const folder = `${bench.runsFolder}/.cache/contract`;
    const folders = existsSync(folder) ? readdirSync(folder) : [];
    return [...containers.map(({ Id }) => Id), ...networks.map(({ Name }) => Name), ...folders];
  };

  const test = async (broken: string, words: ContractWords = {}): Promise<Tested> =>
    bench.test(
      { image, environment: { BROKEN: broken }, ...(broken.startsWith('writes') ? { model: 'model' } : {}) },
      words,
    );

  it('is kept by a good server, which nothing is said against', async () => {
    const tested = await bench.test({ image, model: 'model' });
    assert.deepEqual(wrong(tested), [], tested.all);
    assert.equal(tested.ids('passed').length, 21, tested.all);
    assert.match(tested.said('SC305'), /Each is the same as alone/);
  });

  /** What is broken, what must be said of it, and in which words. */
  const table: ReadonlyArray<
    readonly [broken: string, expected: readonly string[], id: string, said: RegExp, words?: ContractWords]
  > = [
    ['dies-at-start', ['SC101 error'], 'SC101', /ImportError: no such library/],
    ['dies-after-start', ['SC102 error'], 'SC102', /ended by itself[\s\S]*Exit code 9/],
    [
      'loopback',
      ['SC201 error', 'SC202 error'],
      'SC201',
      /listens on 127\.0\.0\.1:8080, which only/,
      { startup: 5 },
    ],
    ['elsewhere', ['SC201 error', 'SC202 error'], 'SC201', /but on 0\.0\.0\.0:5000/, { startup: 5 }],
    ['unwell', ['SC202 error'], 'SC202', /answers 503/, { startup: 5 }],
    ['sleeps-in-ping', ['SC202 error', 'SC203 error'], 'SC203', /longer than 2 seconds/, { startup: 5 }],
    ['writes-model', ['SC101 error', 'SC401 error'], 'SC401', /Read-only file system: '\/opt\/ml\/model/],
    ['writes-model-quietly', ['SC101 error', 'SC401 error'], 'SC401', /comes up when it may change/],
    [
      'fails-on-types',
      ['SC302 error'],
      'SC302',
      /unknown type \(500\)/,
      { only: ['SC301', 'SC302', 'SC303'] },
    ],
    ['ends-on-empty', ['SC102 error', 'SC303 error'], 'SC303', /ended at an empty body/],
    ['mixes-up', ['SC305 error'], 'SC305', /differs from theirs alone/, { only: ['SC301', 'SC305'] }],
    ['busy', ['SC204 error'], 'SC204', /did not answer 200 within 2 seconds/, { only: ['SC301', 'SC204'] }],
    ['short-queue', ['SC206 error'], 'SC206', /not accepted within 250 ms/, { only: ['SC301', 'SC206'] }],
    [
      'ignores-sigterm',
      ['SC402 error'],
      'SC402',
      /was killed[\s\S]*Exit code 137/,
      { only: ['SC201', 'SC402'] },
    ],
  ];
  for (const [broken, expected, id, said, words] of table)
    it(`names what is broken: ${broken}`, async () => {
      const tested = await test(broken, words);
      assert.deepEqual(wrong(tested), expected, tested.all);
      assert.match(tested.said(id), said);
    });

  it('names an image without serve', async () => {
    const tested = await bench.test({ image: 'longshore-test/python-base:latest' });
    assert.deepEqual(wrong(tested), ['SC101 error'], tested.all);
    assert.match(tested.said('SC101'), /no program serve[\s\S]*executable file not found/);
  });

  it('names what runs out of memory, at its start and at a request', async () => {
    const rest = { local: { gpus: 'none', memory: '128m' } } as const;
    const early = await test('oom-at-start', { rest });
    assert.match(early.said('SC101'), /memory/i, early.all);
    const late = await test('oom', { rest, only: ['SC101', 'SC102', 'SC103', 'SC301'] });
    assert.deepEqual(wrong(late), ['SC102 error', 'SC103 error', 'SC301 error'], late.all);
    assert.match(late.said('SC103'), /more than 128 MB/);
  });

  it('names the usual limits of nginx', async () => {
    const only = ['SC201', 'SC304'];
    for (const [setting, said] of [
      ['', /takes 1 MB when nobody says otherwise/],
      ['client_max_body_size 5m;', /sets client_max_body_size 5m, as the sample of AWS/],
    ] as const) {
      const behind = await behindNginx(testEngine(), 'contract-nginx', setting);
      const tested = await bench.test({ image: behind, model: 'model' }, { only });
      assert.deepEqual(wrong(tested), ['SC304 error'], tested.all);
      assert.match(tested.said('SC304'), said);
    }
    const well = await behindNginx(testEngine(), 'contract-nginx', 'client_max_body_size 25m;');
    const tested = await bench.test({ image: well, model: 'model' }, { only });
    assert.deepEqual(wrong(tested), [], tested.all);
  });

  it('names what needs a network, where there is none', async () => {
    const somewhere = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => somewhere.listen(0, '0.0.0.0', resolve));
    const place = somewhere.address();
    const own = Object.entries(networkInterfaces())
      .filter(([name]) => !/^(?:docker|br-|veth|lo|longshore)/.test(name))
      .flatMap(([, all]) => all ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    assert.ok(own && typeof place === 'object' && place);
    const walled = wallIn(bench.world, place.port);
    try {
      const environment = { BROKEN: 'needs-network', SOMEWHERE: `${own.address}:${place.port}` };
      const isolated = { rest: { networkIsolation: true }, world: walled.world };
      const tested = await bench.test({ image, environment }, isolated);
      assert.deepEqual(wrong(tested), ['SC101 error', 'SC406 error'], tested.all);
      assert.match(tested.said('SC406'), /comes up with a network, and does not without/);
      const open = await bench.test({ image, environment }, { only: ['SC101', 'SC202', 'SC406'] });
      assert.deepEqual(wrong(open), [], open.all);
      const alone = await bench.test({ image }, { ...isolated, only: ['SC301', 'SC406'] });
      assert.deepEqual(alone.ids('passed'), ['SC301', 'SC406'], alone.all);
    } finally {
      walled.restore();
      somewhere.close();
    }
  });

  it('holds labels against what the image does', async () => {
    const only = ['SC501', 'SC502'];
    const changes = [`LABEL ${labels.multiModel}=true ${labels.bindToPort}=true`];
    const labelled = await brokenServer(testEngine(), 'contract-labels', changes);
    const environment = (broken: string) => ({ BROKEN: broken });
    const honest = await bench.test({ image: labelled }, { only });
    assert.deepEqual(honest.ids('passed'), ['SC501', 'SC502'], honest.all);
    const deaf = await bench.test(
      { image: labelled, environment: environment('ignores-port') },
      { only, startup: 5 },
    );
    assert.match(deaf.said('SC502'), /error[\s\S]*does not listen on 8081[\s\S]*0\.0\.0\.0:8080/);
    const without = await bench.test({ image: labelled, environment: environment('no-models') }, { only });
    assert.match(without.said('SC501'), /error[\s\S]*GET \/models: 404/);
  });

  it('tries the user of the image and root', async () => {
    const only = ['SC202', 'SC404', 'SC405'];
    const other = await brokenServer(testEngine(), 'contract-user', ['USER 1000']);
    const environment = (broken: string) => ({ BROKEN: broken });
    const well = await bench.test({ image: other, model: 'model' }, { only });
    assert.deepEqual(well.ids('passed'), only, well.all);
    const needs = await bench.test({ image: other, environment: environment('needs-root') }, { only });
    assert.match(
      needs.said('SC405'),
      /error: The container works as root, and not as 1000[\s\S]*PermissionError/,
    );
    const hates = await bench.test({ image: other, environment: environment('hates-root') }, { only });
    assert.match(hates.said('SC404'), /error: As root[\s\S]*does not run as root/);
    assert.deepEqual(hates.ids('passed'), ['SC202', 'SC405'], hates.all);
  });

  it('sees whether an answer streams, and warns where there is no sample', async () => {
    const sample = { file: 'sample/request.csv', contentType: 'text/csv', streams: true };
    const rest = { local: { gpus: 'none', sample } } as const;
    const only = ['SC301', 'SC306'];
    const streams = await test('streams', { rest, only });
    assert.deepEqual(streams.ids('passed'), only, streams.all);
    const gathers = await test('', { rest, only });
    assert.match(gathers.said('SC306'), /error: The answer comes in one part/);
    await bench.world.disk.remove(`${bench.folder}/sample`);
    assert.deepEqual(wrong(await test('', { only })), ['SC301 warning']);
  });

  it('ends at once when it is cancelled, and leaves nothing', async () => {
    const stop = new AbortController();
    const going = test('sleeps-in-ping', { startup: 300, signal: stop.signal });
    while (!bench.said.includes('starting it as hosting does'))
      await bench.world.clock.sleep(50, stop.signal);
    await bench.world.clock.sleep(1500, stop.signal);
    stop.abort();
    await assert.rejects(going, isAbort);
  });
});
