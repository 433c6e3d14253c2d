import type { AwsPlace } from '../ecr/ports';

/** Who asks endpoints of SageMaker, one for each account and region. */
export interface Invokers {
  /** Nothing is asked yet. A Problem when no region is known. */
  open(place: AwsPlace): Promise<Invoker>;
  /** Of an endpoint on this machine, by its address: nobody's keys are sent. */
  local(url: string): Promise<Invoker>;
}

/**
 * Who speaks the runtime's API: to SageMaker, or to an endpoint on this machine. Every question may throw a
 * Problem, or an abort when the signal says so.
 */
export interface Invoker {
  invoke(endpoint: string, request: InvokeRequest, signal: AbortSignal): Promise<Answer>;
  /** Into the queue of an asynchronous endpoint. */
  enqueue(endpoint: string, request: QueueRequest, signal: AbortSignal): Promise<Queued>;
  close(): void;
}

/** What goes with a payload, whatever that is. */
export interface InvokeOptions {
  readonly contentType: string;
  readonly accept?: string;
  readonly inferenceId?: string;
  /** Handed to the container as it is. It may hold a key, so nobody keeps it. */
  readonly customAttributes?: string;
}

export interface InvokeRequest extends InvokeOptions {
  readonly body: Uint8Array;
  /** In place of the weights. */
  readonly targetVariant?: string;
  /** Of an endpoint of many models. */
  readonly targetModel?: string;
}

export interface QueueRequest extends InvokeOptions {
  readonly input:
    | { readonly kind: 'inline'; readonly body: Uint8Array }
    | { readonly kind: 'object'; readonly uri: string };
}

export interface Queued {
  readonly inferenceId: string | undefined;
  /** `s3://…`: where the answer, or the reason why there is none, will be. */
  readonly output: string | undefined;
  readonly failure: string | undefined;
}

export type Answer = Answered | ModelFailed;

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Which variant answered. */
  readonly variant: string | undefined;
  readonly contentType: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** From the first byte out to the last one in. */
  readonly milliseconds: number;
}

/** The container answered with an error of its own, which the runtime passes on as 424. */
export interface ModelFailed {
  readonly kind: 'model-failed';
  readonly status: number | undefined;
  /** What the container said. */
  readonly message: string;
  readonly variant: string | undefined;
  readonly headers: Headers;
  readonly milliseconds: number;
}

export type Headers = Readonly<Record<string, string>>;
