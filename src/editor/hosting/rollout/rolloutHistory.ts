import type { Memento } from 'vscode';
import type { PastUpdate } from '../../../core/hosting/panel/endpointPanel';

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
    const kept = [update, ...this.of(endpoint)].slice(0, most);
    await this.#memory.update(key, { ...this.#memory.get<Kept>(key, {}), [endpoint]: kept });
  }
}

/** Accounts and regions may have endpoints of the same name. */
export const historyKey = (account: string, region: string, name: string): string =>
  [account, region, name].join('/');
