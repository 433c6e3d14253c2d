import type { JsonObject } from '../../json';
import { textAt } from '../../json';
import type { RolloutCall } from './rolloutCall';

/** How a variant scales, as the requests that would make it so: taking it away loses policies and schedules. */
export interface ScalingSnapshot {
  readonly variant: string;
  /** RegisterScalableTarget. */
  readonly target: JsonObject;
  /** PutScalingPolicy, each. */
  readonly policies: readonly JsonObject[];
  /** PutScheduledAction, each. */
  readonly schedules: readonly JsonObject[];
  /** Alarms of the user's that set off a policy by an address which AWS makes anew with it. */
  readonly alarms: readonly string[];
}

/** Which of all scalable things: a variant has two dimensions. */
export const placeIn = (request: JsonObject): string =>
  `${textAt(request, 'ResourceId') ?? ''} ${textAt(request, 'ScalableDimension') ?? ''}`;

export const deregisterCall = ({ target }: ScalingSnapshot): RolloutCall => ({
  action: 'DeregisterScalableTarget',
  request: {
    ServiceNamespace: 'sagemaker',
    ResourceId: textAt(target, 'ResourceId') ?? '',
    ScalableDimension: textAt(target, 'ScalableDimension') ?? '',
  },
});

/** What is missing, or other than it was, in the order in which AWS takes it. A schedule that is over stays away. */
export function restoreCalls(
  wanted: readonly ScalingSnapshot[],
  found: readonly ScalingSnapshot[],
  now: number,
): readonly RolloutCall[] {
  return wanted.flatMap((snapshot): readonly RolloutCall[] => {
    const there = found.find(({ target }) => placeIn(target) === placeIn(snapshot.target));
    const isThere = (all: readonly JsonObject[] | undefined, one: JsonObject): boolean =>
      (all ?? []).some((each) => isSame(each, one));
    return [
      ...(there && isSame(there.target, snapshot.target)
        ? []
        : [{ action: 'RegisterScalableTarget', request: snapshot.target } as const]),
      ...snapshot.policies
        .filter((policy) => !isThere(there?.policies, policy))
        .map((request) => ({ action: 'PutScalingPolicy', request }) as const),
      ...snapshot.schedules
        .filter((schedule) => !isOver(schedule, now) && !isThere(there?.schedules, schedule))
        .map((request) => ({ action: 'PutScheduledAction', request }) as const),
    ];
  });
}

/** Whatever the order of keys. */
function isSame(left: JsonObject, right: JsonObject): boolean {
  return canonical(left) === canonical(right);
}

const canonical = (value: JsonObject): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );

/** Milliseconds: `at` may be meant in any time zone. */
const zones = 14 * 3_600_000;

/** AWS takes no schedule that can never come to pass. */
export function isOver(schedule: JsonObject, now: number): boolean {
  const [, at] = /^at\((.+)\)$/.exec(textAt(schedule, 'Schedule') ?? '') ?? [];
  const end = textAt(schedule, 'EndTime');
  if (end !== undefined && Date.parse(end) <= now) return true;
  if (at === undefined) return false;
  const zone = textAt(schedule, 'Timezone');
  const isUtc = zone === undefined || zone === 'UTC';
  return Date.parse(`${at}Z`) + (isUtc ? 0 : zones) <= now;
}
