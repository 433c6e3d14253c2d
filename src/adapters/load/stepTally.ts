import { Histogram, type Counts } from '../../core/load/histogram/histogram';
import type { LoadStep } from '../../core/load/plan/loadStep';
import type { LoadError, StepBeat, StepTally } from '../../core/load/tally';

/** Parts of the time of a step, of which each has a histogram. */
const sliceCount = 20;
/** More names than an endpoint can have. */
const mostVariants = 12;

const unanswered: ReadonlySet<LoadError> = new Set(['refused', 'reset', 'timeout', 'not-http', 'unsent']);

export interface Outcome {
  /** Of this thread's clock: when it was due, and when it was over. */
  readonly due: number;
  readonly ended: number;
  readonly error: LoadError | undefined;
  readonly variant: string | undefined;
  readonly bytes: number;
}

interface VariantCount {
  readonly errors: Map<LoadError, number>;
  readonly latency: Histogram;
}

/** Counts what happens in a step, and leaves out its warm-up. All times are this thread's clock. */
export class TallyCount {
  readonly #from: number;
  readonly #until: number;
  readonly #began: number;
  readonly #requests: number;
  readonly #errors = new Map<LoadError, number>();
  readonly #slices: (Histogram | undefined)[] = [];
  readonly #variants = new Map<string, VariantCount>();
  readonly #beat = new Histogram();
  #beatCounts = { sent: 0, answered: 0, errors: 0 };
  #counts = { due: 0, sent: 0, answered: 0, received: 0 };
  #lateness = 0;
  #lastAnswer: number;

  constructor(start: number, { warmUp, milliseconds, requests }: LoadStep) {
    this.#from = start + warmUp;
    this.#until = start + milliseconds;
    this.#began = Date.now() + warmUp;
    this.#requests = requests ?? Number.POSITIVE_INFINITY;
    this.#lastAnswer = this.#from;
  }

  due(at: number): void {
    if (at >= this.#from) this.#counts.due += 1;
  }

  /** `late` by this generator, not by the server. */
  sent(due: number, late: number): void {
    this.#beatCounts.sent += 1;
    if (due < this.#from) return;
    this.#counts.sent += 1;
    this.#lateness = Math.max(this.#lateness, late);
  }

  over({ due, ended, error, variant, bytes }: Outcome): void {
    const isAnswer = error === undefined || !unanswered.has(error);
    const isTimed = error === undefined || error === 'timeout';
    const micros = (ended - due) * 1000;
    this.#beatCounts[error === undefined ? 'answered' : 'errors'] += 1;
    if (isTimed) this.#beat.record(micros);
    if (isAnswer && ended >= this.#from && ended <= this.#until) {
      this.#counts.answered += 1;
      this.#counts.received += bytes;
      this.#lastAnswer = Math.max(this.#lastAnswer, ended);
    }
    if (due < this.#from) return;
    if (error !== undefined) this.#errors.set(error, (this.#errors.get(error) ?? 0) + 1);
    if (isTimed) this.#slice(due).record(micros);
    if (variant !== undefined) this.#countVariant(variant, { error, micros, isTimed });
  }

  beat(seconds: number): StepBeat {
    const quantile = (share: number): number | undefined =>
      this.#beat.total === 0 ? undefined : this.#beat.quantile(share) / 1000;
    const beat = { seconds, ...this.#beatCounts, p50: quantile(0.5), p99: quantile(0.99) };
    this.#beat.clear();
    this.#beatCounts = { sent: 0, answered: 0, errors: 0 };
    return beat;
  }

  /** `stoppedAt` before its time was over, by whomever; a step that was over by its number ends with its last answer. */
  tally(ended: StepTally['ended'], stoppedAt: number): StepTally {
    const early = Math.min(stoppedAt, this.#until);
    const until = { time: this.#until, count: this.#lastAnswer, stopped: early, gone: early }[ended];
    return {
      began: this.#began,
      seconds: Math.max(0, until - this.#from) / 1000,
      ended,
      ...this.#counts,
      errors: Object.fromEntries(this.#errors),
      slices: Array.from({ length: sliceCount }, (_, index): Counts => this.#slices[index]?.counts() ?? []),
      variants: Object.fromEntries(
        [...this.#variants].map(([name, { errors, latency }]) => [
          name,
          { errors: Object.fromEntries(errors), latency: latency.counts() },
        ]),
      ),
      lateness: this.#lateness,
    };
  }

  #slice(due: number): Histogram {
    // Of whichever ends the step first.
    const share = Math.max(
      (due - this.#from) / Math.max(1, this.#until - this.#from),
      this.#counts.sent / this.#requests,
    );
    const index = Math.min(sliceCount - 1, Math.max(0, Math.floor(share * sliceCount)));
    return (this.#slices[index] ??= new Histogram());
  }

  #countVariant(
    name: string,
    {
      error,
      micros,
      isTimed,
    }: { readonly error: LoadError | undefined; readonly micros: number; readonly isTimed: boolean },
  ): void {
    const known = this.#variants.get(name);
    if (!known && this.#variants.size >= mostVariants) return;
    const counts = known ?? { errors: new Map<LoadError, number>(), latency: new Histogram() };
    this.#variants.set(name, counts);
    if (error !== undefined) counts.errors.set(error, (counts.errors.get(error) ?? 0) + 1);
    if (isTimed) counts.latency.record(micros);
  }
}
