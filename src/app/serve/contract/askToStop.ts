import type { Seen, Stop } from '../../../core/serve/contract/evidence';
import { limits } from '../../../core/serve/contract/limits';
import type { Asker, Sample } from './asker';
import type { ContractWorld } from './contractWorld';
import { inLanes } from './lanes';
import { seen } from './seen';
import type { LiveTrial } from './startTrial';

const lanes = 4;
/** Milliseconds in which the first requests get under way. */
const runUp = 300;

/** SIGTERM while requests come: which of those that were under way get their answer? */
export async function askToStop(
  world: ContractWorld,
  {
    trial,
    asker,
    sample,
  }: { readonly trial: LiveTrial; readonly asker: Asker; readonly sample: Sample | undefined },
  signal: AbortSignal,
): Promise<Stop> {
  const inFlight: Seen[] = [];
  let asked: number | undefined;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end);
  const asking = sample
    ? inLanes(lanes, async () => {
        const began = world.clock.now();
        const answer = await asker.invoke(sample, ending.signal);
        if (asked !== undefined && began < asked) inFlight.push(seen(answer));
        return asked === undefined && answer.kind === 'answered';
      }).catch((error: unknown) => {
        if (!ending.signal.aborted) throw error;
      })
    : Promise.resolve();
  try {
    if (sample) await world.clock.sleep(runUp, signal);
    asked = world.clock.now();
    const { containers } = await trial.stop(limits.stopGrace / 1000);
    const [stopped] = containers;
    end();
    await asking;
    return {
      milliseconds: stopped?.milliseconds ?? 0,
      killed: stopped?.killed ?? false,
      exitCode: stopped?.exitCode ?? 0,
      inFlight,
    };
  } finally {
    end();
    signal.removeEventListener('abort', end);
    await asking;
  }
}
