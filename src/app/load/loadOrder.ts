import type { LoadTarget } from '../../core/load/ports';
import type { LoadStep, Pace } from '../../core/load/plan/loadStep';
import type { StepReport } from '../../core/load/report/loadReport';
import type { RateTry } from '../../core/load/report/foundRate';
import type { StepBeat } from '../../core/load/tally';
import type { World } from '../../core/ports';
import type { LocalPlan } from '../../core/run/local/localPlan';

export type LoadWorld = Pick<World, 'loads' | 'usages' | 'gpus' | 'docker' | 'containers' | 'clock'>;

export interface LoadOrder {
  /** Of the endpoint, or its address. */
  readonly name: string;
  /** That is asked for by name; the weights choose when it is not given. */
  readonly variant?: string;
  readonly target: LoadTarget;
  /** What answers, to be watched meanwhile; none when nobody knows. */
  readonly watched: { readonly containers: readonly string[]; readonly gpus: LocalPlan['gpus'] };
}

export type LoadEvent =
  /** `of` is 0 when nobody knows how many there will be. */
  | { readonly kind: 'step'; readonly index: number; readonly of: number; readonly step: LoadStep }
  | { readonly kind: 'beat'; readonly pace: Pace; readonly beat: StepBeat }
  | { readonly kind: 'stepped'; readonly report: StepReport; readonly judged?: RateTry };

export interface LoadFollow {
  readonly signal: AbortSignal;
  readonly report: (event: LoadEvent) => void;
}
