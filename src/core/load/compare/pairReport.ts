import type { Answer } from '../ports';
import { latencyOf, type Latency } from '../report/loadReport';
import { Histogram } from '../histogram/histogram';
import { compareAnswers, firstOf, type Difference, type Tolerance } from './answers';
import { verdictOf, type Verdict } from './compareLoads';
import type { Interval } from './interval';
import { medianDifference } from './medianDifference';

/** The same requests to two sides, one right after the other. */
export interface PairReport {
  readonly format: 'longshore-pairs-1';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly sides: readonly [PairSide, PairSide];
  readonly tolerance: Tolerance;
  readonly rounds: number;
  readonly rows: readonly PairRow[];
  /** Milliseconds that the second side takes longer, over pairs in which both answered well. */
  readonly slower: Interval | undefined;
  readonly verdict: Verdict;
}

export interface PairSide {
  readonly name: string;
  readonly url: string;
  readonly latency: Latency;
  /** Requests without a right answer. */
  readonly failed: number;
}

/** What one payload came to. */
export interface PairRow {
  readonly payload: string;
  readonly same: boolean;
  /** Status, or why there is none, where the two differ in it. */
  readonly statuses: readonly [string, string] | undefined;
  readonly differences: readonly Difference[];
  /** There are so many in all. */
  readonly count: number;
  /** Sides, by number, that did not answer the same each time. */
  readonly unsteady: readonly (0 | 1)[];
}

/** The answers of both sides to one payload in one round. */
export interface Pair {
  readonly payload: string;
  readonly answers: readonly [Answer, Answer];
}

interface PairInput {
  readonly at: number;
  readonly sides: readonly [Pick<PairSide, 'name' | 'url'>, Pick<PairSide, 'name' | 'url'>];
  readonly tolerance: Tolerance;
  readonly rounds: number;
}

export function pairReport({ sides, ...given }: PairInput, pairs: readonly Pair[]): PairReport {
  const right = pairs.filter(({ answers }) => answers.every(isRight));
  const slower = medianDifference(
    right.map(({ answers: [one, other] }) => other.milliseconds - one.milliseconds),
  );
  const byPayload = new Map<string, Pair[]>();
  for (const pair of pairs) byPayload.set(pair.payload, [...(byPayload.get(pair.payload) ?? []), pair]);
  return {
    format: 'longshore-pairs-1',
    ...given,
    sides: [sideOf(sides[0], pairs, 0), sideOf(sides[1], pairs, 1)],
    rows: [...byPayload].map(([payload, several]) => pairRow(payload, several, given.tolerance)),
    slower,
    verdict: verdictOf(slower, 0),
  };
}

const isRight = (answer: Answer): boolean =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

function sideOf(side: Pick<PairSide, 'name' | 'url'>, pairs: readonly Pair[], index: 0 | 1): PairSide {
  const histogram = new Histogram();
  const answers = pairs.map((pair) => pair.answers[index]);
  for (const answer of answers) if (isRight(answer)) histogram.record(answer.milliseconds * 1000);
  return {
    ...side,
    latency: latencyOf(histogram),
    failed: answers.filter((answer) => !isRight(answer)).length,
  };
}

function pairRow(payload: string, pairs: readonly Pair[], tolerance: Tolerance): PairRow {
  const compared = pairs.map(({ answers }) => comparePair(answers, tolerance));
  const worst = compared.find(({ statuses, differences }) => statuses || differences.length > 0);
  const unsteady = ([0, 1] as const).filter((side) => {
    const [first, ...others] = pairs.map(({ answers }) => answers[side]);
    return first !== undefined && others.some((other) => isOther([first, other], tolerance));
  });
  return {
    payload,
    same: worst === undefined,
    statuses: worst?.statuses,
    differences: firstOf(worst?.differences ?? []),
    count: worst?.differences.length ?? 0,
    unsteady,
  };
}

function comparePair(
  [left, right]: Pair['answers'],
  tolerance: Tolerance,
): Pick<PairRow, 'statuses' | 'differences'> {
  const [one, other] = [outcomeOf(left), outcomeOf(right)];
  if (one !== other) return { statuses: [one, other], differences: [] };
  const hasBodies = left.kind === 'answered' && right.kind === 'answered' && isRight(left);
  return { statuses: undefined, differences: hasBodies ? compareAnswers(left, right, tolerance) : [] };
}

function isOther(answers: Pair['answers'], tolerance: Tolerance): boolean {
  const { statuses, differences } = comparePair(answers, tolerance);
  return statuses !== undefined || differences.length > 0;
}

const outcomeOf = (answer: Answer): string =>
  answer.kind === 'answered' ? String(answer.status) : answer.reason;
