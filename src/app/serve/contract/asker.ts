import type { Payload } from '../../../core/serve/contract/bodies';
import { limits } from '../../../core/serve/contract/limits';
import type { HttpAnswer, HttpRequest } from '../../../core/serve/ports';
import type { ContractWorld } from './contractWorld';

/** A request as the user gave it. */
export interface Sample extends Payload {
  readonly name: string;
  readonly accept?: string;
  readonly streams: boolean;
}

/** Milliseconds until a connection counts as refused; that it took longer than SageMaker waits is told by its time. */
const connectPatience = 10_000;

/** Asks one container, and keeps how fast it took connections. */
export class Asker {
  readonly #world: Pick<ContractWorld, 'http'>;
  readonly #address: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #path: string;
  readonly #connects: number[] = [];
  #isBroken = false;

  constructor(
    world: Pick<ContractWorld, 'http'>,
    address: string,
    { path, headers }: { readonly path: string; readonly headers: Readonly<Record<string, string>> },
  ) {
    this.#world = world;
    this.#address = address;
    this.#path = path;
    this.#headers = headers;
  }

  /** A relay of the engine, on 127.0.0.1, would take every connection at once. */
  get isDirect(): boolean {
    return !this.#address.includes('//127.0.0.1:');
  }

  /** Milliseconds until connections were accepted, since this was asked last. */
  takeConnects(): readonly number[] {
    return this.isDirect ? this.#connects.splice(0) : [];
  }

  /** Whether a connection broke since this was asked last: its server may be about to end. */
  takeBreak(): boolean {
    const isBroken = this.#isBroken;
    this.#isBroken = false;
    return isBroken;
  }

  async ping(signal: AbortSignal): Promise<HttpAnswer> {
    return this.ask({ method: 'GET', path: '/ping', timeout: limits.pingTimeout }, signal);
  }

  async invoke({ contentType, body }: Payload, signal: AbortSignal): Promise<HttpAnswer> {
    return this.ask(
      { method: 'POST', path: this.#path, contentType, body, timeout: limits.invocation },
      signal,
    );
  }

  async ask(
    { method, path, contentType, body, timeout }: Question,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const answer = await this.#world.http.call(
      {
        method,
        url: `${this.#address}${path}`,
        headers: {
          ...(method === 'GET' ? {} : this.#headers),
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
        },
        ...(body === undefined ? {} : { body }),
        timeout,
        connectTimeout: connectPatience,
      },
      signal,
    );
    if (answer.kind === 'answered') this.#connects.push(answer.connected);
    else if (answer.reason === 'connect-timeout') this.#connects.push(answer.milliseconds);
    else if (answer.reason !== 'timeout') this.#isBroken = true;
    return answer;
  }
}

interface Question extends Pick<HttpRequest, 'method' | 'timeout' | 'body'> {
  readonly path: string;
  readonly contentType?: string;
}
