import { parted } from '../../../core/serve/contract/bodies';
import type { Burst, Busy, Seen, Together } from '../../../core/serve/contract/evidence';
import type { HttpAnswer } from '../../../core/serve/ports';
import type { Asker, Sample } from './asker';
import type { ContractWorld } from './contractWorld';
import { inLanes } from './lanes';
import { isWell, seen } from './seen';

/** Requests under way at once. */
const together = 8;
/** Milliseconds. */
const restPause = 200;
const busyPause = 250;
const patience = 10_000;
const burstTime = 5000;
const restPings = 3;
const busyPings = 6;
const burstRequests = 200;

/** /ping at rest. */
export async function askRest(
  world: ContractWorld,
  asker: Asker,
  signal: AbortSignal,
): Promise<readonly Seen[]> {
  const pings: Seen[] = [];
  for (let count = 0; count < restPings; count += 1) {
    pings.push(seen(await asker.ping(signal)));
    await world.clock.sleep(restPause, signal);
  }
  return pings;
}

/** Requests that differ, where the sample has several records, alone and then at once. */
export async function askTogether(asker: Asker, sample: Sample, signal: AbortSignal): Promise<Together> {
  const alone: { readonly part: Sample; readonly answer: string }[] = [];
  for (const part of parted(sample)) {
    const one = { ...sample, ...part };
    const [first, again] = [await asker.invoke(one, signal), await asker.invoke(one, signal)];
    // What differs by itself, and what is refused alone, tells nothing.
    if (isWell(first) && textOf(first) === textOf(again)) alone.push({ part: one, answer: textOf(first) });
  }
  const canTell = new Set(alone.map(({ answer }) => answer)).size > 1;
  const asked = Array.from({ length: together }, (_, index) =>
    canTell ? alone[index % alone.length] : undefined,
  );
  const answers = await Promise.all(asked.map(async (one) => asker.invoke(one?.part ?? sample, signal)));
  const wrong = answers.filter(
    (answer, index) => isWell(answer) && asked[index] !== undefined && textOf(answer) !== asked[index].answer,
  );
  return { answers: answers.map(seen), ...(canTell ? { mixedUp: wrong.length } : {}) };
}

const textOf = (answer: HttpAnswer): string =>
  answer.kind === 'answered' ? `${answer.status} ${new TextDecoder().decode(answer.body)}` : answer.reason;

/** /ping while requests are under way all the time. */
export async function askBusy(
  world: ContractWorld,
  asker: Asker,
  sample: Sample,
  signal: AbortSignal,
): Promise<Busy> {
  let isOver = false;
  const giveUp = new AbortController();
  const stop = (): void => giveUp.abort();
  signal.addEventListener('abort', stop);
  const work = inLanes(together, async () => {
    await asker.invoke(sample, giveUp.signal);
    return !isOver;
  }).catch((error: unknown) => {
    if (!giveUp.signal.aborted) throw error;
  });
  const pings: Seen[] = [];
  try {
    for (let count = 0; count < busyPings; count += 1) {
      await world.clock.sleep(busyPause, signal);
      pings.push(seen(await asker.ping(signal)));
    }
    isOver = true;
    // What was begun is left to end, so that it does not weigh on what is tried next.
    const rest = new AbortController();
    await Promise.race([work, world.clock.sleep(patience, rest.signal).catch(() => undefined)]);
    rest.abort();
  } finally {
    isOver = true;
    stop();
    signal.removeEventListener('abort', stop);
    await work;
  }
  return { requests: together, pings };
}

/** Many requests, and the memory before and after. */
export async function askBurst(
  world: ContractWorld,
  container: string,
  { asker, sample }: { readonly asker: Asker; readonly sample: Sample },
  signal: AbortSignal,
): Promise<Burst | undefined> {
  const before = await memoryOf(world, container, signal);
  if (before === undefined) return undefined;
  const until = world.clock.now() + burstTime;
  let requests = 0;
  await inLanes(2, async () => {
    if (requests >= burstRequests || world.clock.now() > until) return false;
    requests += 1;
    await asker.invoke(sample, signal);
    return true;
  });
  const after = await memoryOf(world, container, signal);
  return after === undefined ? undefined : { requests, before, after };
}

async function memoryOf(
  { usages }: ContractWorld,
  container: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const looking = new AbortController();
  const stop = (): void => looking.abort();
  signal.addEventListener('abort', stop);
  try {
    for await (const { memory } of usages.watch(container, 1000, looking.signal)) return memory;
    return undefined;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
