import type { Memento } from 'vscode';
import type { PastUpdate } from '../../../core/hosting/panel/endpointPanel';
import type { RolloutCall } from '../../../core/hosting/rollout/rolloutCall';

const key = 'endpoints.updates';
const most = 10;

type Kept = Readonly<Record<string, readonly PastUpdate[]>>;

/** Which configurations endpoints had before this machine updated them, across windows and restarts. */
export class RolloutHistory {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** The newest first. */
  of(endpoint: string): readonly PastUpdate[] {
    return this.#memory.get<Kept>(key, {})[endpoint] ?? [];
  }

  async add(endpoint: string, update: PastUpdate): Promise<void> {
    await this.#keep(endpoint, [update, ...this.of(endpoint)].slice(0, most));
  }

  /** One that was rolled back has left so much; it may have been begun where nobody kept it. */
  async leave(endpoint: string, update: PastUpdate, leftovers: readonly RolloutCall[]): Promise<void> {
    const past = this.of(endpoint);
    const known = past.find(({ to }) => to === update.to);
    if (!known) return this.add(endpoint, { ...update, leftovers });
    return this.#keep(
      endpoint,
      past.map((each) => (each === known ? { ...each, leftovers } : each)),
    );
  }

  async #keep(endpoint: string, kept: readonly PastUpdate[]): Promise<void> {
    await this.#memory.update(key, { ...this.#memory.get<Kept>(key, {}), [endpoint]: kept });
  }
}

/** Accounts and regions may have endpoints of the same name. */
export const historyKey = (account: string, region: string, name: string): string =>
  [account, region, name].join('/');
