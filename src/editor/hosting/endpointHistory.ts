import type { Memento } from 'vscode';
import type { EndpointDraft } from '../../core/hosting/draft';
import { currentDraft } from '../../core/hosting/scaling/olderDraft';
import type { PastChange } from '../../core/hosting/panel/endpointPanel';

const key = 'endpoints.history';
const most = 20;

type Kept = Readonly<Record<string, readonly PastChange[]>>;

/** What this machine changed of endpoints, across windows and restarts: the way back. */
export class EndpointHistory {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** The newest first. */
  of(endpoint: string): readonly PastChange[] {
    return (this.#memory.get<Kept>(key, {})[endpoint] ?? []).flatMap(({ at, ...change }) => {
      const [before, after] = [currentDraft(change.before), currentDraft(change.after)];
      return before && after ? [{ at, before, after }] : [];
    });
  }

  async add(endpoint: string, before: EndpointDraft, after: EndpointDraft): Promise<void> {
    const change: PastChange = { at: Date.now(), before, after };
    const kept = [change, ...this.of(endpoint)].slice(0, most);
    await this.#memory.update(key, { ...this.#memory.get<Kept>(key, {}), [endpoint]: kept });
  }
}
