import { driverProblem } from '../../core/gpu/nvidia/driverProblem';
import type { GpuReading } from '../../core/gpu/gpu';
import { cardReader } from '../../core/gpu/nvidia/cardReader';
import { negotiateFields } from '../../core/gpu/nvidia/fields';
import type { GpuPlace } from '../../core/gpu/ports';
import type { Round } from '../../core/gpu/nvidia/rounds';
import { Rounds } from '../../core/gpu/nvidia/rounds';
import type { Lines } from './lines';
import { wholeText } from './lines';
import { pause } from './pause';
import { SlowFacts } from './slowFacts';

export interface Watching {
  readonly lines: Lines;
  readonly place: GpuPlace['kind'];
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

const shortestPause = 1000;
const longestPause = 30_000;
const longestComplaint = 4000;

/** One process for all samples: each start of nvidia-smi costs up to seconds of the driver's time. */
export async function* watchNvidia(watching: Watching): AsyncGenerator<GpuReading> {
  const life = new AbortController();
  const signal = AbortSignal.any([watching.signal, life.signal]);
  const help = await wholeText(watching.lines(['nvidia-smi', '--help-query-gpu'], signal));
  const fields = negotiateFields(help);
  if (signal.aborted) return;
  if (fields.length === 0) throw driverProblem(help, watching.place);
  const slow = new SlowFacts(watching.lines, signal);
  try {
    for await (const round of watchCards({ ...watching, signal }, fields)) {
      if (watching.signal.aborted) return;
      yield slow.complete(round);
    }
  } finally {
    life.abort();
    await slow.ended();
  }
}

/** Starts it again when it dies; what says nothing but words is a driver that is ill. */
async function* watchCards(watching: Watching, fields: readonly string[]): AsyncGenerator<Round> {
  const { lines, place, milliseconds, signal } = watching;
  const query = [
    `--query-gpu=${fields.join(',')}`,
    '--format=csv,noheader,nounits',
    '-lms',
    `${Math.round(milliseconds)}`,
  ];
  const read = cardReader(fields);
  let wait = shortestPause;
  while (!signal.aborted) {
    const rounds = new Rounds();
    const started = Date.now();
    let complaint = '';
    let seen = false;
    for await (const line of lines(['nvidia-smi', ...query], signal)) {
      const card = read(line);
      if (!card) complaint = `${complaint}${line}\n`.slice(-longestComplaint);
      const round = card && rounds.add(card, Date.now());
      seen ||= card !== undefined;
      if (round) yield round;
    }
    if (signal.aborted) return;
    if (!seen) throw driverProblem(complaint, place);
    if (Date.now() - started > longestPause) wait = shortestPause;
    await pause(wait, signal);
    wait = Math.min(wait * 2, longestPause);
  }
}
