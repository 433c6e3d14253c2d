import assert from 'node:assert/strict';
import { Agent, type RequestListener, request } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  InvokeEndpointCommand,
  InvokeEndpointWithResponseStreamCommand,
  ModelError,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import type { FrontVariant } from '../../../src/core/serve/ports';
import { emulatorPython } from '../../support/emulator/emulator';
import { run } from '../../support/processes';
import { FrontBench } from '../../support/serve/frontBench';

const say =
  (text: string): RequestListener =>
  (message, response) => {
    message.resume().on('end', () => response.setHeader('content-type', 'text/plain').end(text));
  };

/** Three pieces, and then the end: a good one, or none. */
const pieces =
  (breaks: boolean): RequestListener =>
  (message, response) => {
    message.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const write = (left: number): void => {
        if (left > 0) response.write(`piece ${left};`, () => setTimeout(() => write(left - 1), 20));
        else if (breaks) response.destroy();
        else response.end();
      };
      write(3);
    });
  };

describe('The front of local endpoints', () => {
  let bench: FrontBench;
  beforeEach(() => (bench = new FrontBench()));
  afterEach(async () => bench.close());

  const clientOf = (endpoint: string): SageMakerRuntimeClient =>
    new SageMakerRuntimeClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });

  it('shares ten thousand requests by weights, within what chance allows', async function () {
    this.timeout(300_000);
    const weights = { a: 7, b: 2, c: 1 } as const;
    // No container stands behind: here it is the front that counts.
    const send: FrontVariant['send'] = async () =>
      Promise.resolve({
        kind: 'answered',
        status: 200,
        headers: {},
        body: Readable.from([Buffer.from('x')]),
      });
    const variants = Object.entries(weights).map(([name, weight]) => ({ name, weight, isUp: true, send }));
    const { port } = await bench.open(variants);
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const counts: Record<string, number> = {};
    const ask = async (): Promise<void> =>
      new Promise((resolve, reject) => {
        request(
          { port, host: '127.0.0.1', path: '/endpoints/test/invocations', method: 'POST', agent },
          (answer) => {
            const name = String(answer.headers['x-amzn-invoked-production-variant']);
            counts[name] = (counts[name] ?? 0) + 1;
            answer.resume().on('end', resolve).on('error', reject);
          },
        )
          .on('error', reject)
          .end('x');
      });
    const total = 10_000;
    let left = total;
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (left-- > 0) await ask();
      }),
    );
    agent.destroy();
    for (const [name, weight] of Object.entries(weights)) {
      const share = weight / 10;
      // 3.29 standard deviations are 99.9 percent.
      const allowed = 3.29 * Math.sqrt(total * share * (1 - share));
      assert.ok(Math.abs((counts[name] ?? 0) - total * share) <= allowed, JSON.stringify(counts));
    }
    assert.equal(bench.events.filter(({ kind }) => kind === 'request').length, total);
  });

  it('answers the JavaScript SDK, errors and streams included', async () => {
    const good = await bench.variant('good', 1, say('hello'));
    const bad = await bench.variant('bad', 0, (message, response) => {
      message.resume();
      response.writeHead(500).end('out of luck');
    });
    const streams = await bench.variant('streams', 0, pieces(false));
    const breaks = await bench.variant('breaks', 0, pieces(true));
    const { url } = await bench.open([good, bad, streams, breaks]);
    const client = clientOf(url);
    const ask = { EndpointName: 'test', Body: 'x', ContentType: 'text/csv' };
    const answer = await client.send(new InvokeEndpointCommand(ask));
    assert.deepEqual(
      [answer.Body.transformToString(), answer.ContentType, answer.InvokedProductionVariant],
      ['hello', 'text/plain', 'good'],
    );
    await assert.rejects(
      client.send(new InvokeEndpointCommand({ ...ask, TargetVariant: 'bad' })),
      (error) => {
        assert.ok(error instanceof ModelError);
        assert.deepEqual([error.OriginalStatusCode, error.OriginalMessage], [500, 'out of luck']);
        return true;
      },
    );
    await assert.rejects(client.send(new InvokeEndpointCommand({ ...ask, EndpointName: 'other' })), {
      name: 'ValidationError',
    });
    const stream = async (TargetVariant: string): Promise<string[]> => {
      const { Body, ContentType } = await client.send(
        new InvokeEndpointWithResponseStreamCommand({ ...ask, TargetVariant }),
      );
      assert.equal(ContentType, 'text/plain');
      const parts: string[] = [];
      for await (const { PayloadPart } of Body ?? [])
        parts.push(new TextDecoder().decode(PayloadPart?.Bytes));
      return parts;
    };
    assert.deepEqual(await stream('streams'), ['piece 3;', 'piece 2;', 'piece 1;']);
    await assert.rejects(stream('breaks'), { name: 'ModelStreamError', ErrorCode: 'StreamBroken' });
    client.destroy();
  });

  it('answers boto3, errors and streams included', async () => {
    const good = await bench.variant('good', 1, say('hello'));
    const bad = await bench.variant('bad', 0, (message, response) => {
      message.resume();
      response.writeHead(422).end('no such column');
    });
    const streams = await bench.variant('streams', 0, pieces(false));
    const { url } = await bench.open([good, bad, streams]);
    const said = await run(await emulatorPython(), ['-c', botoProgram, url]);
    assert.deepEqual(JSON.parse(said), {
      answer: ['hello', 'text/plain', 'good'],
      model: ['ModelError', 422, 'no such column'],
      wrong: ['ValidationError', 'Endpoint other of account 000000000000 not found.'],
      stream: 'piece 3;piece 2;piece 1;',
      large: 413,
    });
  });

  it('asks again when a server closed the connection that it kept', async () => {
    let asked = 0;
    const closes = await bench.variant('main', 1, (message, response) => {
      asked += 1;
      message.resume().on('end', () => {
        response.end('good');
        // As a server does whose patience with an idle connection ends just now.
        if (asked % 2 === 1) setTimeout(() => message.socket.destroy(), 5);
      });
    });
    const { url } = await bench.open([closes]);
    for (let count = 0; count < 20; count += 1) {
      const answer = await fetch(`${url}/endpoints/test/invocations`, { method: 'POST', body: 'x' });
      assert.equal(answer.status, 200);
      await answer.text();
      await new Promise((resolve) => setTimeout(resolve, 4 + (count % 3)));
    }
  });

  it('says 503 when nobody is up, and takes a request of unknown length', async () => {
    const echo = await bench.variant('main', 1, (message, response) => {
      void buffer(message).then((body) => response.end(String(body.length)));
    });
    const front = await bench.open([{ ...echo, isUp: false }]);
    const ask = async (): Promise<readonly [number, string]> =>
      new Promise((resolve, reject) => {
        const call = request(`${front.url}/endpoints/test/invocations`, { method: 'POST' }, (answer) => {
          buffer(answer).then((body) => resolve([answer.statusCode ?? 0, String(body)]), reject);
        });
        call.on('error', reject);
        call.write(Buffer.alloc(300_000));
        call.end(Buffer.alloc(300_000));
      });
    assert.equal((await ask())[0], 503);
    front.route({ variants: [echo] });
    assert.deepEqual(await ask(), [200, '600000']);
  });

  it('refuses a port that is taken', async () => {
    const { port } = await bench.open([]);
    const { openFront } = await import('../../../src/adapters/serve/front');
    const again = openFront({ endpoint: 'x', port, routes: { variants: [] }, report: () => undefined });
    await assert.rejects(again, { kind: 'port-taken' });
  });
});

const botoProgram = `
import boto3, botocore, json, sys
from botocore.config import Config
client = boto3.client('sagemaker-runtime', endpoint_url=sys.argv[1], region_name='us-east-1',
  aws_access_key_id='local', aws_secret_access_key='local', config=Config(retries={'max_attempts': 0}))
ask = dict(EndpointName='test', ContentType='text/csv', Body=b'x')
answer = client.invoke_endpoint(**ask)
said = {'answer': [answer['Body'].read().decode(), answer['ContentType'], answer['InvokedProductionVariant']]}
try: client.invoke_endpoint(TargetVariant='bad', **ask)
except client.exceptions.ModelError as error: said['model'] = [error.response['Error']['Code'], error.response['OriginalStatusCode'], error.response['OriginalMessage']]
try: client.invoke_endpoint(**{**ask, 'EndpointName': 'other'})
except botocore.exceptions.ClientError as error: said['wrong'] = [error.response['Error']['Code'], error.response['Error']['Message']]
try: client.invoke_endpoint(**{**ask, 'Body': bytes(26 * 1024 * 1024)})
except botocore.exceptions.ClientError as error: said['large'] = error.response['ResponseMetadata']['HTTPStatusCode']
stream = client.invoke_endpoint_with_response_stream(TargetVariant='streams', **ask)
said['stream'] = ''.join(event['PayloadPart']['Bytes'].decode() for event in stream['Body'])
print(json.dumps(said))
`;
