import { isAbort } from '../../core/problem';
import type { RunHistory } from '../../core/resources/history/runHistory';
import type { RunControl } from '../../core/run/runControl';
import type { RunEvent, RunOutcome, RunRecord } from '../../core/run/runRecord';
import { advance, isPassing } from '../../core/run/runRecord';
import type { AttemptEnd, Followed } from './followHosts';
import { followHosts } from './followHosts';
import { finishRun, removeContainers } from './finishRun';
import { HistoryKeeper } from './historyKeeper';
import { KeyLending } from './keyLending';
import { type Pipes, noPipes, openPipes } from './openPipes';
import type { PlannedRun, PreparedRun, RunWorld, TrainInput } from './prepareRun';
import { prepareRun } from './prepareRun';
import { sampleHosts, usualInterval } from './sampleHosts';
import type { LiveHosts } from './startHosts';
import { startHosts } from './startHosts';
import { takeOwnership } from './takeOwnership';

export interface Watching {
  /** Ends the preparation; what runs already is asked through the control. */
  readonly signal: AbortSignal;
  readonly control: RunControl;
  readonly report: (event: RunEvent, record: RunRecord | undefined, history?: RunHistory) => void;
  /** Milliseconds between two looks at what the run uses; never with 0. */
  readonly sampleEvery?: number;
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

/** Keeps the record of a run true, in memory and on disk, from its first container to its end. */
export class RunStory {
  record: RunRecord;
  readonly #world: RunWorld;
  readonly #prepared: PlannedRun;
  readonly #watching: Watching;
  readonly #keys: KeyLending;
  readonly #history: HistoryKeeper;
  #saving: Promise<void> = Promise.resolve();
  #pipes: Pipes = noPipes;

  constructor(world: RunWorld, prepared: PreparedRun, watching: Watching) {
    this.#world = world;
    this.#prepared = prepared;
    this.#watching = watching;
    this.record = prepared.record;
    this.#history = new HistoryKeeper(world, prepared.folder, prepared.record.created);
    this.#keys = new KeyLending(world, prepared.plan, () => this.record, this.#hear);
  }

  async tellWhole(): Promise<RunRecord> {
    await this.#save();
    return this.#tell(async () => this.#start());
  }

  /** From where somebody else left off. */
  async tellOn(live: LiveHosts): Promise<RunRecord> {
    await this.#save();
    await this.#history.restore();
    return this.#tell(async () => {
      await this.#openPipes();
      return live;
    });
  }

  async #tell(begin: () => Promise<LiveHosts>): Promise<RunRecord> {
    try {
      for (let next = begin; ; next = async () => this.#start()) {
        const end = await this.#follow(await next());
        if (end !== 'interrupted') return end;
      }
    } catch (error) {
      return this.#abandon(error);
    }
  }

  /** A run that somebody else may follow later is returned as it is. */
  async #follow(live: LiveHosts): Promise<RunRecord | 'interrupted'> {
    const { folder } = this.#prepared;
    const { control } = this.#watching;
    const tell = this.#hear;
    await this.#keys.lendAgain();
    const followed = { record: this.record, folder, control, tell };
    const end = await this.#followFed(followed, live);
    if (end.reason === 'detach') {
      await this.#saveHistory();
      return this.record;
    }
    if (end.reason === 'interrupt') return this.#interrupt();
    return this.#finish(live, end);
  }

  /** Keys are lent and channels in mode Pipe fed as long as somebody may read them, and what is used is counted. */
  async #followFed(followed: Followed, live: LiveHosts): Promise<AttemptEnd> {
    const watched = new AbortController();
    const { sampleEvery = usualInterval } = this.#watching;
    const sampled = { hosts: live.hosts, gpus: this.#prepared.plan.gpus, interval: sampleEvery };
    sampleHosts(this.#world, sampled, this.#hear, watched.signal);
    try {
      const end = await followHosts(this.#world, followed, live);
      if (end.reason === 'detach') await this.#pipes.leave();
      return end;
    } finally {
      watched.abort();
      await Promise.all([this.#pipes.close(), this.#keys.takeBack()]);
    }
  }

  readonly #hear = (event: RunEvent): void => {
    this.record = advance(this.record, event);
    this.#history.hear(event);
    this.#watching.report(event, this.record, this.#history.history);
    // Metrics come with every line, and are kept with what comes next.
    if (!isPassing(event) && event.kind !== 'metrics') void this.#save();
  };

  async #start(): Promise<LiveHosts> {
    const { plan, folder } = this.#prepared;
    this.#hear({ kind: 'phase', phase: 'starting', at: this.#world.clock.now() });
    await this.#openPipes();
    const live = await startHosts(
      this.#world,
      {
        record: this.record,
        plan,
        folder,
        made: (made) => this.#hear({ kind: 'containers', hosts: made }),
        lend: async () => this.#keys.lend(),
      },
      this.#watching.signal,
    );
    this.#hear({ kind: 'phase', phase: 'training', at: this.#world.clock.now() });
    return live;
  }

  async #openPipes(): Promise<void> {
    this.#pipes = await openPipes(this.#world, this.#prepared, () => this.#watching.control.kill());
  }

  /** As SageMaker treats spot: checkpoints stay, models and outputs go, new containers start. */
  async #interrupt(): Promise<'interrupted'> {
    const { disk } = this.#world;
    const { folder, plan, engine } = this.#prepared;
    const signal = new AbortController().signal;
    await takeOwnership(this.#world, { record: this.record, folder, engine }, signal);
    await removeContainers(this.#world, this.record, signal);
    for (const host of plan.hosts) {
      const ml = folder.ml(host.name);
      for (const below of ['model', 'output']) await disk.remove(`${ml}/${below}`);
      for (const below of host.folders) await disk.makeFolder(`${ml}/${below}`);
    }
    this.#hear({ kind: 'interrupted' });
    return 'interrupted';
  }

  async #finish({ hosts }: LiveHosts, end: AttemptEnd): Promise<RunRecord> {
    const { folder, engine } = this.#prepared;
    const refusals = new Map(
      hosts.flatMap(({ name, refusal }) => (refusal === undefined ? [] : [[name, refusal]])),
    );
    const finish = { record: this.record, folder, engine, tell: this.#hear, refusals, end };
    const outcome = await finishRun(this.#world, finish, new AbortController().signal);
    return this.#end(outcome);
  }

  /** Something stood in the way that is not the job's fault: nothing stays behind, and the reason is told. */
  async #abandon(trouble: unknown): Promise<RunRecord> {
    const signal = new AbortController().signal;
    // The first trouble is the one to tell.
    await Promise.allSettled([this.#pipes.close(), this.#keys.takeBack(), this.#stopAndOwn(signal)]);
    await Promise.allSettled([removeContainers(this.#world, this.record, signal)]);
    const reason = trouble instanceof Error && !isAbort(trouble) ? trouble.message : undefined;
    const outcome: RunOutcome = {
      status: isAbort(trouble) ? 'stopped' : 'failed',
      artifacts: [],
      ...(reason === undefined ? {} : { failureReason: reason }),
    };
    await Promise.allSettled([this.#end(outcome)]);
    throw trouble;
  }

  /** Also of a run that was given up the files are the user's. */
  async #stopAndOwn(signal: AbortSignal): Promise<void> {
    const { containers } = this.#world;
    const { folder, engine } = this.#prepared;
    for (const { container } of this.record.hosts)
      if (container !== undefined) await containers.stop(container, 0, signal);
    await takeOwnership(this.#world, { record: this.record, folder, engine }, signal);
  }

  async #end(outcome: RunOutcome): Promise<RunRecord> {
    this.#hear({ kind: 'ended', at: this.#world.clock.now(), end: outcome });
    await this.#saving;
    await Promise.all([this.#write(), this.#saveHistory()]);
    return this.record;
  }

  async #saveHistory(): Promise<void> {
    const trouble = await this.#history.save();
    if (trouble !== undefined) this.#watching.report({ kind: 'progress', text: trouble }, this.record);
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
