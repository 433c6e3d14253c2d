import type { EndpointCall, ScalingPlace } from '../calls';
import { isSameLimits, named, type ScalingDraft } from '../scalingDraft';
import { isSamePolicy } from './policy';
import { policySettings } from './policyRequest';
import { isSameSchedule, zoneOf, type ScheduleDraft } from './schedule';

/**
 * From one way to scale to another: the target first, as AWS knows no policy and no schedule without it; then what
 * ends, then what begins or changes. A policy that changes keeps its ARN, and with it the alarms that name it.
 */
export function scalingCalls(
  place: ScalingPlace,
  was: ScalingDraft | undefined,
  { min, max, suspended, policies, schedules }: ScalingDraft,
): readonly EndpointCall[] {
  const { policies: oldPolicies = [], schedules: oldSchedules = [] } = was ?? {};
  const calls: EndpointCall[] = [];
  if (!was || !isSameLimits(was, { min, max, suspended }))
    calls.push({
      action: 'RegisterScalableTarget',
      request: {
        ...place,
        MinCapacity: min,
        MaxCapacity: max,
        SuspendedState: {
          DynamicScalingInSuspended: suspended.includes('scale in'),
          DynamicScalingOutSuspended: suspended.includes('scale out'),
          ScheduledScalingSuspended: suspended.includes('schedules'),
        },
      },
    });
  for (const old of oldPolicies) {
    const policy = named(policies, old.name);
    // AWS changes no policy into one of another type.
    if (!policy || typeOf(policy) !== typeOf(old))
      calls.push({ action: 'DeleteScalingPolicy', request: { ...place, PolicyName: old.name } });
  }
  for (const { name } of oldSchedules)
    if (!named(schedules, name))
      calls.push({ action: 'DeleteScheduledAction', request: { ...place, ScheduledActionName: name } });
  for (const policy of policies)
    if (!isSamePolicy(named(oldPolicies, policy.name), policy))
      calls.push({
        action: 'PutScalingPolicy',
        request: { ...place, PolicyName: policy.name, ...policySettings(policy) },
      });
  for (const schedule of schedules)
    if (!isSameSchedule(named(oldSchedules, schedule.name), schedule))
      calls.push({ action: 'PutScheduledAction', request: scheduleRequest(place, schedule) });
  return calls;
}

const typeOf = (policy: ScalingDraft['policies'][number]): string => policySettings(policy).PolicyType;

/** Whole, with its zone: AWS keeps of an older one what is not said, except for start and end. */
const scheduleRequest = (place: ScalingPlace, schedule: ScheduleDraft) => {
  const { name, start, end, min, max } = schedule;
  return {
    ...place,
    ScheduledActionName: name,
    Schedule: schedule.schedule,
    Timezone: zoneOf(schedule),
    ...(start === undefined ? {} : { StartTime: new Date(start).toISOString() }),
    ...(end === undefined ? {} : { EndTime: new Date(end).toISOString() }),
    ScalableTargetAction: {
      ...(min === undefined ? {} : { MinCapacity: min }),
      ...(max === undefined ? {} : { MaxCapacity: max }),
    },
  };
};
