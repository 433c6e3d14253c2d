import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ServerlessVariant, type Warm } from '../../../src/app/serve/kinds/serverless';
import type { ServerlessState } from '../../../src/core/serve/kinds/serverlessState';
import { untilReady } from '../../../src/app/serve/untilReady';
import type { RuntimeAnswer } from '../../../src/core/serve/ports';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { echoImage } from '../../support/serve/kindImages';
import { leftovers } from '../../support/serve/leftovers';
import { ServingBench } from '../../support/serve/servingBench';

const never = new AbortController().signal;

describe('A serverless endpoint on a real engine', () => {
  let bench: ServingBench;
  let image: string;
  let variant: ServerlessVariant;
  let states: ServerlessState[];
  let container: string;
  before(async () => {
    image = await echoImage();
  });
  beforeEach(() => {
    bench = new ServingBench();
    states = [];
  });
  afterEach(async () => {
    await variant.close();
    await bench.remove();
  });

  function open({
    idle,
    start = '0',
    window,
  }: { readonly idle?: number; readonly start?: string; readonly window?: number } = {}): void {
    variant = new ServerlessVariant(bench.world, {
      concurrency: 2,
      idle,
      changed: (state) => states.push(state),
      start: async (signal): Promise<Warm | undefined> => {
        const live = await bench.start({
          image,
          environment: { START: start },
          serverless: { memory: 1024, concurrency: 2 },
        });
        container = live.containers[0] ?? '';
        const plan = { ...live.plan, startup: window ?? live.plan.startup };
        const ready = await untilReady(
          bench.world,
          { ...live, plan, addresses: live.addresses, ended: live.ended },
          signal,
        );
        if (ready.kind !== 'ready') {
          await live.stop(0);
          return undefined;
        }
        const connections = bench.world.fronts.connect(live.addresses[0] ?? '');
        return {
          send: connections.send,
          stop: async () => {
            connections.close();
            await live.stop();
          },
        };
      },
    });
  }

  async function ask(body: string | Uint8Array): Promise<string> {
    const bytes = Buffer.from(body);
    const answer = await variant.send(
      { path: '/invocations', headers: {}, body: bytes, bytes: bytes.length },
      never,
    );
    return said(answer);
  }

  async function said(answer: RuntimeAnswer): Promise<string> {
    if (answer.kind === 'refused') return `${answer.error.status} ${answer.error.type ?? ''}`;
    if (answer.kind === 'failed') return answer.reason;
    return `${answer.status} ${await text(Readable.from(answer.body))}`;
  }

  it('starts with its first request, in the memory that it may have, and tells how long that took', async () => {
    open();
    assert.equal(variant.state.phase, 'cold');
    assert.equal(await ask('hello'), '200 hello');
    const { phase, coldStarts, setup } = variant.state;
    assert.deepEqual([phase, coldStarts, typeof setup], ['warm', 1, 'number']);
    const { HostConfig, Config } = await connect(testEngine()).getContainer(container).inspect();
    assert.equal(HostConfig.Memory, 1024 ** 3);
    assert.ok(Config.Env.includes('NVIDIA_VISIBLE_DEVICES=void'));
    assert.equal(await ask('again'), '200 again');
    assert.equal(variant.state.coldStarts, 1);
  });

  it('takes so many at once, and no more than 4 MB', async () => {
    open();
    await variant.warmUp();
    const answers = await Promise.all([ask('sleep 1'), ask('sleep 1'), ask('x'), ask('y')]);
    assert.deepEqual(answers.toSorted(), [
      '200 sleep 1',
      '200 sleep 1',
      '429 ThrottlingException',
      '429 ThrottlingException',
    ]);
    assert.equal(variant.state.throttled, 2);
    assert.equal(await ask('z'), '200 z');
    assert.equal(await ask(new Uint8Array(4 * 1024 ** 2)).then((answer) => answer.slice(0, 4)), '200 ');
    assert.equal(await ask(new Uint8Array(4 * 1024 ** 2 + 1)), '413 ');
    assert.equal(variant.state.busy, 0);
  });

  it('goes when nobody asks, and comes again', async () => {
    open({ idle: 0.5 });
    assert.equal(await ask('one'), '200 one');
    while (variant.state.phase !== 'cold') await bench.world.clock.sleep(50, never);
    assert.deepEqual(await leftovers(bench), []);
    assert.equal(await ask('two'), '200 two');
    assert.equal(variant.state.coldStarts, 2);
    assert.deepEqual(
      states.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]),
      ['cold', 'starting', 'warm', 'stopping', 'cold', 'starting', 'warm'],
    );
  });

  it('says that the model is not ready when the container does not start in time', async () => {
    open({ start: '60', window: 1 });
    assert.equal(await ask('x'), '429 ModelNotReadyException');
    assert.deepEqual([variant.state.phase, variant.state.busy], ['cold', 0]);
  });
});
