import type { World } from '../../core/ports';
import { RunHistory } from '../../core/resources/history/runHistory';
import type { RunFolder } from '../../core/run/runFolder';
import type { RunEvent } from '../../core/run/runRecord';
import { addToHistory } from '../../core/resources/history/addToHistory';

/** Milliseconds between two writes while the run goes on. */
const saveEvery = 15_000;

/** Keeps what was seen of a run over time beside its log. A run must never suffer from it: what fails here is only told. */
export class HistoryKeeper {
  readonly #world: Pick<World, 'clock' | 'disk'>;
  readonly #folder: RunFolder;
  history: RunHistory;
  #saved: number;
  #saving: Promise<void> = Promise.resolve();

  constructor(world: Pick<World, 'clock' | 'disk'>, folder: RunFolder, began: number) {
    this.#world = world;
    this.#folder = folder;
    this.#saved = world.clock.now();
    this.history = new RunHistory(began);
  }

  /** What somebody else has seen before. */
  async restore(): Promise<void> {
    const known = await readHistory(this.#world, this.#folder).catch(() => undefined);
    this.history = known ?? this.history;
  }

  hear(event: RunEvent): void {
    addToHistory(this.history, event);
    const now = this.#world.clock.now();
    if (now - this.#saved < saveEvery) return;
    this.#saved = now;
    // What cannot be saved on the way is tried again, and told at the end.
    this.#saving = this.#saving.then(async () => this.#write()).catch(() => undefined);
  }

  /** Why it could not be saved, if so. */
  async save(): Promise<string | undefined> {
    await this.#saving;
    try {
      await this.#write();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #write(): Promise<void> {
    await this.#world.disk.writeText(this.#folder.history, JSON.stringify(this.history.store()));
  }
}

/** Nothing when there is none, or no whole one. */
export async function readHistory(
  { disk }: Pick<World, 'disk'>,
  folder: RunFolder,
): Promise<RunHistory | undefined> {
  const text = await disk.readText(folder.history);
  if (text === undefined) return undefined;
  try {
    return RunHistory.restore(JSON.parse(text));
  } catch {
    return undefined;
  }
}
