// Another configuration for variants that scale by themselves: AWS takes it only while they do not. What to do next
// follows from what is seen alone, so that whoever finds the plan can go on with it from anywhere.
import type { HostedEndpoint } from '../endpoint';
import { isMoving } from '../endpoint';
import type { Rollout } from './rollout';
import type { RolloutCall } from './rolloutCall';
import { deregisterCall, placeIn, restoreCalls, type ScalingSnapshot } from './scalingSnapshot';

export interface TypeChange {
  readonly rollout: Rollout;
  /** Before anything was changed. */
  readonly scaling: readonly ScalingSnapshot[];
  readonly progress: Progress;
}

export interface Progress {
  /** `back`: only the scaling is to be as it was. */
  readonly goal: 'forward' | 'back';
  /** So many of the models and configurations are made, or are being made. */
  readonly made: number;
  /** AWS has taken the update. */
  readonly accepted: boolean;
}

export const atStart: Progress = { goal: 'forward', made: 0, accepted: false };

export interface Seen {
  /** Nothing when it was deleted: then nothing is left to scale. */
  readonly endpoint: Pick<HostedEndpoint, 'status' | 'config'> | undefined;
  readonly scaling: readonly ScalingSnapshot[];
  readonly now: number;
}

export type NextStep =
  | { readonly kind: 'make'; readonly call: RolloutCall }
  | { readonly kind: 'update'; readonly call: RolloutCall }
  | { readonly kind: 'scaling'; readonly call: RolloutCall }
  | { readonly kind: 'wait' }
  | { readonly kind: 'over'; readonly reached: boolean };

export function nextStep({ rollout, scaling, progress }: TypeChange, seen: Seen): NextStep {
  const { endpoint } = seen;
  if (!endpoint) return { kind: 'over', reached: false };
  if (isMoving(endpoint.status)) return { kind: 'wait' };
  const isUpdated = endpoint.config === rollout.to;
  const canUpdate = endpoint.config === rollout.from && endpoint.status === 'InService';
  if (progress.goal === 'back' || progress.accepted || !canUpdate) {
    const [call] = restoreCalls(scaling, seen.scaling, seen.now);
    return call ? { kind: 'scaling', call } : { kind: 'over', reached: isUpdated };
  }
  // Models and the configuration first: as long as they fail, the scaling is as it was.
  const make = rollout.makes[progress.made];
  if (make) return { kind: 'make', call: make };
  const registered = scaling.find(({ target }) =>
    seen.scaling.some((each) => placeIn(each.target) === placeIn(target)),
  );
  return registered
    ? { kind: 'scaling', call: deregisterCall(registered) }
    : { kind: 'update', call: rollout.update };
}

export const after = (progress: Progress, step: NextStep): Progress => {
  if (step.kind === 'make') return { ...progress, made: progress.made + 1 };
  return step.kind === 'update' ? { ...progress, accepted: true } : progress;
};

export const turnedBack = (progress: Progress): Progress => ({ ...progress, goal: 'back' });
