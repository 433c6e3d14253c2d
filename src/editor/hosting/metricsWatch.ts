import type { EndpointMetrics } from '../../app/hosting/readMetrics';
import type { MetricsState } from '../../core/hosting/panel/endpointPanel';
import { isAbort, Problem } from '../../core/problem';
import type { Closeable } from '../../core/scope';
import { guard, logError } from '../register';
import type { Services } from '../services';

/** Milliseconds. CloudWatch has nothing new sooner, and every question is paid for. */
const askEvery = 60_000;

interface Ends {
  readonly read: (hours: number, signal: AbortSignal) => Promise<EndpointMetrics | undefined>;
  readonly changed: () => void;
}

/** The metrics of an endpoint: one question a minute, and only while somebody looks. */
export class MetricsWatch implements Closeable {
  readonly #services: Services;
  readonly #ends: Ends;
  #state: MetricsState = { hours: 3, snapshot: undefined, traffic: undefined, unseen: undefined };
  #looking: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;

  constructor(services: Services, ends: Ends) {
    this.#services = services;
    this.#ends = ends;
  }

  get state(): MetricsState {
    return this.#state;
  }

  look(isSeen: boolean): void {
    if (isSeen === (this.#looking !== undefined)) return;
    if (!isSeen) {
      this.dispose();
      return;
    }
    this.#looking = new AbortController();
    this.#wait(Math.max(0, this.#asked + askEvery - Date.now()));
  }

  lookBack(hours: number): void {
    this.#state = { ...this.#state, hours };
    this.renew();
  }

  /** Also after a refusal: rights may have been given since. */
  renew(): void {
    if (this.#looking) this.#wait(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#looking?.abort();
    this.#looking = undefined;
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void guard(this.#services, async () => this.#ask(), 'endpoint'),
      milliseconds,
    );
  }

  async #ask(): Promise<void> {
    const looking = this.#looking;
    if (!looking) return;
    const { hours } = this.#state;
    this.#asked = Date.now();
    let isRefused = false;
    try {
      const found = await this.#ends.read(hours, looking.signal);
      if (found) this.#state = { hours: this.#state.hours, ...found, unseen: undefined };
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'endpoint', error);
      isRefused = error.kind === 'aws-denied';
      this.#state = { ...this.#state, unseen: error.message };
    }
    if (this.#looking !== looking) return;
    this.#ends.changed();
    if (!isRefused) this.#wait(hours === this.#state.hours ? askEvery : 0);
  }
}
