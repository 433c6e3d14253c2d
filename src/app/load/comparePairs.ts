import * as l10n from '@vscode/l10n';
import type { Tolerance } from '../../core/load/compare/answers';
import { pairReport, type Pair, type PairReport } from '../../core/load/compare/pairReport';
import type { Answer, LoadTarget, LoadThread } from '../../core/load/ports';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';

export interface PairOrder {
  readonly sides: readonly [PairTarget, PairTarget];
  readonly tolerance: Tolerance;
  /** How often each payload is sent to each side. */
  readonly rounds: number;
}

export interface PairTarget {
  readonly name: string;
  readonly target: LoadTarget;
}

const mostPairs = 20_000;

/** Sends each payload to both sides, one right after the other, and lets each side begin in turn. */
export async function comparePairs(
  world: Pick<World, 'loads' | 'clock'>,
  { sides, tolerance, rounds }: PairOrder,
  { signal, report }: { readonly signal: AbortSignal; readonly report: (done: number, of: number) => void },
): Promise<PairReport> {
  const { payloads } = sides[0].target;
  const all = payloads.length * rounds;
  if (!Number.isInteger(rounds) || rounds < 1 || all > mostPairs)
    throw new Problem('bad-usage', l10n.t('1 to {0} pairs of requests are sent.', mostPairs));
  const thread = await world.loads.open(
    sides.map(({ target }) => target),
    signal,
  );
  try {
    // The first request of a side opens its connection, and may load what is loaded once.
    await askBoth(thread, { payload: 0, first: 0 }, signal);
    const pairs: Pair[] = [];
    for (let round = 0; round < rounds; round += 1)
      for (const [payload, { name }] of payloads.entries()) {
        const first = (round + payload) % 2 === 0 ? 0 : 1;
        pairs.push({ payload: name, answers: await askBoth(thread, { payload, first }, signal) });
        report(pairs.length, all);
      }
    const named = [sideOf(sides[0]), sideOf(sides[1])] as const;
    return pairReport({ at: world.clock.now(), sides: named, tolerance, rounds }, pairs);
  } finally {
    await thread.close();
  }
}

const sideOf = ({ name, target }: PairTarget): { name: string; url: string } => ({ name, url: target.url });

async function askBoth(
  thread: LoadThread,
  { payload, first }: { readonly payload: number; readonly first: 0 | 1 },
  signal: AbortSignal,
): Promise<readonly [Answer, Answer]> {
  const one = await thread.ask({ target: first, payload }, signal);
  const other = await thread.ask({ target: 1 - first, payload }, signal);
  return first === 0 ? [one, other] : [other, one];
}
