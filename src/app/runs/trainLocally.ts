import { isAbort } from '../../core/problem';
import type { RunControl } from '../../core/run/runControl';
import type { RunEvent, RunOutcome, RunRecord } from '../../core/run/runRecord';
import { advance } from '../../core/run/runRecord';
import type { AttemptEnd, Followed } from './followHosts';
import { followHosts } from './followHosts';
import { finishRun, removeContainers } from './finishRun';
import { type Pipes, noPipes, openPipes } from './openPipes';
import type { PlannedRun, PreparedRun, RunWorld, TrainInput } from './prepareRun';
import { prepareRun } from './prepareRun';
import type { LiveHost } from './startHosts';
import { startHosts } from './startHosts';
import { takeOwnership } from './takeOwnership';

export interface Watching {
  /** Ends the preparation; what runs already is asked through the control. */
  readonly signal: AbortSignal;
  readonly control: RunControl;
  readonly report: (event: RunEvent, record: RunRecord | undefined) => void;
}

/** One training job on the user's engine, from the run file to its artifacts. A job that fails is a result, not an error. */
export async function trainLocally(
  world: RunWorld,
  input: TrainInput,
  watching: Watching,
): Promise<RunRecord> {
  const { signal, report } = watching;
  report({ kind: 'phase', phase: 'preparing', at: world.clock.now() }, undefined);
  const prepared = await prepareRun(world, input, (event) => report(event, undefined), signal);
  return new RunStory(world, prepared, watching).tellWhole();
}

/** What is not worth a write to the disk: metrics come with every line, and are kept with what comes next. */
const passing = new Set<RunEvent['kind']>(['output', 'progress', 'metrics']);

/** Keeps the record of a run true, in memory and on disk, from its first container to its end. */
export class RunStory {
  record: RunRecord;
  readonly #world: RunWorld;
  readonly #prepared: PlannedRun;
  readonly #watching: Watching;
  #saving: Promise<void> = Promise.resolve();
  #pipes: Pipes = noPipes;

  constructor(world: RunWorld, prepared: PreparedRun, watching: Watching) {
    this.#world = world;
    this.#prepared = prepared;
    this.#watching = watching;
    this.record = prepared.record;
  }

  async tellWhole(): Promise<RunRecord> {
    await this.#save();
    try {
      for (;;) {
        const hosts = await this.#start();
        const end = await this.follow(hosts);
        if (end !== 'interrupted') return end;
      }
    } catch (error) {
      return this.#abandon(error);
    }
  }

  /** Follows what runs; a run that somebody else may follow later is returned as it is. */
  async follow(hosts: readonly LiveHost[]): Promise<RunRecord | 'interrupted'> {
    const { folder } = this.#prepared;
    const { control } = this.#watching;
    const tell = this.tell;
    const followed = { record: this.record, folder, control, tell };
    const end = await this.#followFed(followed, hosts);
    if (end.reason === 'detach') return this.record;
    if (end.reason === 'interrupt') return this.#interrupt();
    return this.#finish(hosts, end);
  }

  /** Channels in mode Pipe are fed as long as somebody may read them. */
  async #followFed(followed: Followed, hosts: readonly LiveHost[]): Promise<AttemptEnd> {
    try {
      return await followHosts(this.#world, followed, hosts);
    } finally {
      await this.#pipes.close();
    }
  }

  readonly tell = (event: RunEvent): void => {
    this.record = advance(this.record, event);
    this.#watching.report(event, this.record);
    if (!passing.has(event.kind)) void this.#save();
  };

  async #start(): Promise<readonly LiveHost[]> {
    const { plan, folder } = this.#prepared;
    this.tell({ kind: 'phase', phase: 'starting', at: this.#world.clock.now() });
    this.#pipes = await openPipes(this.#world, this.#prepared, () => this.#watching.control.kill());
    const hosts = await startHosts(
      this.#world,
      { record: this.record, plan, folder, made: (made) => this.tell({ kind: 'containers', hosts: made }) },
      this.#watching.signal,
    );
    this.tell({ kind: 'phase', phase: 'training', at: this.#world.clock.now() });
    return hosts;
  }

  /** As SageMaker treats spot: checkpoints stay, models and outputs go, new containers start. */
  async #interrupt(): Promise<'interrupted'> {
    const { disk } = this.#world;
    const { folder, plan } = this.#prepared;
    const signal = new AbortController().signal;
    await takeOwnership(this.#world, { record: this.record, folder }, signal);
    await removeContainers(this.#world, this.record, signal);
    for (const host of plan.hosts) {
      const ml = folder.ml(host.name);
      for (const below of ['model', 'output']) await disk.remove(`${ml}/${below}`);
      for (const below of host.folders) await disk.makeFolder(`${ml}/${below}`);
    }
    this.tell({ kind: 'interrupted' });
    return 'interrupted';
  }

  async #finish(hosts: readonly LiveHost[], end: AttemptEnd): Promise<RunRecord> {
    const { folder } = this.#prepared;
    const refusals = new Map(
      hosts.flatMap(({ name, refusal }) => (refusal === undefined ? [] : [[name, refusal]])),
    );
    const finish = { record: this.record, folder, tell: this.tell, refusals, end };
    const outcome = await finishRun(this.#world, finish, new AbortController().signal);
    return this.#end(outcome);
  }

  /** Something stood in the way that is not the job's fault: nothing stays behind, and the reason is told. */
  async #abandon(error: unknown): Promise<RunRecord> {
    const signal = new AbortController().signal;
    await Promise.allSettled([this.#pipes.close(), removeContainers(this.#world, this.record, signal)]);
    const reason = error instanceof Error && !isAbort(error) ? error.message : undefined;
    await this.#end({
      status: isAbort(error) ? 'stopped' : 'failed',
      artifacts: [],
      ...(reason === undefined ? {} : { failureReason: reason }),
    });
    throw error;
  }

  async #end(outcome: RunOutcome): Promise<RunRecord> {
    this.tell({ kind: 'ended', at: this.#world.clock.now(), end: outcome });
    await this.#saving;
    await this.#write();
    return this.record;
  }

  /** In turn, and always the newest. What cannot be saved on the way is told at the end. */
  async #save(): Promise<void> {
    this.#saving = this.#saving.then(async () => this.#write()).catch(() => undefined);
    return this.#saving;
  }

  async #write(): Promise<void> {
    const text = JSON.stringify(this.record, undefined, 2);
    await this.#world.disk.writeText(this.#prepared.folder.record, text);
  }
}
