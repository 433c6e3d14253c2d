import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import type { ServePlan } from '../../../core/serve/servePlan';

/** What a local endpoint has beyond variants that are always there and answer at once. */
export interface EndpointKinds {
  readonly runsFolder: string;
  /** By variant. */
  readonly serverless: ReadonlyMap<
    string,
    { readonly concurrency: number; readonly idle: number | undefined }
  >;
  /** It is asynchronous: requests wait, and so many are sent at once. */
  readonly queue: { readonly limit: number } | undefined;
  /** Names for requests that have none, unlike those of all others. */
  readonly newId: () => string;
}

/** SageMaker finds out by itself what suits the instance; one by one is what every server can do. */
const usualLimit = 1;

export function endpointKinds(
  { async }: EndpointFile,
  { variants, isAsync }: ServePlan,
  {
    runsFolder,
    id,
    idle,
  }: { readonly runsFolder: string; readonly id: string; readonly idle: number | undefined },
): EndpointKinds {
  let requests = 0;
  return {
    runsFolder,
    serverless: new Map(
      variants.flatMap(({ name, serverless }) =>
        serverless ? [[name, { concurrency: serverless.concurrency, idle }] as const] : [],
      ),
    ),
    queue: isAsync ? { limit: async?.maxConcurrent ?? usualLimit } : undefined,
    newId: () => {
      requests += 1;
      return `${id}-${requests}-${Math.random().toString(36).slice(2, 10)}`;
    },
  };
}
