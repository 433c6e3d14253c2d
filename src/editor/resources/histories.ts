import * as vscode from 'vscode';
import type { RunHistory } from '../../core/resources/history/runHistory';
import { runFolder } from '../../core/run/runFolder';
import type { Watched } from '../../core/resources/panel/watched';
import type { RunEvent } from '../../core/run/runRecord';
import type { Closeable } from '../../core/scope';
import type { Services } from '../services';

/** Of what is over, so many are kept in memory. */
const most = 20;
/** After these there is something new to see. */
const telling = new Set<RunEvent['kind']>(['usage', 'gpus', 'metrics', 'note', 'ended']);

/** What was seen of runs and endpoints over time: of those that this window follows as it comes, of others from the disk. */
export class Histories implements Closeable {
  readonly #services: Services;
  readonly #known = new Map<string, RunHistory>();
  readonly #live = new Map<string, Watched>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** The id of something of which there is news. */
  readonly onChange = this.#changed.event;

  constructor(services: Services) {
    this.#services = services;
  }

  /** What this window follows. */
  get live(): readonly Watched[] {
    return [...this.#live.values()];
  }

  find(id: string): RunHistory | undefined {
    return this.#known.get(id);
  }

  /** Of what this window follows: its history is the one that is kept, and knows of the event already. */
  hear(watched: Watched, event: Pick<RunEvent, 'kind'>, history: RunHistory): void {
    if (event.kind === 'ended') this.#live.delete(watched.id);
    else this.#live.set(watched.id, watched);
    this.#known.set(watched.id, history);
    if (event.kind === 'ended') this.#keep(watched.id, history);
    if (telling.has(event.kind)) this.#changed.fire(watched.id);
  }

  /** What is known of it; from the disk when this window did not follow it. */
  async of({ id, isRunning, folder }: Watched): Promise<RunHistory | undefined> {
    const known = this.#known.get(id);
    if (known && (!isRunning || this.#live.has(id))) return known;
    const [{ readHistory }, world] = await Promise.all([
      import('../../app/runs/historyKeeper'),
      this.#services.world(),
    ]);
    const history = await readHistory(world, runFolder(folder));
    if (history && !this.#live.has(id)) this.#keep(id, history);
    return this.#known.get(id);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #keep(id: string, history: RunHistory): void {
    this.#known.delete(id);
    this.#known.set(id, history);
    for (const each of this.#known.keys()) {
      if (this.#known.size <= most) return;
      if (!this.#live.has(each)) this.#known.delete(each);
    }
  }
}
