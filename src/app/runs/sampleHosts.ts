import * as l10n from '@vscode/l10n';
import type { GpuPlace } from '../../core/gpu/ports';
import type { GpuReading } from '../../core/gpu/gpu';
import type { World } from '../../core/ports';
import { Problem, isAbort } from '../../core/problem';
import type { LocalPlan } from '../../core/run/local/localPlan';
import type { RunEvent } from '../../core/run/runRecord';
import type { LiveHost } from './startHosts';

type Sampled = Pick<World, 'usages' | 'gpus' | 'docker' | 'containers' | 'clock'>;

type WatchedHost = Pick<LiveHost, 'name' | 'container' | 'refusal'>;

interface Watched {
  readonly hosts: readonly WatchedHost[];
  /** Nothing when somebody else looks at the cards. */
  readonly gpus: LocalPlan['gpus'] | undefined;
  /** Milliseconds; nothing is counted with 0. */
  readonly interval: number;
}

/** Milliseconds: cards themselves count no more often. */
export const usualInterval = 500;
const shortestInterval = 250;
const processInterval = 5000;
const lookAgain = 2000;
/** In a row. */
const mostFailures = 10;

/** Counts what the hosts of a run and their cards do until the signal. What cannot be seen is told, and harms nothing. */
export function sampleHosts(
  world: Sampled,
  watched: Watched,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): void {
  const { hosts, gpus } = watched;
  if (watched.interval === 0)
    return tell({ kind: 'note', text: l10n.t('Nothing is counted: longshore.resources.interval is 0.') });
  const wanted = Number.isFinite(watched.interval) ? watched.interval : usualInterval;
  const interval = Math.max(shortestInterval, wanted);
  const note = (error: unknown): void => {
    if (isGone(error) || isAbort(error) || signal.aborted) return;
    tell({ kind: 'note', text: error instanceof Error ? error.message : String(error) });
  };
  for (const { name, container, refusal } of hosts)
    if (refusal === undefined)
      void sampleHost(world, { name, container, interval }, tell, { signal }).catch(note);
  if (gpus === undefined) return;
  const noteGpus = (error: unknown): void => {
    if (gpus !== 'none') note(error);
  };
  if (gpus === 'none') tell({ kind: 'note', text: noGpu() });
  void sampleGpus(world, { hosts, gpus, interval }, tell, signal).catch(noteGpus);
}

const noGpu = (): string =>
  l10n.t('No GPU was asked for. If this machine has some, they are shown as they are.');

const isGone = (error: unknown): boolean => error instanceof Problem && error.kind === 'container-gone';

async function sampleHost(
  { usages, clock }: Sampled,
  { name, container, interval }: WatchedHost & Pick<Watched, 'interval'>,
  tell: (event: RunEvent) => void,
  life: { readonly signal: AbortSignal },
): Promise<void> {
  const { signal } = life;
  for (let failures = 0; !signal.aborted;) {
    try {
      for await (const sample of usages.watch(container, interval, signal)) {
        if (signal.aborted) return;
        failures = 0;
        tell({ kind: 'usage', host: name, sample });
      }
      return;
    } catch (error) {
      // An engine may be away for a moment, and the container goes on.
      failures += 1;
      if (failures > mostFailures || isGone(error)) throw error;
      await clock.sleep(failures * lookAgain, signal);
    }
  }
}

/**
 * On the machine, where processes have their names too; otherwise in a container that has the cards. Engines may give
 * them to whoever does not ask, so that they are looked at in every run.
 */
async function sampleGpus(
  world: Sampled,
  { hosts, gpus, interval }: Watched & { readonly gpus: LocalPlan['gpus'] },
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const [first] = hosts;
  const places: GpuPlace[] = (await isHere(world, signal)) ? [{ kind: 'machine' }] : [];
  if (first && gpus !== 'none') places.push({ kind: 'container', id: first.container });
  let processes: readonly number[] = [];
  let listed = 0;
  for (const [index, place] of places.entries()) {
    try {
      for await (const reading of world.gpus.watch(place, interval, signal)) {
        if (signal.aborted) return;
        if (reading.processes.length > 0 && reading.at - listed > processInterval) {
          listed = reading.at;
          processes = (await processesOf(world, hosts, signal)) ?? processes;
        }
        tell({ kind: 'gpus', reading: ownCards(reading, gpus), processes });
      }
      return;
    } catch (error) {
      if (!(error instanceof Problem) || index === places.length - 1) throw error;
    }
  }
}

/** Whether the engine runs on this machine, and not in a virtual one of it. */
async function isHere({ docker, containers }: Sampled, signal: AbortSignal): Promise<boolean> {
  const { addresses } = await docker.endpoint();
  return addresses.every(({ kind }) => kind === 'socket') && !(await containers.facts(signal)).desktop;
}

async function processesOf(
  { usages }: Sampled,
  hosts: readonly WatchedHost[],
  signal: AbortSignal,
): Promise<readonly number[] | undefined> {
  const lists = await Promise.allSettled(
    hosts.map(async ({ container }) => usages.processes(container, signal)),
  );
  const told = lists.flatMap((list) => (list.status === 'fulfilled' ? [list.value] : []));
  return told.length === 0 ? undefined : told.flat();
}

/** Cards of this machine that the run did not ask for are somebody else's. */
function ownCards(reading: GpuReading, gpus: LocalPlan['gpus']): GpuReading {
  if (typeof gpus === 'string') return reading;
  const own = reading.gpus.filter(({ uuid, index }) => gpus.includes(uuid) || gpus.includes(String(index)));
  return own.length === 0 ? reading : { ...reading, gpus: own };
}
