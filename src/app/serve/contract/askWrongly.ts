import { lengthened } from '../../../core/serve/contract/bodies';
import type { Large, Rough } from '../../../core/serve/contract/evidence';
import { limits } from '../../../core/serve/contract/limits';
import type { HttpAnswer } from '../../../core/serve/ports';
import type { Asker, Sample } from './asker';
import type { ContractWorld } from './contractWorld';
import { seen } from './seen';
import type { LiveTrial } from './startTrial';

/** A type that nobody reads. */
const unknownType = 'application/x-longshore-unknown';
/** Milliseconds in which a program that fell over is seen to have ended. */
const fallTime = 500;

export interface Rude {
  readonly trial: LiveTrial;
  readonly asker: Asker;
  readonly sample: Sample | undefined;
}

const someBytes = new TextEncoder().encode('longshore');
const bodyOf = (sample: Sample | undefined): Uint8Array => sample?.body ?? someBytes;

export async function askWrongType(world: ContractWorld, rude: Rude, signal: AbortSignal): Promise<Rough> {
  const answer = await rude.asker.invoke({ contentType: unknownType, body: bodyOf(rude.sample) }, signal);
  return roughOf(world, rude, answer, signal);
}

export async function askEmpty(world: ContractWorld, rude: Rude, signal: AbortSignal): Promise<Rough> {
  const contentType = rude.sample?.contentType ?? 'application/json';
  return roughOf(
    world,
    rude,
    await rude.asker.invoke({ contentType, body: new Uint8Array() }, signal),
    signal,
  );
}

async function roughOf(
  world: ContractWorld,
  { trial }: Rude,
  answer: HttpAnswer,
  signal: AbortSignal,
): Promise<Rough> {
  // Who has answered well is not falling over.
  const isCalm = answer.kind === 'answered' && answer.status < 500;
  if (!isCalm) await world.clock.sleep(fallTime, signal);
  return { seen: seen(answer), aliveAfter: await trial.isAlive(signal) };
}

const mega = 1024 ** 2;
/** Where the usual traps lie, below the limit. */
const traps = [0.9 * mega, 1.1 * mega, 4.9 * mega, 5.1 * mega].map(Math.floor);
const saysSo = /client intended to send too large body|too large|413/i;

/** At the limit; where that is refused, around the usual settings, to name the one. */
export async function askLarge(
  world: ContractWorld,
  rude: Rude,
  isServerless: boolean,
  signal: AbortSignal,
): Promise<Large> {
  const limit = isServerless ? limits.serverlessBody : limits.body;
  const tries: Large['tries'][number][] = [];
  const send = async (bytes: number): Promise<boolean> => {
    const payload = lengthened(
      rude.sample ?? { contentType: 'application/octet-stream', body: someBytes },
      bytes,
    );
    const rough = await roughOf(world, rude, await rude.asker.invoke(payload, signal), signal);
    tries.push({ bytes, ...rough });
    const isRefused =
      rough.seen.kind === 'answered' ? rough.seen.status === 413 : rough.seen.reason === 'reset';
    return rough.aliveAfter && !isRefused;
  };
  const taken = await send(limit);
  if (taken) {
    if (!isServerless) await send(limits.documentedBody);
  } else if (await rude.trial.isAlive(signal))
    for (const bytes of traps.filter((each) => each < limit)) if (!(await send(bytes))) break;
  const { log } = await rude.trial.tell(undefined, signal);
  const said = taken ? undefined : log.findLast((line) => saysSo.test(line));
  return {
    tries: tries.toSorted((left, right) => left.bytes - right.bytes),
    ...(said === undefined ? {} : { said }),
  };
}
