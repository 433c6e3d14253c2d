import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { makeModelStore } from '../../../src/app/serve/kinds/modelStore';
import { MultiModel } from '../../../src/app/serve/kinds/multiModel';
import { untilReady } from '../../../src/app/serve/untilReady';
import type { LiveVariant } from '../../../src/app/serve/liveVariant';
import type { ModelPool } from '../../../src/core/serve/kinds/modelPool';
import type { Connections, RuntimeAnswer } from '../../../src/core/serve/ports';
import { manyModelsImage } from '../../support/serve/kindImages';
import { manyModels } from '../../support/serve/kindVariants';
import { ServingBench } from '../../support/serve/servingBench';

const never = new AbortController().signal;

describe('A multi-model endpoint on a real engine', () => {
  let bench: ServingBench;
  let image: string;
  let live: LiveVariant;
  let connections: Connections;
  let many: MultiModel;
  let pool: ModelPool;
  before(async () => {
    image = await manyModelsImage();
  });
  beforeEach(async () => {
    bench = new ServingBench();
    for (const name of ['a', 'b', 'c', 'de/d']) await model(name, { 'model.txt': name });
    await model('slow', { 'model.txt': 'slow', 'slow.txt': '3' });
    await model('bad', { 'bad.txt': '' });
    live = await bench.start({ ...manyModels(image, 'models') });
    const ready = await untilReady(bench.world, live, never);
    assert.equal(ready.kind, 'ready', JSON.stringify(ready));
    many = open();
  });
  afterEach(async () => {
    many.close();
    connections.close();
    await bench.remove();
  });

  async function model(name: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) bench.write(`made/${name}/${path}`, content);
    const archive = join(bench.folder, `models/${name}.tar.gz`);
    mkdirSync(dirname(archive), { recursive: true });
    await bench.world.disk.pack([join(bench.folder, 'made', name)], archive, never);
  }

  function open(clock = bench.world.clock): MultiModel {
    const [address = ''] = live.addresses;
    connections = bench.world.fronts.connect(address);
    const store = makeModelStore(bench.world, {
      place: { local: join(bench.folder, 'models') },
      models: live.models[0] ?? '',
      runsFolder: bench.runsFolder,
      profile: undefined,
    });
    return new MultiModel(
      { http: bench.world.http, clock },
      {
        address,
        send: connections.send,
        place: { endpoint: 'test', variant: 'main' },
        store,
        changed: (next) => {
          pool = next;
        },
      },
    );
  }

  async function invoke(target: string | undefined, body = 'hi'): Promise<string> {
    const headers: Record<string, string> =
      target === undefined ? {} : { 'x-amzn-sagemaker-target-model': target };
    const bytes = Buffer.from(body);
    const answer = await many.send(
      { path: '/invocations', headers, body: bytes, bytes: bytes.length },
      never,
    );
    return said(answer);
  }

  async function said(answer: RuntimeAnswer): Promise<string> {
    if (answer.kind === 'refused') return `${answer.error.type ?? ''} ${answer.error.message}`;
    if (answer.kind === 'failed') return answer.reason;
    return `${answer.status} ${await text(Readable.from(answer.body))}`;
  }

  const loaded = (): readonly string[] => [...pool.values()].map(({ target }) => target).toSorted();

  it('loads a model with its first request, from whatever folder, and keeps it', async () => {
    assert.equal(await invoke('a.tar.gz'), '200 a:hi:a.tar.gz');
    assert.equal(await invoke('de/d.tar.gz'), '200 de/d:hi:de/d.tar.gz');
    assert.equal(await invoke('a.tar.gz'), '200 a:hi:a.tar.gz');
    assert.deepEqual(
      many.list().map(({ target, state, used, busy }) => ({ target, state, used, busy })),
      [
        { target: 'a.tar.gz', state: 'loaded', used: 2, busy: 0 },
        { target: 'de/d.tar.gz', state: 'loaded', used: 1, busy: 0 },
      ],
    );
  });

  it('lets the least recently used model go when there is no room', async () => {
    for (const name of ['a', 'b', 'a', 'c'])
      assert.equal(await invoke(`${name}.tar.gz`), `200 ${name}:hi:${name}.tar.gz`);
    assert.deepEqual(loaded(), ['a.tar.gz', 'c.tar.gz']);
    assert.equal(await invoke('b.tar.gz'), '200 b:hi:b.tar.gz');
    assert.deepEqual(loaded(), ['b.tar.gz', 'c.tar.gz']);
  });

  it('never takes a model away from a request, and says when there is no room at all', async () => {
    await Promise.all([invoke('a.tar.gz'), invoke('b.tar.gz')]);
    const busy = [invoke('a.tar.gz', 'sleep 3'), invoke('b.tar.gz', 'sleep 3')];
    await bench.world.clock.sleep(300, never);
    assert.match(
      await invoke('c.tar.gz'),
      /^ModelError There is no room for the model c\.tar\.gz.*507.*no memory/,
    );
    assert.deepEqual(await Promise.all(busy), ['200 a:sleep 3:a.tar.gz', '200 b:sleep 3:b.tar.gz']);
    assert.equal(await invoke('c.tar.gz'), '200 c:hi:c.tar.gz');
  });

  it('loads a model once, however many ask for it', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, async () => invoke('slow.tar.gz')));
    assert.deepEqual(new Set(all), new Set(['200 slow:hi:slow.tar.gz']));
    assert.equal(pool.get('slow.tar.gz')?.used, 12);
  });

  it('sends away who has waited a minute for a model, and goes on loading it', async () => {
    many.close();
    // The minute is over at once.
    many = open({ ...bench.world.clock, sleep: async () => Promise.resolve() });
    assert.match(await invoke('slow.tar.gz'), /^ModelNotReadyException .*still downloading or loading/);
    for (let tries = 0; pool.get('slow.tar.gz')?.state !== 'loaded' && tries < 100; tries += 1)
      await bench.world.clock.sleep(200, never);
    assert.equal(pool.get('slow.tar.gz')?.state, 'loaded');
    assert.equal(await invoke('slow.tar.gz'), '200 slow:hi:slow.tar.gz');
  });

  it('says what AWS says when no model is named, there is none of that name, or it does not load', async () => {
    assert.match(await invoke(undefined), /^ValidationError .*missing a target model header/);
    assert.match(
      await invoke('none.tar.gz'),
      /^ValidationError Failed to download model data\(.*none\.tar\.gz\)/,
    );
    assert.match(await invoke('../models/a.tar.gz'), /^ValidationError Failed to download/);
    assert.match(await invoke('bad.tar.gz'), /^ModelError .*this model is broken/);
    bench.write('models/torn.tar.gz', 'no archive');
    assert.match(await invoke('torn.tar.gz'), /^ValidationError .*torn\.tar\.gz is no whole tar\.gz/);
    assert.deepEqual(loaded(), []);
  });

  it('finds models that came later, loads and unloads by hand, and tells a container that forgot', async () => {
    await model('later', { 'model.txt': 'later' });
    assert.equal(await many.load('later.tar.gz', never), undefined);
    assert.deepEqual(loaded(), ['later.tar.gz']);
    assert.deepEqual(
      [await many.unload('later.tar.gz', never), await many.unload('later.tar.gz', never)],
      [true, false],
    );
    assert.deepEqual(loaded(), []);
    await invoke('a.tar.gz', 'forget');
    assert.equal(await invoke('a.tar.gz'), '200 a:hi:a.tar.gz');
  });
});
