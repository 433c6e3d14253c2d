import { isAbort, Problem } from '../../core/problem';
import { stopGrace } from '../../core/run/local/localPlan';
import type { RunControl } from '../../core/run/runControl';
import type { RunFolder } from '../../core/run/runFolder';
import type { RunEvent, RunRecord } from '../../core/run/runRecord';
import type { RunWorld } from './prepareRun';
import { RunMetrics } from './runMetrics';
import type { LiveHost, LiveHosts } from './startHosts';

export interface Followed {
  readonly record: RunRecord;
  readonly folder: RunFolder;
  readonly control: RunControl;
  readonly tell: (event: RunEvent) => void;
}

export interface AttemptEnd {
  readonly reason: 'itself' | 'user' | 'max-runtime' | 'interrupt' | 'detach';
  /** Somebody lost patience during the grace. */
  readonly killed: boolean;
}

/** Seconds that the other hosts get when one has failed. */
const graceAfterFailure = 10;
/** Milliseconds between two looks for an engine that went away. */
const lookAgain = 1500;

/** Writes down what the containers say until all have ended, and does what is asked meanwhile. */
export async function followHosts(world: RunWorld, followed: Followed, live: LiveHosts): Promise<AttemptEnd> {
  const attempt = new Attempt(world, followed, live);
  // What is asked between two attempts is for the next one.
  const listening = followed.control.listen((wish) => attempt.hear(wish));
  try {
    attempt.limit();
    return await attempt.end();
  } finally {
    listening.dispose();
  }
}

class Attempt {
  readonly #world: RunWorld;
  readonly #followed: Followed;
  readonly #hosts: readonly LiveHost[];
  readonly #life: AbortController;
  readonly #stops: Promise<void>[] = [];
  readonly #metrics: RunMetrics;
  #reason: AttemptEnd['reason'] = 'itself';
  #killed = false;

  constructor(world: RunWorld, followed: Followed, { hosts, life }: LiveHosts) {
    this.#world = world;
    this.#followed = followed;
    this.#hosts = hosts;
    this.#life = life;
    const { metricDefinitions } = followed.record;
    const say = (text: string): void => followed.tell({ kind: 'progress', text });
    this.#metrics = new RunMetrics(metricDefinitions, world, say);
  }

  hear(wish: 'stop' | 'kill' | 'interrupt' | 'detach'): void {
    switch (wish) {
      case 'detach':
        this.#reason = 'detach';
        return this.#life.abort();
      case 'kill':
        this.#killed = true;
        return this.#stop('user', 0);
      case 'stop':
        return this.#stop('user', stopGrace);
      case 'interrupt':
        return this.#stop('interrupt', stopGrace);
    }
  }

  /** Counts from the start of the run, also over interruptions. */
  limit(): void {
    const { maxRuntime, started } = this.#followed.record;
    const { clock } = this.#world;
    if (maxRuntime === undefined) return;
    const left = (started ?? clock.now()) + maxRuntime * 1000 - clock.now();
    clock.sleep(Math.max(0, left), this.#life.signal).then(
      () => this.#stop('max-runtime', stopGrace),
      () => undefined,
    );
  }

  async end(): Promise<AttemptEnd> {
    try {
      await Promise.all(this.#hosts.map(async (host) => this.#follow(host)));
      await Promise.all(this.#stops);
    } catch (error) {
      if (!isAbort(error) || this.#reason !== 'detach') throw error;
    } finally {
      this.#life.abort();
    }
    return { reason: this.#reason, killed: this.#killed };
  }

  #stop(reason: AttemptEnd['reason'], seconds: number): void {
    // An interruption goes on with the run; whoever ends it for good has the last word.
    if (this.#reason === 'itself' || this.#reason === 'interrupt') this.#reason = reason;
    const phase = reason === 'interrupt' ? 'interrupting' : 'stopping';
    this.#followed.tell({ kind: 'phase', phase, at: this.#world.clock.now() });
    this.#stopHosts(seconds);
  }

  #stopHosts(seconds: number): void {
    const { containers } = this.#world;
    for (const { container } of this.#hosts) {
      // Failing to stop shows in the wait for the end, which goes on.
      this.#stops.push(containers.stop(container, seconds, this.#life.signal).catch(() => undefined));
    }
  }

  async #follow(host: LiveHost): Promise<void> {
    if (host.refusal !== undefined) return this.#stopHosts(graceAfterFailure);
    const { containers } = this.#world;
    const { signal } = this.#life;
    await this.#write(host);
    const wasLost = await this.#outlive(async () => containers.wait(host.container, signal));
    if (wasLost)
      await this.#write({ ...host, output: await containers.listen(host.container, 'beginning', signal) });
    const state = await containers.state(host.container, signal);
    if (this.#reason === 'itself' && state?.exitCode !== 0) this.#stopHosts(graceAfterFailure);
  }

  async #write({ name, output }: LiveHost): Promise<void> {
    const { folder, record } = this.#followed;
    const log = await this.#world.disk.append(folder.log(name, record.interruptions));
    const { signal } = this.#life;
    try {
      for await (const bytes of output) {
        signal.throwIfAborted();
        await log.write(bytes);
        this.#followed.tell({ kind: 'output', host: name, bytes });
        this.#tellMetrics(name, this.#metrics.read(name, bytes, this.#world.clock.now()));
      }
    } finally {
      this.#tellMetrics(name, this.#metrics.end(name, this.#world.clock.now()));
      await log.close();
    }
  }

  #tellMetrics(host: string, news: ReturnType<RunMetrics['read']>): void {
    if (news.points.length > 0) this.#followed.tell({ kind: 'metrics', host, ...news });
  }

  /** An engine may stop and come back, and the containers may have gone on: true when that happened. */
  async #outlive(work: () => Promise<void>): Promise<boolean> {
    for (let lost = false; ; lost = true) {
      try {
        await work();
        return lost;
      } catch (error) {
        const isAway = error instanceof Problem && error.kind === 'docker-stopped';
        if (!isAway || this.#reason !== 'itself') throw error;
        if (!lost) this.#followed.tell({ kind: 'progress', text: error.message });
        this.#world.docker.forget();
        await this.#world.clock.sleep(lookAgain, this.#life.signal);
      }
    }
  }
}
