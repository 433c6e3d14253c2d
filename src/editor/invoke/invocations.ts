import type { Memento } from 'vscode';
import type { PastInvocation } from '../../core/invoke/pastInvocation';
import { withInvocation } from '../../core/invoke/pastInvocation';

const key = 'invocations';

type Kept = Readonly<Record<string, readonly PastInvocation[]>>;

/** What was sent from this workspace, by endpoint. */
export class Invocations {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** The newest first. */
  of(endpoint: string): readonly PastInvocation[] {
    return this.#memory.get<Kept>(key, {})[endpoint] ?? [];
  }

  async add(endpoint: string, latest: PastInvocation): Promise<void> {
    const kept = this.#memory.get<Kept>(key, {});
    await this.#memory.update(key, { ...kept, [endpoint]: withInvocation(this.of(endpoint), latest) });
  }
}
