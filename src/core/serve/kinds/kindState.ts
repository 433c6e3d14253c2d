import type { AsyncQueue, Waiting } from './asyncQueue';
import type { PooledModel } from './modelPool';
import type { ServerlessState } from './serverlessState';

/** What there is to show of a variant that is more than one model in one container. */
export type KindState =
  | { readonly kind: 'multi-model'; readonly models: readonly PooledModel[] }
  | {
      readonly kind: 'several';
      readonly invocation: 'Serial' | 'Direct';
      /** By the names under which requests and errors know them. */
      readonly containers: readonly string[];
    }
  | ({ readonly kind: 'serverless' } & ServerlessState);

/** The queue of an asynchronous endpoint, in numbers. */
export interface QueueState {
  /** The folder of answers and failures. */
  readonly output: string;
  /** Requests at once. */
  readonly limit: number;
  readonly waiting: number;
  readonly running: number;
  readonly answered: number;
  readonly failed: number;
  readonly expired: number;
}

export const queueState = (
  { waiting, running, answered, failed, expired }: AsyncQueue<Waiting>,
  place: Pick<QueueState, 'output' | 'limit'>,
): QueueState => ({
  ...place,
  waiting: waiting.length,
  running: running.length,
  answered,
  failed,
  expired,
});
