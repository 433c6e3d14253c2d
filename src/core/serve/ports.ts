import type { RuntimeError } from './runtimeErrors';

/** Calls over HTTP to what runs on this machine: containers and local endpoints. Follows nothing, and asks no proxy. */
export interface HttpCalls {
  /** Each call has a connection of its own. Rejects only as an abort, when the signal says so. */
  call(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds until the whole answer. */
  readonly timeout: number;
  /** Milliseconds until the connection is accepted. */
  readonly connectTimeout?: number;
}

/** All times are milliseconds since the call began. */
export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** By their names in small letters. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
      /** The pieces in which the body came. */
      readonly chunks: number;
      readonly connected: number;
      readonly firstByte: number;
      readonly milliseconds: number;
    }
  | { readonly kind: 'failed'; readonly reason: CallFailure; readonly milliseconds: number };

export type CallFailure = 'refused' | 'reset' | 'connect-timeout' | 'timeout' | 'not-http';

/** The runtime's API on 127.0.0.1, in front of variants. */
export interface Fronts {
  /** A Problem when its port is taken. */
  open(spec: FrontSpec): Promise<Front>;
  /** Connections to a container that are kept between requests. */
  connect(address: string): Connections;
}

export interface FrontSpec {
  /** The name in its paths. */
  readonly endpoint: string;
  /** Any that is free when it is not given. */
  readonly port: number | undefined;
  readonly routes: Routes;
  /** Takes asynchronous requests, with all headers of SageMaker; its answer goes back as it is. */
  readonly later?: Send;
  readonly report: (event: FrontEvent) => void;
}

/** Who gets the requests: looked at once for each of them. */
export interface Routes {
  readonly variants: readonly FrontVariant[];
  /** Gets a copy of so large a share of the requests, after they are answered. */
  readonly shadow?: FrontVariant & { readonly share: number };
}

export interface FrontVariant {
  readonly name: string;
  readonly weight: number;
  /** What is not up gets no requests. */
  readonly isUp: boolean;
  readonly send: Send;
}

export interface Front {
  readonly port: number;
  /** `http://127.0.0.1:PORT`: what SDKs call the endpoint URL. */
  readonly url: string;
  /** From the next request on; those on their way go on. */
  route(routes: Routes): void;
  /** Answers what it has begun, for so many milliseconds at most, and hears no more. */
  close(patience?: number): Promise<void>;
}

/** Rejects only as an abort. Whoever gets an answer reads its body, or aborts. */
export type Send = (request: RuntimeRequest, signal: AbortSignal) => Promise<RuntimeAnswer>;

/** A request as a container gets it. */
export interface RuntimeRequest {
  /** `/invocations`, or what else a container listens to. */
  readonly path: string;
  /** Only what SageMaker passes on, by names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** At once where it is small, so that it can be sent again. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
  /** Of the body, where it is known. */
  readonly bytes: number | undefined;
}

export type RuntimeAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** All that the container sent, by names in small letters. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: AsyncIterable<Uint8Array>;
    }
  /** The runtime itself says this, and the container has no part in it. */
  | { readonly kind: 'refused'; readonly error: RuntimeError }
  /** There was no answer. */
  | { readonly kind: 'failed'; readonly reason: CallFailure };

export interface Connections {
  readonly send: Send;
  close(): void;
}

export type FrontEvent =
  /** A request has its whole answer, or never will. */
  | {
      readonly kind: 'request';
      /** Milliseconds since 1970, when it came. */
      readonly at: number;
      /** Nobody's when it was refused at the door. */
      readonly variant: string | undefined;
      readonly shadow: boolean;
      /** As the client sees it; of a shadow what its container said, 0 when that said nothing. */
      readonly status: number;
      readonly isModelError: boolean;
      readonly milliseconds: number;
      readonly sent: number;
      readonly received: number;
    }
  | { readonly kind: 'note'; readonly text: string };
