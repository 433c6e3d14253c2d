import * as l10n from '@vscode/l10n';
import type { ScalingPolicy, ScalingTarget, Suspendable } from './endpoint';

/** How a variant is to grow and shrink by itself: the part of it that can be changed here. */
export interface ScalingDraft {
  readonly min: number;
  readonly max: number;
  readonly suspended: readonly Suspendable[];
  /** Follows a metric. Other policies of the variant stay as they are. */
  readonly policy?: TrackingDraft;
}

export interface TrackingDraft {
  readonly name: string;
  readonly metric: TrackedMetric;
  readonly target: number;
  /** Seconds; AWS's own when it is not given. */
  readonly scaleIn?: number;
  readonly scaleOut?: number;
}

export const trackedMetrics = [
  'SageMakerVariantInvocationsPerInstance',
  'SageMakerVariantConcurrentRequestsPerModelHighResolution',
  'SageMakerVariantProvisionedConcurrencyUtilization',
] as const;
export type TrackedMetric = (typeof trackedMetrics)[number];

/** The one name of a policy that SageMaker's console shows and changes. */
export const consolePolicy = 'SageMakerEndpointInvocationScalingPolicy';

/** The one policy that is edited: the console's, or the only one of its kind. */
export function trackingPolicy(policies: readonly ScalingPolicy[]): TrackingDraft | undefined {
  const tracking = policies.flatMap((policy) => draftOfPolicy(policy) ?? []);
  return (
    tracking.find(({ name }) => name === consolePolicy) ?? (tracking.length === 1 ? tracking[0] : undefined)
  );
}

function draftOfPolicy({
  name,
  metric,
  target,
  scaleIn,
  scaleOut,
}: ScalingPolicy): TrackingDraft | undefined {
  const known = trackedMetrics.find((each) => each === metric);
  if (known === undefined || target === undefined) return undefined;
  return {
    name,
    metric: known,
    target,
    ...(scaleIn === undefined ? {} : { scaleIn }),
    ...(scaleOut === undefined ? {} : { scaleOut }),
  };
}

export function scalingDraft({ min, max, suspended, policies }: ScalingTarget): ScalingDraft {
  const policy = trackingPolicy(policies);
  return { min, max, suspended, ...(policy ? { policy } : {}) };
}

export function isSameScaling(left: ScalingDraft | undefined, right: ScalingDraft | undefined): boolean {
  if (!left || !right) return left === right;
  return (
    left.min === right.min &&
    left.max === right.max &&
    left.suspended.toSorted().join() === right.suspended.toSorted().join() &&
    isSamePolicy(left.policy, right.policy)
  );
}

export function isSamePolicy(left: TrackingDraft | undefined, right: TrackingDraft | undefined): boolean {
  if (!left || !right) return left === right;
  return (['name', 'metric', 'target', 'scaleIn', 'scaleOut'] as const).every(
    (key) => left[key] === right[key],
  );
}

/** What scaling of a variant would not be taken, or would not do; nothing when it may be asked for. */
export function scalingRefusal(
  name: string,
  { min, max, policy }: ScalingDraft,
  { isAsync, instanceType }: { readonly isAsync: boolean; readonly instanceType: string | undefined },
): string | undefined {
  const least = isAsync ? 0 : 1;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min > max || max < 1)
    return l10n.t('{0} scales between two whole numbers, the smaller one first.', name);
  if (min < least)
    return l10n.t('{0} can scale to 1 at least: only asynchronous endpoints go down to 0.', name);
  if (instanceType !== undefined && /^ml\.t\d/.test(instanceType))
    return l10n.t('{0} runs on {1}: burstable types cannot be scaled.', name, instanceType);
  if (policy && !(policy.target > 0)) return l10n.t('The target of {0} is a number above 0.', name);
  const cooldowns = [policy?.scaleIn, policy?.scaleOut].filter((each) => each !== undefined);
  return cooldowns.every((each) => Number.isInteger(each) && each >= 0)
    ? undefined
    : l10n.t('The cooldowns of {0} are whole seconds from 0 on.', name);
}

/** What AWS documents for requests a minute: half of what one instance stands, as long as nobody measured more. */
export const targetFor = (requestsPerSecond: number, safety = 0.5): number =>
  Math.max(1, Math.round(requestsPerSecond * safety * 60));
