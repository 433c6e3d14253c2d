import * as l10n from '@vscode/l10n';
import { callsOf, type Rollout } from './rollout';
import type { RolloutCall } from './rolloutCall';
import { deregisterCall, restoreCalls, type ScalingSnapshot } from './scalingSnapshot';

/** A rollout with the scaling that has to go for it, and comes back after it. */
export interface PlannedRollout {
  readonly rollout: Rollout;
  readonly scaling: readonly ScalingSnapshot[];
}

/** All calls, in their order, as far as one knows before. */
export function plannedCalls({ rollout, scaling }: PlannedRollout, now: number): readonly RolloutCall[] {
  return scaling.length === 0
    ? callsOf(rollout)
    : [...rollout.makes, ...scaling.map(deregisterCall), rollout.update, ...restoreCalls(scaling, [], now)];
}

/** What else somebody should know of the scaling. */
export function scalingNotes({ scaling }: PlannedRollout): readonly string[] {
  if (scaling.length === 0) return [];
  const names = scaling.map(({ variant }) => variant).join(', ');
  return [
    l10n.t(
      'AWS changes the instance type of a variant only while it does not scale by itself: the scaling of {0} is taken away, and put back with all of its policies and schedules. Meanwhile the number of instances stays as it is. What it was is kept on this disk before anything is asked.',
      names,
    ),
    ...scaling.flatMap(({ alarms }) =>
      alarms.map((alarm) =>
        l10n.t(
          'The alarm {0} sets off a step policy by its address, and AWS gives that policy a new one: choose the policy again in the alarm afterwards.',
          alarm,
        ),
      ),
    ),
  ];
}
