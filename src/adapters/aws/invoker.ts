// SageMaker's runtime behind core's port.
import {
  InvokeEndpointAsyncCommand,
  InvokeEndpointCommand,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import type { Answer, Headers, Invoker, InvokeOptions, InvokeRequest } from '../../core/invoke/invoker';
import { field } from '../field';
import { asked, own, reach, type RegionalAccount } from './clients';
import type { Explain } from './problems';

/** Milliseconds. A container has 60 seconds, and AWS advises clients to wait for 70. */
const patience = { connectionTimeout: 10_000, socketTimeout: 70_000, requestTimeout: 90_000 };

export function makeInvoker(account: RegionalAccount, explain: Explain): Invoker {
  const client = new SageMakerRuntimeClient({
    ...reach(account, 'sagemaker_runtime'),
    requestHandler: patience,
    // A request that is sent twice is counted twice, and its time is that of both.
    maxAttempts: 1,
  });
  return {
    invoke: async (endpoint, request, signal) =>
      asked(explain, 'sagemaker:InvokeEndpoint', endpoint, async () =>
        invoke(client, endpoint, request, signal),
      ),
    enqueue: async (endpoint, { input, ...options }, signal) =>
      asked(explain, 'sagemaker:InvokeEndpointAsync', endpoint, async () => {
        const queued = await client.send(
          new InvokeEndpointAsyncCommand({
            EndpointName: endpoint,
            ...wordsOf(options),
            ...(input.kind === 'inline' ? { Body: input.body } : { InputLocation: input.uri }),
          }),
          { abortSignal: own(signal) },
        );
        return {
          inferenceId: queued.InferenceId,
          output: queued.OutputLocation,
          failure: queued.FailureLocation,
        };
      }),
    close: () => client.destroy(),
  };
}

async function invoke(
  client: SageMakerRuntimeClient,
  endpoint: string,
  request: InvokeRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const command = new InvokeEndpointCommand({
    EndpointName: endpoint,
    Body: request.body,
    ...wordsOf(request),
    ...(request.targetVariant === undefined ? {} : { TargetVariant: request.targetVariant }),
    ...(request.targetModel === undefined ? {} : { TargetModel: request.targetModel }),
  });
  let headers: Headers = {};
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      headers = headersOf(result.response);
      return result;
    },
    // Below what reads the answer, so that an error has its headers too.
    { step: 'deserialize', priority: 'low' },
  );
  const started = performance.now();
  const milliseconds = (): number => performance.now() - started;
  try {
    const answer = await client.send(command, { abortSignal: own(signal) });
    return {
      kind: 'answered',
      status: answer.$metadata.httpStatusCode ?? 200,
      variant: answer.InvokedProductionVariant,
      contentType: answer.ContentType ?? '',
      headers,
      body: answer.Body ?? new Uint8Array(),
      milliseconds: milliseconds(),
    };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ModelError') throw error;
    const status = field(error, 'OriginalStatusCode');
    const said = field(error, 'OriginalMessage');
    return {
      kind: 'model-failed',
      status: typeof status === 'number' ? status : undefined,
      message: typeof said === 'string' && said !== '' ? said : error.message,
      variant: headers['x-amzn-invoked-production-variant'],
      headers,
      milliseconds: milliseconds(),
    };
  }
}

const wordsOf = ({ contentType, accept, inferenceId, customAttributes }: InvokeOptions) => ({
  ContentType: contentType,
  ...(accept === undefined ? {} : { Accept: accept }),
  ...(inferenceId === undefined ? {} : { InferenceId: inferenceId }),
  ...(customAttributes === undefined ? {} : { CustomAttributes: customAttributes }),
});

function headersOf(response: unknown): Headers {
  const headers = field(response, 'headers');
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}
