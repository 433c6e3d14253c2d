import type { TypeChange } from '../../../core/hosting/rollout/typeChange';
import type { AwsPlace } from '../../../core/ecr/ports';
import type { RunDisk } from '../../../core/run/ports';

/** A change of instance types that is under way, as it is kept on disk. */
export interface KeptChange {
  readonly version: 1;
  readonly id: string;
  readonly place: AwsPlace;
  readonly account: string;
  readonly change: TypeChange;
  /** When whoever carries it out was last seen, in milliseconds since 1970. */
  readonly touched: number;
}

/** Milliseconds; whoever carries a change out says so more often. */
const silence = 45_000;

/** Somebody is at it, here or in another window. */
export const isHeld = ({ touched }: Pick<KeptChange, 'touched'>, now: number): boolean =>
  now - touched < silence;

type Disk = Pick<RunDisk, 'runsFolder' | 'makeFolder' | 'writeText' | 'readText' | 'remove' | 'folders'>;

/** Beside the runs of this user: whichever window looks next finds them. */
export class RolloutStore {
  readonly #disk: Disk;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  async keep(kept: KeptChange): Promise<void> {
    await this.#disk.makeFolder(this.#folder(kept.id));
    await this.#disk.writeText(this.#file(kept.id), `${JSON.stringify(kept, undefined, 2)}\n`);
  }

  async drop(id: string): Promise<void> {
    await this.#disk.remove(this.#folder(id));
  }

  async all(): Promise<readonly KeptChange[]> {
    const found = await Promise.all((await this.#disk.folders(this.#root)).map(async (id) => this.#read(id)));
    return found.flatMap((kept) => kept ?? []);
  }

  get #root(): string {
    return `${this.#disk.runsFolder}/.rollouts`;
  }

  #folder(id: string): string {
    return `${this.#root}/${id}`;
  }

  #file(id: string): string {
    return `${this.#folder(id)}/plan.json`;
  }

  async #read(id: string): Promise<KeptChange | undefined> {
    const text = await this.#disk.readText(this.#file(id));
    if (text === undefined) return undefined;
    try {
      const kept: KeptChange = JSON.parse(text);
      return kept.version === 1 ? kept : undefined;
    } catch {
      return undefined;
    }
  }
}
