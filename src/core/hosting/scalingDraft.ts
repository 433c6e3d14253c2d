import * as l10n from '@vscode/l10n';
import type { ScalingTarget, Suspendable } from './endpoint';
import { isSamePolicy, type PolicyDraft } from './scaling/policy';
import { policiesRefusal } from './scaling/policyRefusal';
import { isSameSchedule, type ScheduleDraft } from './scaling/schedule';
import { schedulesRefusal } from './scaling/scheduleRefusal';

/** How a variant is to grow and shrink by itself. */
export interface ScalingDraft extends ScalingLimits {
  readonly policies: readonly PolicyDraft[];
  readonly schedules: readonly ScheduleDraft[];
}

export interface ScalingLimits {
  readonly min: number;
  readonly max: number;
  readonly suspended: readonly Suspendable[];
}

export const scalingDraft = ({ min, max, suspended, policies, schedules }: ScalingTarget): ScalingDraft => ({
  min,
  max,
  suspended,
  policies: policies.map(({ settings }) => settings),
  schedules,
});

export function isSameScaling(left: ScalingDraft | undefined, right: ScalingDraft | undefined): boolean {
  if (!left || !right) return left === right;
  return (
    isSameLimits(left, right) &&
    isSameList(left.policies, right.policies, isSamePolicy) &&
    isSameList(left.schedules, right.schedules, isSameSchedule)
  );
}

export const isSameLimits = (left: ScalingLimits, right: ScalingLimits): boolean =>
  left.min === right.min &&
  left.max === right.max &&
  left.suspended.toSorted().join() === right.suspended.toSorted().join();

/** A name tells one from the others; AWS keeps no order of them. */
function isSameList<T extends { readonly name: string }>(
  left: readonly T[],
  right: readonly T[],
  isSame: (one: T, other: T | undefined) => boolean,
): boolean {
  return left.length === right.length && left.every((each) => isSame(each, named(right, each.name)));
}

export const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T | undefined =>
  list.find((each) => each.name === name);

/** What scaling of a variant would not be taken, or would not do; nothing when it may be asked for. */
export function scalingRefusal(
  name: string,
  { min, max, policies, schedules }: ScalingDraft,
  { isAsync, instanceType }: { readonly isAsync: boolean; readonly instanceType: string | undefined },
): string | undefined {
  const least = isAsync ? 0 : 1;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min > max || max < 1)
    return l10n.t('{0} scales between two whole numbers, the smaller one first.', name);
  if (min < least)
    return l10n.t('{0} can scale to 1 at least: only asynchronous endpoints go down to 0.', name);
  if (isBurstable(instanceType))
    return l10n.t('{0} runs on {1}: burstable types cannot be scaled.', name, instanceType ?? '');
  return policiesRefusal(name, policies) ?? schedulesRefusal(name, schedules, least);
}

export const isBurstable = (instanceType: string | undefined): boolean =>
  instanceType !== undefined && /^ml\.t\d/.test(instanceType);

/** What AWS advises to begin with. */
export const usualSafety = 0.5;

/** What AWS documents for requests a minute: half of what one instance stands, as long as nobody measured more. */
export const targetFor = (requestsPerSecond: number, safety = usualSafety): number =>
  Math.max(1, Math.round(requestsPerSecond * safety * 60));
