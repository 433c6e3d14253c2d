import * as vscode from 'vscode';
import type { RunHistory } from '../../core/resources/history/runHistory';
import { runFolder } from '../../core/run/runFolder';
import type { RunEvent, RunRecord } from '../../core/run/runRecord';
import { isOver } from '../../core/run/runRecord';
import type { Closeable } from '../../core/scope';
import type { Services } from '../services';

/** Of runs that are over, so many are kept in memory. */
const most = 20;
/** After these there is something new to see. */
const telling = new Set<RunEvent['kind']>(['usage', 'gpus', 'metrics', 'note', 'ended']);

/** What was seen of runs over time: of those that this window follows as it comes, of others from the disk. */
export class Histories implements Closeable {
  readonly #services: Services;
  readonly #known = new Map<string, RunHistory>();
  readonly #live = new Map<string, RunRecord>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** The id of a run of which there is something new. */
  readonly onChange = this.#changed.event;

  constructor(services: Services) {
    this.#services = services;
  }

  /** The runs that this window follows. */
  get live(): readonly RunRecord[] {
    return [...this.#live.values()];
  }

  find(id: string): RunHistory | undefined {
    return this.#known.get(id);
  }

  /** Of a run that this window follows: its history is the one that is kept, and knows of the event already. */
  hear(record: RunRecord, event: RunEvent, history: RunHistory): void {
    if (event.kind === 'ended') this.#live.delete(record.id);
    else this.#live.set(record.id, record);
    this.#known.set(record.id, history);
    if (event.kind === 'ended') this.#keep(record.id, history);
    if (telling.has(event.kind)) this.#changed.fire(record.id);
  }

  /** What is known of a run; from the disk when this window did not follow it. */
  async of(record: RunRecord): Promise<RunHistory | undefined> {
    const known = this.#known.get(record.id);
    if (known && (isOver(record) || this.#live.has(record.id))) return known;
    const [{ readHistory }, world] = await Promise.all([
      import('../../app/runs/historyKeeper'),
      this.#services.world(),
    ]);
    const history = await readHistory(world, runFolder(record.folder));
    if (history && !this.#live.has(record.id)) this.#keep(record.id, history);
    return this.#known.get(record.id);
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
