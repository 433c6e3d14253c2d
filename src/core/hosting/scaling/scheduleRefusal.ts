import * as l10n from '@vscode/l10n';
import { recurrenceOf } from './nextRuns';
import { zoneOf, type ScheduleDraft } from './schedule';
import { isZone } from './zonedTime';

/** AWS takes no more of a variant. */
const mostSchedules = 200;

/** Why AWS would not take the scheduled actions of a variant; nothing when it would. */
export function schedulesRefusal(
  variant: string,
  schedules: readonly ScheduleDraft[],
  least: number,
): string | undefined {
  if (schedules.length > mostSchedules)
    return l10n.t('{0} can have {1} scheduled actions at most.', variant, mostSchedules);
  const names = schedules.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return l10n.t('{0} has two scheduled actions with the name {1}.', variant, twice);
  for (const schedule of schedules) {
    const refused = scheduleRefusal(schedule, least);
    if (refused !== undefined) return l10n.t('{0} of {1}: {2}', schedule.name, variant, refused);
  }
  return undefined;
}

export function scheduleRefusal(schedule: ScheduleDraft, least: number): string | undefined {
  const { name, min, max, start, end } = schedule;
  if (name.trim() === '' || name.length > 1600) return l10n.t('A scheduled action has a name.');
  if (min === undefined && max === undefined)
    return l10n.t('It says nothing: give it the least or the most that the variant may have.');
  if ([min, max].some((each) => each !== undefined && !(Number.isInteger(each) && each >= 0)))
    return l10n.t('Its limits are whole numbers.');
  if (min !== undefined && max !== undefined && min > max)
    return l10n.t('Its limits are the smaller one first.');
  if ((min ?? max ?? 0) < least || (max ?? least) < least)
    return l10n.t('Its limits are {0} at least: only asynchronous endpoints go down to 0.', least);
  if (start !== undefined && end !== undefined && start >= end) return l10n.t('It ends before it starts.');
  if (!isZone(zoneOf(schedule))) return l10n.t('{0} is no time zone that is known here.', zoneOf(schedule));
  const recurrence = recurrenceOf(schedule.schedule);
  return recurrence.kind === 'wrong' ? recurrence.reason : undefined;
}
