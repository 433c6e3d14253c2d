import type { Headers } from '../../core/serve/routing';
import { closedSessionHeader, newSessionHeader, sessionOf } from '../../core/serve/routing';

/** Sessions that nobody has closed; the oldest are forgotten. */
const most = 10_000;

/** Which variant has begun a session: its later requests go there. */
export class Sessions {
  readonly #variants = new Map<string, string>();

  variantOf(session: string | undefined): string | undefined {
    return session === undefined ? undefined : this.#variants.get(session);
  }

  /** What a container says of sessions, beside its answer. */
  hear(headers: Headers, variant: string): void {
    const [begun, ended] = [headers[newSessionHeader], headers[closedSessionHeader]];
    const id = typeof begun === 'string' ? sessionOf(begun) : undefined;
    if (id !== undefined) this.#variants.set(id, variant);
    if (typeof ended === 'string') this.#variants.delete(sessionOf(ended) ?? '');
    const [oldest] = this.#variants.size > most ? this.#variants.keys() : [];
    if (oldest !== undefined) this.#variants.delete(oldest);
  }
}
