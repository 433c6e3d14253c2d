import { AnswerReader } from '../../core/http/answerReader';
import { loadLimits, type LoadStep } from '../../core/load/plan/loadStep';
import { answerError, type StepBeat, type StepTally } from '../../core/load/tally';
import { Line, type LineEnd } from './line';
import type { ThreadTarget } from './messages';
import { schedule } from './schedule';
import type { Silence } from './silence';
import { TallyCount } from './stepTally';

/** Milliseconds. */
const beatEvery = 250;
const checkEvery = 20;
const afterRefusal = 100;
/** Milliseconds that a timer of this thread may be late: this is no delay of the server. */
const timerSlack = 2;

export interface StepInput {
  readonly target: ThreadTarget;
  readonly requests: readonly Uint8Array[];
  readonly step: LoadStep;
  /** Goes on from step to step: short ones alone would never notice. */
  readonly silence: Silence;
  readonly beat: (beat: StepBeat) => void;
}

/** One step of a load: sends by the clock or by the answers, and counts from when each request was due. */
export class StepRun {
  readonly #input: StepInput;
  readonly #start = performance.now();
  readonly #end: number;
  readonly #count: TallyCount;
  readonly #free: Line[] = [];
  readonly #lines = new Set<Line>();
  readonly #timers: NodeJS.Timeout[] = [];
  /** Due, and without a free line. */
  readonly #waiting: number[] = [];
  readonly #mostLines: number;
  readonly #done: (tally: StepTally) => void;
  /** What the step comes to, once. */
  readonly result: Promise<StepTally>;
  #asked = 0;
  #sent = 0;
  #underWay = 0;
  #ended: StepTally['ended'] | undefined;
  #isOver = false;

  constructor(input: StepInput) {
    const { step } = input;
    this.#input = input;
    this.#end = this.#start + step.milliseconds;
    this.#count = new TallyCount(this.#start, step);
    this.#mostLines = step.pace.kind === 'closed' ? step.pace.concurrency : loadLimits.concurrency;
    const { promise, resolve } = settled<StepTally>();
    this.result = promise;
    this.#done = resolve;
    this.#timers.push(
      setInterval(() => this.#beat(), beatEvery),
      setInterval(() => this.#check(), checkEvery),
    );
    if (step.pace.kind === 'open') this.#follow(schedule(step.pace));
    else for (let line = 0; line < step.pace.concurrency; line += 1) this.#next();
  }

  /** Sends no more and waits for nothing. */
  stop(): void {
    this.#close('stopped');
    this.#finish();
  }

  /** Whatever was due until now is due now, whether anything was answered or not. */
  #follow(times: Iterator<number, never>, first?: number): void {
    let due = first ?? this.#start + times.next().value;
    const now = performance.now();
    while (due <= now && this.#mayAsk(due)) {
      this.#ask(due);
      due = this.#start + times.next().value;
    }
    if (this.#ended !== undefined || !this.#mayAsk(due)) return;
    const wait = Math.max(1, Math.floor(due - now));
    this.#timers[2] = setTimeout(() => this.#follow(times, due), wait);
  }

  /** Of a closed loop: a line that is free asks again. */
  #next(): void {
    const now = performance.now();
    if (this.#mayAsk(now)) this.#ask(now);
  }

  /** Also ends the step, when this was the last one. */
  #mayAsk(due: number): boolean {
    if (this.#ended !== undefined) return false;
    const { requests } = this.#input.step;
    if (due >= this.#end) this.#close('time');
    else if (requests !== undefined && this.#asked >= requests) this.#close('count');
    return this.#ended === undefined;
  }

  #ask(due: number): void {
    this.#asked += 1;
    this.#count.due(due);
    const line = this.#free.pop() ?? this.#another();
    if (line) this.#send(line, due);
    else this.#waiting.push(due);
  }

  #another(): Line | undefined {
    if (this.#lines.size >= this.#mostLines) return undefined;
    const { address: host, port } = this.#input.target;
    const line = new Line({ host, port });
    this.#lines.add(line);
    return line;
  }

  #send(line: Line, due: number, waited = false): void {
    const { requests, target } = this.#input;
    const now = performance.now();
    const late = waited ? 0 : now - due;
    // Whoever waited for a line waited for the server; a little without that is our own timer.
    const from = !waited && late <= timerSlack ? now : due;
    const request = requests[this.#sent % requests.length];
    if (!request) return;
    this.#sent += 1;
    this.#underWay += 1;
    this.#count.sent(due, late);
    line.send(request, {
      reader: new AnswerReader(),
      deadline: now + target.timeout,
      finished: (end) => this.#over(line, { due: from, end }),
    });
  }

  #over(line: Line, { due, end }: { readonly due: number; readonly end: LineEnd }): void {
    this.#underWay -= 1;
    const { target, step, silence } = this.#input;
    const ended = performance.now();
    silence.hear(end, ended);
    if (end.kind === 'failed') {
      this.#count.over({ due, ended, error: end.reason, variant: undefined, bytes: 0 });
    } else {
      const { head, bytes } = end.reader;
      const type = head?.headers['content-type'] ?? '';
      const error = answerError(head?.status ?? 0, type, target.answerType);
      const variant = head?.headers['x-amzn-invoked-production-variant'];
      this.#count.over({ due, ended, error, variant, bytes });
    }
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) this.#send(line, waiting, true);
    else this.#free.push(line);
    if (step.pace.kind === 'closed') this.#goOn(end);
    if (this.#ended !== undefined && this.#underWay === 0) this.#finish();
  }

  /** Nobody listens: to ask at once again would only keep the machine busy. */
  #goOn(end: LineEnd): void {
    if (end.kind === 'answered') this.#next();
    else setTimeout(() => this.#next(), end.reason === 'refused' ? afterRefusal : 0);
  }

  #beat(): void {
    this.#input.beat(this.#count.beat((performance.now() - this.#start) / 1000));
  }

  #check(): void {
    const now = performance.now();
    for (const line of this.#lines) line.check(now);
    if (this.#isDeserted(now)) this.#close('gone');
    if (now >= this.#end) this.#close('time');
    if (this.#ended !== undefined && this.#underWay === 0) this.#finish();
  }

  #isDeserted(now: number): boolean {
    const { silence, target } = this.#input;
    return silence.isOver(now, () => {
      const deadlines = [...this.#lines].flatMap(({ deadline }) => deadline ?? []);
      return deadlines.length === 0 ? undefined : Math.min(...deadlines) - target.timeout;
    });
  }

  /** No more is sent; what is on its way may still arrive. */
  #close(ended: StepTally['ended']): void {
    if (this.#ended !== undefined) return;
    this.#ended = ended;
    clearTimeout(this.#timers[2]);
    const now = performance.now();
    for (const due of this.#waiting.splice(0))
      this.#count.over({ due, ended: now, error: 'unsent', variant: undefined, bytes: 0 });
  }

  #finish(): void {
    if (this.#isOver || this.#ended === undefined) return;
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const line of this.#lines) line.close();
    this.#beat();
    this.#done(this.#count.tally(this.#ended, performance.now()));
  }
}

function settled<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
