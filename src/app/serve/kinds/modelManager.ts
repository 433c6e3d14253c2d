import type { CallFailure, HttpAnswer, HttpCalls } from '../../../core/serve/ports';

/** Milliseconds in which a model must be loaded. */
const loadTimeout = 360_000;
const unloadTimeout = 60_000;
const lookTimeout = 10_000;

type ManagerAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: CallFailure };

/** What a multi-model container is told about its models. */
export class ModelManager {
  readonly #http: HttpCalls;
  readonly #address: string;

  constructor(http: HttpCalls, address: string) {
    this.#http = http;
    this.#address = address;
  }

  async load(opaque: string, signal: AbortSignal): Promise<ManagerAnswer> {
    const told = { model_name: opaque, url: `/opt/ml/models/${opaque}/model` };
    return inShort(
      await this.#http.call(
        {
          method: 'POST',
          url: `${this.#address}/models`,
          headers: { 'content-type': 'application/json' },
          body: new TextEncoder().encode(JSON.stringify(told)),
          timeout: loadTimeout,
        },
        signal,
      ),
    );
  }

  async has(opaque: string, signal: AbortSignal): Promise<boolean> {
    const url = `${this.#address}/models/${opaque}`;
    const call = { method: 'GET', url, headers: {}, timeout: lookTimeout } as const;
    const answer = await this.#http.call(call, signal);
    return answer.kind === 'answered' && answer.status === 200;
  }

  /** That it is not there is as good. */
  async unload(opaque: string, signal: AbortSignal): Promise<ManagerAnswer> {
    const url = `${this.#address}/models/${opaque}`;
    return inShort(
      await this.#http.call({ method: 'DELETE', url, headers: {}, timeout: unloadTimeout }, signal),
    );
  }
}

const inShort = (answer: HttpAnswer): ManagerAnswer =>
  answer.kind === 'failed'
    ? { kind: 'failed', reason: answer.reason }
    : { kind: 'answered', status: answer.status, text: new TextDecoder().decode(answer.body) };
