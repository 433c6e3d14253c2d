import { isAbort } from '../../../core/problem';
import { readEngineStats } from '../../../core/resources/usage/engineStats';
import type { UsageCounters } from '../../../core/resources/usage/usage';
import type { Ask } from '../engine';
import { readLines } from '../lines';

/** What the engine tells of a container, once in a second; frames of one that has ended are empty. */
export async function* engineCounters(
  ask: Ask,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<UsageCounters> {
  const stream = await ask(signal, async (docker) =>
    docker.getContainer(id).stats({ stream: true, abortSignal: signal }),
  );
  try {
    for await (const line of readLines(stream)) {
      const counters = readEngineStats(JSON.parse(line));
      if (counters?.memory === undefined) return;
      yield counters;
    }
  } catch (error) {
    if (!isAbort(error) && !signal.aborted) throw error;
  }
}
