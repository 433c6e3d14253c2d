import * as l10n from '@vscode/l10n';

/** An alarm of CloudWatch. */
export interface Alarm {
  readonly name: string;
  readonly state: AlarmState;
  /** In CloudWatch's words. */
  readonly reason: string | undefined;
  /** When it came into this state, in milliseconds since 1970. */
  readonly since: number | undefined;
  /** Nothing of one that is composed of other alarms. */
  readonly watched: readonly WatchedMetric[];
  /** ARNs of what it sets off. */
  readonly actions: readonly string[];
  /** Whether it rings above its threshold. */
  readonly isHigh: boolean;
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface WatchedMetric {
  readonly metric: string;
  readonly endpoint: string | undefined;
  readonly variant: string | undefined;
}

/** SageMaker sums up all variants under this name. */
const allVariants = 'AllTraffic';

export const watches = ({ watched }: Alarm, endpoint: string): boolean =>
  watched.some((each) => each.endpoint === endpoint);

/** It tells a policy to add or take instances: that it rings is its work, and no fault. */
export const isScalingAlarm = ({ name, actions }: Alarm): boolean =>
  actions.some((arn) => /^arn:aws[\w-]*:autoscaling:.*:scalingPolicy:/.test(arn)) ||
  name.startsWith('TargetTracking-');

/** Of the variants of an endpoint; all of them when none is named. */
function variantsWatched({ watched }: Alarm, endpoint: string): readonly string[] {
  const named = watched.flatMap((each) => (each.endpoint === endpoint ? (each.variant ?? []) : []));
  return [...new Set(named)].filter((name) => name !== allVariants);
}

const metricsWatched = ({ watched }: Alarm): string =>
  [...new Set(watched.map(({ metric }) => metric))].join(', ');

/** What it means that an alarm rings. */
export function alarmInWords(alarm: Alarm, endpoint: string): string {
  const of = [metricsWatched(alarm), ...variantsWatched(alarm, endpoint)].filter(Boolean).join(', ');
  if (!isScalingAlarm(alarm)) return l10n.t('The alarm {0} rings ({1}).', alarm.name, of);
  return alarm.isHigh
    ? l10n.t('The load is above its target: scales out as far as it may ({0}).', of)
    : l10n.t('The load is below its target: scales in as far as it may ({0}).', of);
}
