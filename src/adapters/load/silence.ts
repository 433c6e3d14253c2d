import type { AnswerHead } from '../../core/http/answerReader';
import { loadLimits } from '../../core/load/plan/loadStep';
import type { LineEnd } from './line';

/** One or two requests are lost for other reasons. */
const fewest = 3;
/** Milliseconds: who waits for longer was let in by somebody, who may yet answer. */
const shortWait = 1000;

/** How long nobody has been there: since when lines are refused or cut, or a front says that no variant serves. */
export class Silence {
  #since = 0;
  #lost = 0;

  /** A server that is slow or at its limit answers late, or with an error of its own: it is there. */
  hear(end: LineEnd, now: number): void {
    if (isAbsence(end)) {
      if (this.#lost === 0) this.#since = now;
      this.#lost += 1;
    } else if (end.kind === 'answered') this.#lost = 0;
  }

  /** `oldest` tells when the request was sent that is under way for the longest. */
  isOver(now: number, oldest: () => number | undefined): boolean {
    if (this.#lost < fewest || now - this.#since < loadLimits.silence) return false;
    return now - (oldest() ?? now) < shortWait;
  }
}

const isAbsence = (end: LineEnd): boolean =>
  end.kind === 'failed'
    ? end.reason === 'refused' || end.reason === 'reset'
    : isNobodysAnswer(end.reader.head);

/** Of a model it cannot be: the front strips this header from its answers. */
const isNobodysAnswer = (head: AnswerHead | undefined): boolean =>
  head?.status === 503 && head.headers['x-amzn-errortype'] === 'ServiceUnavailable';
