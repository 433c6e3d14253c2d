// SageMaker's runtime, as far as clients see it: what is sent to an endpoint is answered by a function of the test.
// Every request is held against AWS's own service model.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { againstModels, type Call } from '../aws/serviceModel';

export interface RuntimeRequest {
  readonly endpoint: string;
  readonly isAsync: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface RuntimeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

export interface StandInRuntime {
  readonly url: string;
  readonly requests: readonly RuntimeRequest[];
  answer(by: (request: RuntimeRequest) => RuntimeAnswer): void;
  /** Fails when one of all requests is not as AWS's models have it. */
  checkRequests(): Promise<void>;
  stop(): Promise<void>;
}

const inHeaders: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  accept: 'Accept',
  'x-amzn-sagemaker-custom-attributes': 'CustomAttributes',
  'x-amzn-sagemaker-target-variant': 'TargetVariant',
  'x-amzn-sagemaker-target-model': 'TargetModel',
  'x-amzn-sagemaker-inference-id': 'InferenceId',
  'x-amzn-sagemaker-content-type': 'ContentType',
  'x-amzn-sagemaker-accept': 'Accept',
  'x-amzn-sagemaker-inputlocation': 'InputLocation',
};

/** What the container answers when it fails, as the runtime passes it on. */
export const modelError = (status: number, message: string): RuntimeAnswer => ({
  status: 424,
  headers: { 'x-amzn-errortype': 'ModelError', 'content-type': 'application/json' },
  body: JSON.stringify({
    Message: `Received server error (${status}) from primary with message "${message}".`,
    OriginalStatusCode: status,
    OriginalMessage: message,
    LogStreamArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/iris',
  }),
});

export async function startStandInRuntime(): Promise<StandInRuntime> {
  const requests: RuntimeRequest[] = [];
  let by: (request: RuntimeRequest) => RuntimeAnswer = () => ({ body: 'ok' });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const read = await readRequest(request);
    requests.push(read);
    const { status = 200, headers = {}, body = '' } = by(read);
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    requests,
    answer: (next) => (by = next),
    checkRequests: async () => {
      const [said = []] = await againstModels([requests.map(callOf)]);
      assert.deepEqual(said, []);
    },
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function readRequest(request: IncomingMessage): Promise<RuntimeRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const [, endpoint = '', kind] = /^\/endpoints\/([^/]+)\/([\w-]+)$/.exec(request.url ?? '') ?? [];
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { endpoint, isAsync: kind === 'async-invocations', headers, body: Buffer.concat(parts) };
}

/** As its model has it: the body as text, as long as it was. */
function callOf({ endpoint, isAsync, headers, body }: RuntimeRequest): Call {
  const words = Object.entries(headers).flatMap(([name, value]) => {
    const member = inHeaders[name];
    // Of a queued request, the plain header is that of the call itself.
    if (
      member === undefined ||
      (isAsync && name === 'content-type' && 'x-amzn-sagemaker-content-type' in headers)
    )
      return [];
    return [[member, value]];
  });
  return [
    'sagemaker-runtime',
    isAsync ? 'InvokeEndpointAsync' : 'InvokeEndpoint',
    {
      EndpointName: endpoint,
      ...Object.fromEntries(words),
      ...(isAsync && body.length === 0 ? {} : { Body: body.toString('latin1') }),
    },
  ];
}
