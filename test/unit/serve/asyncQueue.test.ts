import assert from 'node:assert/strict';
import * as check from 'fast-check';
import {
  emptyQueue,
  enqueue,
  finishEntry,
  nextExpiry,
  takeNext,
  type AsyncQueue,
  type Waiting,
} from '../../../src/core/serve/kinds/asyncQueue';
import { readAsyncRequest } from '../../../src/core/serve/kinds/asyncRequest';

type Queue = AsyncQueue<Waiting>;
const empty: Queue = emptyQueue;

describe('The queue of an asynchronous endpoint', () => {
  it('begins in turn, so many at once, and lets none go that waited too long', () => {
    const entries = [0, 1, 2, 3].map((at) => ({ id: String(at), at: at * 1000, ttl: at === 2 ? 60 : 600 }));
    const queue = entries.reduce<Queue>(enqueue, empty);
    const first = takeNext(queue, 4000, 2);
    assert.deepEqual([first.begun.map(({ id }) => id), first.expired], [['0', '1'], []]);
    assert.equal(nextExpiry(first.queue, 4000), 58_000);
    const begun = first.begun[0];
    assert.ok(begun);
    const later = takeNext(finishEntry(first.queue, begun, 'answered'), 62_000, 2);
    assert.deepEqual(
      [
        later.begun.map(({ id }) => id),
        later.expired.map(({ id }) => id),
        later.queue.answered,
        later.queue.expired,
      ],
      [['3'], ['2'], 1, 1],
    );
    assert.equal(nextExpiry(later.queue, 62_000), undefined);
  });

  it('loses nobody and never runs more than it may', () => {
    const step = check.oneof(
      check.record({ kind: check.constant('come' as const), ttl: check.integer({ min: 1, max: 30 }) }),
      check.record({ kind: check.constant('take' as const), seconds: check.nat({ max: 20 }) }),
      check.record({
        kind: check.constant('finish' as const),
        end: check.constantFrom('answered' as const, 'failed' as const),
      }),
    );
    check.assert(
      check.property(
        check.array(step, { maxLength: 80 }),
        check.integer({ min: 1, max: 4 }),
        (steps, limit) => {
          let queue = empty;
          let now = 0;
          let came = 0;
          const order: string[] = [];
          for (const each of steps) {
            if (each.kind === 'come') {
              came += 1;
              queue = enqueue(queue, { id: String(came), at: now, ttl: each.ttl });
            } else if (each.kind === 'take') {
              now += each.seconds * 1000;
              const taken = takeNext(queue, now, limit);
              queue = taken.queue;
              order.push(...taken.begun.map(({ id }) => id));
              assert.ok(taken.begun.every(({ at, ttl }) => now - at < ttl * 1000));
            } else if (queue.running[0]) queue = finishEntry(queue, queue.running[0], each.end);
            assert.ok(queue.running.length <= limit);
            const { waiting, running, answered, failed, expired } = queue;
            assert.equal(waiting.length + running.length + answered + failed + expired, came);
          }
          assert.deepEqual(
            order.map(Number),
            order.map(Number).toSorted((a, b) => a - b),
          );
        },
      ),
    );
  });
});

describe('A request to an asynchronous endpoint', () => {
  const own = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [`x-amzn-sagemaker-${name}`, value]));

  it('is read as SDKs send it', () => {
    assert.deepEqual(
      readAsyncRequest(
        {
          'content-type': 'binary/octet-stream',
          authorization: 'AWS4…',
          ...own({
            inputlocation: 's3://bucket/in.csv',
            'content-type': 'text/csv',
            accept: 'application/json',
            'custom-attributes': 'a=1',
            requestttlseconds: '60',
            invocationtimeoutseconds: '3600',
          }),
        },
        0,
        'id-1',
      ),
      {
        request: {
          id: 'id-1',
          input: 's3://bucket/in.csv',
          headers: {
            'content-type': 'text/csv',
            accept: 'application/json',
            'x-amzn-sagemaker-custom-attributes': 'a=1',
            'x-amzn-sagemaker-inference-id': 'id-1',
          },
          ttl: 60,
          timeout: 3600,
          output: 'id-1.out',
          failure: 'id-1-error.out',
        },
      },
    );
  });

  it('has the names that it wishes, and the usual times', () => {
    const read = readAsyncRequest(
      own({ 'inference-id': 'mine', filename: 'answer.json', s3outputpathextension: '/day/1/' }),
      3,
      'id-1',
    );
    assert.ok('request' in read);
    const { headers: _, ...rest } = read.request;
    assert.deepEqual(rest, {
      id: 'mine',
      input: undefined,
      ttl: 21_600,
      timeout: 900,
      output: 'day/1/answer.json',
      failure: 'day/1/answer.json-error.out',
    });
  });

  it('is refused where AWS would refuse it, and where a name leads out', () => {
    const table: ReadonlyArray<readonly [Readonly<Record<string, string>>, number, RegExp]> = [
      [{}, 0, /Neither Body nor InputLocation/],
      [{ inputlocation: 's3://b/k' }, 1, /mutually exclusive/],
      [{}, 128_001, /'body'.*128000/],
      [{ requestttlseconds: '59' }, 1, /'requestTTLSeconds'.*between 60 and 21600/],
      [{ invocationtimeoutseconds: '3601' }, 1, /'invocationTimeoutSeconds'/],
      [{ filename: '../x' }, 1, /'filename'/],
      [{ s3outputpathextension: 'a/../../b' }, 1, /'s3OutputPathExtension'/],
    ];
    for (const [headers, bytes, said] of table) {
      const read = readAsyncRequest(own(headers), bytes, 'id');
      assert.ok('error' in read);
      assert.equal(read.error.type, 'ValidationError');
      assert.match(read.error.message, said);
    }
    assert.ok('request' in readAsyncRequest({}, 128_000, 'id'));
  });
});
