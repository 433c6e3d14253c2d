import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AsyncRunner, type AsyncState } from '../../../src/app/serve/kinds/asyncRunner';
import { makeAsyncStore } from '../../../src/app/serve/kinds/asyncStore';
import type { LiveVariant } from '../../../src/app/serve/liveVariant';
import { untilReady } from '../../../src/app/serve/untilReady';
import type { Connections, Front } from '../../../src/core/serve/ports';
import { emulatorPython } from '../../support/emulator/emulator';
import { run } from '../../support/processes';
import { echoImage } from '../../support/serve/kindImages';
import { ServingBench } from '../../support/serve/servingBench';

const never = new AbortController().signal;

describe('An asynchronous endpoint on a real engine', () => {
  let bench: ServingBench;
  let live: LiveVariant;
  let connections: Connections;
  let front: Front;
  let runner: AsyncRunner;
  let state: AsyncState;
  let ids = 0;
  before(async () => {
    bench = new ServingBench();
    live = await bench.start({ image: await echoImage() });
    assert.equal((await untilReady(bench.world, live, never)).kind, 'ready');
    connections = bench.world.fronts.connect(live.addresses[0] ?? '');
    runner = new AsyncRunner(bench.world, {
      place: { endpoint: 'test', variant: 'main' },
      send: connections.send,
      store: makeAsyncStore(bench.world, {
        output: join(bench.folder, 'answers'),
        base: bench.folder,
        profile: undefined,
      }),
      limit: 2,
      newId: () => `id-${(ids += 1)}`,
      changed: (next) => {
        state = next;
      },
    });
    front = await bench.world.fronts.open({
      endpoint: 'test',
      port: undefined,
      routes: { variants: [] },
      later: runner.accept,
      report: () => undefined,
    });
  });
  after(async () => {
    runner.close();
    connections.close();
    await front.close();
    await bench.remove();
  });

  async function ask(headers: Readonly<Record<string, string>>, body?: string): Promise<Response> {
    const own = Object.entries(headers).map(([name, value]) => [`x-amzn-sagemaker-${name}`, value]);
    return fetch(`${front.url}/endpoints/test/async-invocations`, {
      method: 'POST',
      headers: Object.fromEntries(own),
      ...(body === undefined ? {} : { body }),
    });
  }

  const fileOf = (answer: Response, name: 'output' | 'failure'): string =>
    fileURLToPath(answer.headers.get(`x-amzn-sagemaker-${name}location`) ?? '');

  async function until(path: string): Promise<string> {
    while (!existsSync(path)) await bench.world.clock.sleep(50, never);
    return readFileSync(path, 'utf8');
  }

  it('answers at once where the answer will be, and writes it there', async () => {
    const answer = await ask({ 'inference-id': 'mine', accept: 'text/csv' }, 'inline');
    assert.deepEqual([answer.status, await answer.json()], [202, { InferenceId: 'mine' }]);
    assert.equal(await until(fileOf(answer, 'output')), 'inline');
    const file = bench.write('payloads/large.bin', 'x'.repeat(3_000_000));
    const large = await ask({ inputlocation: `file://${file}`, filename: 'large.out' });
    assert.equal((await until(fileOf(large, 'output'))).length, 3_000_000);
    assert.equal(fileOf(large, 'output'), join(bench.folder, 'answers/large.out'));
    while (state.answered < 2) await bench.world.clock.sleep(20, never);
    assert.equal(state.running.length, 0);
  });

  it('writes a failure in the place of an answer, with what the model said', async () => {
    const failed = await ask({}, 'status 500');
    const said: { readonly OriginalStatusCode: number; readonly OriginalMessage: string } = JSON.parse(
      await until(fileOf(failed, 'failure')),
    );
    assert.deepEqual([said.OriginalStatusCode, said.OriginalMessage], [500, 'as you wish']);
    assert.equal(existsSync(fileOf(failed, 'output')), false);
    const missing = await ask({ inputlocation: 'file:///nowhere/at/all' });
    assert.match(await until(fileOf(missing, 'failure')), /no payload at \/nowhere\/at\/all/);
    const late = await ask({ invocationtimeoutseconds: '1' }, 'sleep 5');
    assert.match(await until(fileOf(late, 'failure')), /timed out/);
  });

  it('runs so many at once, and the others after them', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => ask({ filename: `turn-${index}` }, 'sleep 0.3')),
    );
    assert.deepEqual([state.running.length, state.waiting.length], [2, 4]);
    await Promise.all(all.map(async (answer) => until(fileOf(answer, 'output'))));
    assert.deepEqual([state.running.length, state.waiting.length], [0, 0]);
    assert.deepEqual(
      readdirSync(join(bench.folder, 'answers')).filter((name) => name.endsWith('.part')),
      [],
    );
  });

  it('refuses what AWS refuses', async () => {
    const wrong = [await ask({}), await ask({ requesttlseconds: '60', requestttlseconds: '5' }, 'x')];
    assert.deepEqual(
      wrong.map(({ status, headers }) => [status, headers.get('x-amzn-errortype')]),
      [
        [400, 'ValidationError'],
        [400, 'ValidationError'],
      ],
    );
  });

  it('works with boto3 as it is', async () => {
    const file = bench.write('payloads/row.csv', '1,2,3');
    const program = `
import boto3, json
client = boto3.client('sagemaker-runtime', endpoint_url='${front.url}', region_name='eu-west-1', aws_access_key_id='x', aws_secret_access_key='x')
one = client.invoke_endpoint_async(EndpointName='test', InputLocation='file://${file}', ContentType='text/csv', Accept='text/csv', InferenceId='from-boto3', InvocationTimeoutSeconds=30)
two = client.invoke_endpoint_async(EndpointName='test', Body=b'inline', ContentType='text/csv')
print(json.dumps([{key: answer[key] for key in ('OutputLocation', 'FailureLocation', 'InferenceId')} for answer in (one, two)] + [one['ResponseMetadata']['HTTPStatusCode']]))
try: client.invoke_endpoint(EndpointName='test', Body=b'x')
except Exception as error: print(error)
`;
    const [told = '', refused = ''] = (await run(await emulatorPython(), ['-c', program])).trim().split('\n');
    const [one, two, status]: readonly [Told, Told, number] = JSON.parse(told);
    assert.deepEqual([status, one.InferenceId], [202, 'from-boto3']);
    assert.equal(await until(fileURLToPath(one.OutputLocation)), '1,2,3');
    assert.equal(await until(fileURLToPath(two.OutputLocation)), 'inline');
    assert.match(two.FailureLocation, /^file:\/\/.*-error\.out$/);
    assert.match(refused, /ValidationError.*asynchronous/);
  });
});

interface Told {
  readonly OutputLocation: string;
  readonly FailureLocation: string;
  readonly InferenceId: string;
}
