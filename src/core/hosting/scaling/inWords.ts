import * as l10n from '@vscode/l10n';
import type { ScalingDraft, ScalingLimits } from '../scalingDraft';
import type { PolicyDraft, Step, StepsDraft } from './policy';
import { zoneOf, type ScheduleDraft } from './schedule';
import {
  isPolicy,
  isSamePart,
  isSchedule,
  partIn,
  partsOf,
  type PartValue,
  type ScalingPart,
} from './scalingMerge';

export function policyInWords(policy: PolicyDraft): string {
  switch (policy.kind) {
    case 'tracking': {
      const { metric, target } = policy;
      return l10n.t('{0} at {1}', typeof metric === 'string' ? metric : metric.name, target);
    }
    case 'steps':
      return l10n.t('steps: {0}', policy.steps.map((step) => stepInWords(step, policy)).join('; '));
    case 'kept':
      return policy.type === 'TargetTrackingScaling' ? l10n.t('a calculated metric') : policy.type;
  }
}

/** `10 to 20: +2`, as distances from the threshold of the alarm. */
export function stepInWords({ from, to, by }: Step, { adjustment }: Pick<StepsDraft, 'adjustment'>): string {
  const range =
    from === undefined
      ? l10n.t('below {0}', to ?? 0)
      : to === undefined
        ? l10n.t('{0} and more', from)
        : l10n.t('{0} to {1}', from, to);
  const sign = adjustment === 'ExactCapacity' ? '= ' : by > 0 ? '+' : by < 0 ? '−' : '±';
  const unit = adjustment === 'PercentChangeInCapacity' ? ' %' : '';
  return `${range}: ${sign}${Math.abs(by)}${unit}`;
}

export function scheduleInWords(schedule: ScheduleDraft): string {
  const { min, max } = schedule;
  const when = schedule.zone === undefined ? schedule.schedule : `${schedule.schedule} ${zoneOf(schedule)}`;
  return [
    when,
    ...(min === undefined ? [] : [l10n.t('at least {0}', min)]),
    ...(max === undefined ? [] : [l10n.t('at most {0}', max)]),
  ].join(', ');
}

export function scalingInWords({ min, max, policies, schedules, suspended }: ScalingDraft): string {
  const targets = policies.map((policy) =>
    policy.kind === 'tracking' ? l10n.t('target {0}', policy.target) : policy.name,
  );
  return [
    l10n.t('{0} to {1}', min, max),
    ...targets,
    ...schedules.map(({ name }) => name),
    ...suspendedInWords({ suspended }),
  ].join(', ');
}

const suspendedInWords = ({ suspended }: Pick<ScalingLimits, 'suspended'>): readonly string[] =>
  suspended.length === 0
    ? []
    : [suspended.length === 3 ? l10n.t('paused') : l10n.t('off: {0}', suspended.join(' · '))];

export function partInWords(part: ScalingPart): string {
  switch (part.kind) {
    case 'limits':
      return l10n.t('scaling');
    case 'policy':
      return l10n.t('policy {0}', part.name);
    case 'schedule':
      return l10n.t('scheduled action {0}', part.name);
  }
}

export function partValueInWords(value: PartValue): string {
  if (value === undefined) return l10n.t('none');
  if (isPolicy(value)) return policyInWords(value);
  if (isSchedule(value)) return scheduleInWords(value);
  return [l10n.t('{0} to {1}', value.min, value.max), ...suspendedInWords(value)].join(', ');
}

/** What differs between two ways to scale, part by part. */
export const scalingChanges = (before: ScalingDraft, after: ScalingDraft) =>
  partsOf([before, after]).flatMap((part) => {
    const [was, is] = [partIn(before, part), partIn(after, part)];
    return isSamePart(part, was, is) ? [] : [{ part, was, is }];
  });
