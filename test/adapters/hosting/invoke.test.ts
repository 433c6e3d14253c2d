import assert from 'node:assert/strict';
import { PutObjectCommand, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeInvokers, makeObjectStore } from '../../../src/adapters/aws/aws';
import { awaitAnswer } from '../../../src/app/invoke/awaitAnswer';
import { invokeRows } from '../../../src/app/invoke/invokeRows';
import type { Invoker } from '../../../src/core/invoke/invoker';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { modelError, startStandInRuntime, type StandInRuntime } from '../../support/hosting/runtime';

const never = new AbortController().signal;
const unset = () => ({ profile: '', region: '' });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = { contentType: 'application/json', body: bytes('[1]') };

describe('An endpoint that is invoked', () => {
  let runtime: StandInRuntime;
  let restore: () => void;
  let invoker: Invoker;
  before(async () => (runtime = await startStandInRuntime()));
  after(async () => {
    await runtime.stop();
    await runtime.checkRequests();
  });
  beforeEach(async () => {
    restore = setAws({
      ...testEmulator().environment,
      AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: runtime.url,
    });
    invoker = await makeInvokers(new Accounts(unset)).open({ profile: undefined, region: undefined });
  });
  afterEach(() => {
    invoker.close();
    restore();
  });

  it('tells its answer, who gave it, and all headers', async () => {
    runtime.answer(({ headers, body }) => ({
      headers: {
        'content-type': 'application/json',
        'x-amzn-invoked-production-variant': headers['x-amzn-sagemaker-target-variant'] ?? 'blue',
        'x-amzn-sagemaker-custom-attributes': 'trace=7',
      },
      body: `{"got":${body.toString()}}`,
    }));
    const request = {
      ...json,
      accept: 'application/json',
      targetVariant: 'green',
      targetModel: 'team/iris.tar.gz',
      customAttributes: 'trace=7',
      inferenceId: 'one',
    };
    const answer = await invoker.invoke('iris', request, never);
    assert.ok(answer.kind === 'answered');
    const { body, milliseconds, headers, ...rest } = answer;
    assert.deepEqual(rest, {
      kind: 'answered',
      status: 200,
      variant: 'green',
      contentType: 'application/json',
    });
    assert.equal(new TextDecoder().decode(body), '{"got":[1]}');
    assert.equal(headers['x-amzn-sagemaker-custom-attributes'], 'trace=7');
    assert.ok(milliseconds > 0);
    const sent = runtime.requests.at(-1);
    assert.deepEqual(
      ['target-variant', 'target-model', 'custom-attributes', 'inference-id'].map(
        (name) => sent?.headers[`x-amzn-sagemaker-${name}`],
      ),
      ['green', 'team/iris.tar.gz', 'trace=7', 'one'],
    );
  });

  it('tells what its container said when that fails, once and with its status', async () => {
    runtime.answer(() => modelError(500, 'ValueError: five columns'));
    const before = runtime.requests.length;
    const answer = await invoker.invoke('iris', json, never);
    assert.ok(answer.kind === 'model-failed');
    assert.deepEqual([answer.status, answer.message], [500, 'ValueError: five columns']);
    assert.equal(runtime.requests.length, before + 1);
  });

  it('is a problem in words when AWS refuses the request', async () => {
    runtime.answer(() => ({
      status: 400,
      headers: { 'x-amzn-errortype': 'ValidationError', 'content-type': 'application/json' },
      body: JSON.stringify({ Message: 'Endpoint nothing of account 123456789012 not found.' }),
    }));
    await assert.rejects(
      invoker.invoke('nothing', json, never),
      (error) => error instanceof Problem && /Endpoint nothing of account/.test(error.message),
    );
    runtime.answer(() => ({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException', 'content-type': 'application/json' },
      body: '{"Message":"no"}',
    }));
    await assert.rejects(
      invoker.invoke('iris', json, never),
      (error) => error instanceof Problem && /sagemaker:InvokeEndpoint on iris/.test(error.message),
    );
  });

  it('is asked row by row, and rows that fail stand beside the others in their order', async () => {
    runtime.answer(({ body }) => {
      const [left = '', right = ''] = body.toString().trim().split(',');
      return left === 'x' ? modelError(400, 'no number') : { body: String(Number(left) + Number(right)) };
    });
    const records = ['1,2', 'x,y', '3,4', '5,6', '7,8', '9,10'];
    const told: number[] = [];
    const results = await invokeRows(
      invoker,
      { endpoint: 'iris', records, request: { contentType: 'text/csv' } },
      (done) => void told.push(done),
      never,
    );
    assert.deepEqual(
      results.map(({ row, sent, status, answer }) => [row, sent, status, answer]),
      [
        [1, '1,2', 200, '3'],
        [2, 'x,y', 400, 'no number'],
        [3, '3,4', 200, '7'],
        [4, '5,6', 200, '11'],
        [5, '7,8', 200, '15'],
        [6, '9,10', 200, '19'],
      ],
    );
    assert.deepEqual(told, [1, 2, 3, 4, 5, 6]);
  });

  it('that is asynchronous takes an object or a small body, and leaves its answer in S3', async () => {
    runtime.answer(() => ({
      status: 202,
      headers: {
        'x-amzn-sagemaker-outputlocation': 's3://answers/one.out',
        'x-amzn-sagemaker-failurelocation': 's3://answers/one.err',
        'content-type': 'application/json',
      },
      body: '{"InferenceId":"one"}',
    }));
    const queued = await invoker.enqueue(
      'iris',
      { contentType: 'text/csv', input: { kind: 'object', uri: 's3://in/rows.csv' } },
      never,
    );
    assert.deepEqual(queued, {
      inferenceId: 'one',
      output: 's3://answers/one.out',
      failure: 's3://answers/one.err',
    });
    await invoker.enqueue(
      'iris',
      { contentType: 'text/csv', input: { kind: 'inline', body: bytes('1,2') } },
      never,
    );
    assert.equal(runtime.requests.at(-1)?.body.toString(), '1,2');
  });
});

describe('An answer that comes later', () => {
  const queued = {
    inferenceId: 'one',
    output: 's3://answers/one.out',
    failure: 's3://answers/one.err',
  };
  const s3 = () => new S3Client({ endpoint: testEmulator().url, forcePathStyle: true });
  let restore: () => void;
  beforeEach(() => (restore = setAws(testEmulator().environment)));
  afterEach(async () => {
    restore();
    await testEmulator().reset();
  });
  /** The object is put while somebody waits for the third time. */
  const waitFor = async (key: string, text: string) => {
    const client = s3();
    await client.send(new CreateBucketCommand({ Bucket: 'answers' }));
    const slept: number[] = [];
    const clock = {
      now: () => 0,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        if (slept.length === 3)
          await client.send(new PutObjectCommand({ Bucket: 'answers', Key: key, Body: text }));
      },
    };
    const objects = await makeObjectStore(new Accounts(unset)).open(undefined);
    try {
      return { answer: await awaitAnswer({ objects, clock }, queued, never), slept };
    } finally {
      objects.close();
      client.destroy();
    }
  };

  it('is waited for with growing pauses, and read when it is there', async () => {
    const { answer, slept } = await waitFor('one.out', 'setosa');
    assert.ok(answer.kind === 'answered');
    assert.equal(new TextDecoder().decode(answer.body), 'setosa');
    assert.deepEqual(slept, [1000, 1500, 2250]);
  });

  it('is the reason when there is none', async () => {
    const { answer } = await waitFor('one.err', 'The container failed.');
    assert.deepEqual(answer, {
      kind: 'model-failed',
      message: 'The container failed.',
      place: 's3://answers/one.err',
    });
  });
});
