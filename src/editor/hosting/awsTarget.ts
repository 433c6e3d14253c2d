import * as l10n from '@vscode/l10n';
import { awaitAnswer } from '../../app/invoke/awaitAnswer';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import { contentTypeOf } from '../../core/invoke/contentType';
import type { Answer, Invoker, QueueRequest } from '../../core/invoke/invoker';
import type { EndpointMode } from '../../core/invoke/payloadLimit';
import type { InvokeTarget } from '../../core/invoke/target';
import type { Services } from '../services';

interface Hosted {
  readonly region: string;
  readonly details: EndpointDetails;
  readonly showLogs: () => Promise<void>;
}

/** An endpoint of SageMaker, to be asked. */
export function awsTarget(services: Services, { region, details, showLogs }: Hosted): InvokeTarget {
  const { name, arn, variants, isAsync } = details.endpoint;
  const isServerless = variants.some(({ serverless }) => serverless !== undefined);
  const mode: EndpointMode = isAsync ? 'async' : isServerless ? 'serverless' : 'real time';
  const withInvoker = async <T>(work: (invoker: Invoker) => Promise<T>): Promise<T> => {
    const { invokers } = await services.world();
    const invoker = await invokers.open({ profile: undefined, region });
    try {
      return await work(invoker);
    } finally {
      invoker.close();
    }
  };
  return {
    name,
    place: region,
    key: arn,
    mode,
    variants: variants.map((variant) => variant.name),
    withInvoker,
    showLogs,
    ...(isAsync
      ? {
          queue: async (request, report, signal) => {
            const ask = { services, name, request, report };
            return withInvoker(async (invoker) => queue(invoker, ask, signal));
          },
        }
      : {}),
  };
}

interface Queueing {
  readonly services: Services;
  readonly name: string;
  readonly request: QueueRequest;
  readonly report: (text: string) => void;
}

/** The time is that of the whole way: into the queue, through the container, and into S3. */
async function queue(
  invoker: Invoker,
  { services, name, request, report }: Queueing,
  signal: AbortSignal,
): Promise<Answer> {
  const { objects: store, clock } = await services.world();
  const started = performance.now();
  const queued = await invoker.enqueue(name, request, signal);
  report(l10n.t('Waiting for the answer of {0} in {1}', name, queued.output ?? 'S3'));
  const objects = await store.open(undefined);
  try {
    const answer = await awaitAnswer({ objects, clock }, queued, signal);
    const headers = { 'output-location': answer.place };
    const common = { variant: undefined, headers, milliseconds: performance.now() - started };
    if (answer.kind === 'model-failed')
      return { kind: 'model-failed', status: undefined, message: answer.message, ...common };
    const contentType = request.accept ?? contentTypeOf(answer.place);
    return { kind: 'answered', status: 200, contentType, body: answer.body, ...common };
  } finally {
    objects.close();
  }
}
