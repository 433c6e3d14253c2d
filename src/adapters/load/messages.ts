// What the thread of a load and its owner say to each other.
import type { Answer, LoadTarget, Question } from '../../core/load/ports';
import type { LoadStep } from '../../core/load/plan/loadStep';
import type { StepBeat, StepTally } from '../../core/load/tally';

/** A target whose name was looked up: only numbers of this machine are connected to. */
export interface ThreadTarget extends LoadTarget {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export type ToThread =
  | { readonly kind: 'step'; readonly id: number; readonly step: LoadStep }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'stop'; readonly id: number };

export type FromThread =
  | { readonly kind: 'beat'; readonly id: number; readonly beat: StepBeat }
  | { readonly kind: 'tally'; readonly id: number; readonly tally: StepTally }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer };
