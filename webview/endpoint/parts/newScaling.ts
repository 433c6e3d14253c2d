import type { VariantDraft } from '../../../src/core/hosting/draft';
import { consolePolicy, type PolicyDraft } from '../../../src/core/hosting/scaling/policy';
import type { ScheduleDraft } from '../../../src/core/hosting/scaling/schedule';
import { named, type ScalingDraft } from '../../../src/core/hosting/scalingDraft';

/** A beginning that changes no capacity by itself. */
export function firstScaling(variant: VariantDraft): ScalingDraft {
  const { instances, provisioned } = variant;
  return {
    min: 1,
    max: Math.max(2, instances ?? provisioned ?? 1),
    suspended: [],
    policies: [newTracking(variant, [])],
    schedules: [],
  };
}

export function newTracking({ concurrency }: VariantDraft, others: readonly PolicyDraft[]): PolicyDraft {
  const isWarm = concurrency !== undefined;
  return {
    kind: 'tracking',
    name: named(others, consolePolicy) ? freeName('TargetTracking', others) : consolePolicy,
    metric: isWarm
      ? 'SageMakerVariantProvisionedConcurrencyUtilization'
      : 'SageMakerVariantInvocationsPerInstance',
    target: isWarm ? 0.7 : 70,
  };
}

export const newSteps = (others: readonly PolicyDraft[]): PolicyDraft => ({
  kind: 'steps',
  name: freeName('Steps', others),
  adjustment: 'ChangeInCapacity',
  steps: [{ from: 0, by: 1 }],
});

export const newSchedule = ({ min, max, schedules }: ScalingDraft): ScheduleDraft => ({
  name: freeName('Schedule', schedules),
  schedule: 'cron(0 8 ? * MON-FRI *)',
  min,
  max,
});

function freeName(beginning: string, others: readonly { readonly name: string }[]): string {
  for (let number = 1; ; number += 1) {
    const name = `${beginning}-${number}`;
    if (!named(others, name)) return name;
  }
}
