import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { directSend, serialSend, type Stage } from '../../../src/app/serve/kinds/pipeline';
import type { LiveVariant } from '../../../src/app/serve/liveVariant';
import { untilReady } from '../../../src/app/serve/untilReady';
import type { RuntimeAnswer, Send } from '../../../src/core/serve/ports';
import { stageImage } from '../../support/serve/kindImages';
import { ServingBench } from '../../support/serve/servingBench';
import { severalContainers, toldBy } from '../../support/serve/kindVariants';

const never = new AbortController().signal;
const place = { endpoint: 'test', variant: 'main' };

describe('Several containers on a real engine', () => {
  let bench: ServingBench;
  let live: LiveVariant;
  let stages: readonly Stage[];
  before(async () => {
    bench = new ServingBench();
    live = await bench.start({ ...severalContainers(await stageImage(), ['clean', 'scale', 'predict']) });
    const ready = await untilReady(bench.world, live, never);
    assert.equal(ready.kind, 'ready', JSON.stringify(ready));
    stages = live.addresses.map((address, index) => ({
      name: live.plan.containers[index]?.host ?? '',
      send: bench.world.fronts.connect(address).send,
    }));
  });
  after(async () => bench.remove());

  async function ask(
    send: Send,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RuntimeAnswer> {
    const bytes = Buffer.from(body);
    return send({ path: '/invocations', headers, body: bytes, bytes: bytes.length }, never);
  }

  it('go one after the other, and carry on the content type', async () => {
    const answer = await ask(serialSend(stages, place), 'x', {
      'content-type': 'text/csv',
      accept: 'text/plain',
    });
    assert.equal(
      answer.kind === 'answered' && (await text(Readable.from(answer.body))),
      'x > clean > scale > predict',
    );
    assert.equal(answer.kind === 'answered' && answer.headers['content-type'], 'application/predict');
    const lines = await toldBy(live, 6);
    assert.deepEqual(
      lines.flatMap((line) => ('stage' in line ? [line] : [])),
      [
        { stage: 'clean', type: 'text/csv', accept: null },
        { stage: 'scale', type: 'application/clean', accept: null },
        { stage: 'predict', type: 'application/scale', accept: 'text/plain' },
      ],
    );
    assert.deepEqual(
      new Set(lines.flatMap((line) => ('port' in line ? [line['port']] : []))),
      new Set(['8080', '8081', '8082']),
    );
  });

  it('end with the first that fails, which is named', async () => {
    const answer = await ask(serialSend(stages, place), 'fail-scale');
    assert.ok(answer.kind === 'refused');
    assert.match(answer.error.message, /^Received client error \(418\) from scale with message "I am scale"/);
    assert.deepEqual(answer.error.original, { status: 418, message: 'I am scale' });
  });

  it('answer each for itself when a request names one', async () => {
    const send = directSend(stages, place);
    const named = (name: string): Readonly<Record<string, string>> => ({
      'x-amzn-sagemaker-target-container-hostname': name,
    });
    const answer = await ask(send, 'x', named('scale'));
    assert.equal(answer.kind === 'answered' && (await text(Readable.from(answer.body))), 'x > scale');
    const wrong = [await ask(send, 'x', named('nobody')), await ask(send, 'x')];
    assert.deepEqual(
      wrong.map((each) => each.kind === 'refused' && each.error.type),
      ['ValidationError', 'ValidationError'],
    );
    const failed = await ask(send, 'fail-clean', named('clean'));
    assert.match(
      failed.kind === 'refused' ? failed.error.message : '',
      /from clean with message "I am clean"/,
    );
  });
});
