import * as l10n from '@vscode/l10n';
import { parseCron, type Cron, type CronField } from './cron';
import { zoneOf, type ScheduleDraft } from './schedule';
import { isZone, momentOf, wallTime } from './zonedTime';

export type Recurrence =
  | { readonly kind: 'once'; readonly wall: Parameters<typeof momentOf>[0] }
  /** Milliseconds. */
  | { readonly kind: 'every'; readonly step: number }
  | { readonly kind: 'cron'; readonly cron: Cron }
  | { readonly kind: 'wrong'; readonly reason: string };

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** As AWS writes it. */
export function recurrenceOf(schedule: string): Recurrence {
  const [, word = '', inside = ''] = /^(at|rate|cron)\((.*)\)$/.exec(schedule.trim()) ?? [];
  switch (word) {
    case 'at':
      return once(inside);
    case 'rate':
      return every(inside);
    case 'cron': {
      const cron = parseCron(inside);
      return 'wrong' in cron ? { kind: 'wrong', reason: cronReason(cron.wrong) } : { kind: 'cron', cron };
    }
    default:
      return { kind: 'wrong', reason: l10n.t('A schedule is at(…), rate(…) or cron(…).') };
  }
}

function once(text: string): Recurrence {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match?.slice(1).map(Number) ?? [];
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = match && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24;
  return isReal && minute < 60 && second < 60
    ? { kind: 'once', wall: { year, month, day, hour, minute, second } }
    : { kind: 'wrong', reason: l10n.t('A single time is written as at(2026-12-24T18:00:00).') };
}

function every(text: string): Recurrence {
  const [, count = '', unit = ''] = /^(\d+)\s+(minute|hour|day)s?$/.exec(text.trim()) ?? [];
  const length = unit === 'minute' || unit === 'hour' || unit === 'day' ? units[unit] : 0;
  return Number(count) > 0
    ? { kind: 'every', step: Number(count) * length }
    : { kind: 'wrong', reason: l10n.t('A rate is written as rate(6 hours), in minutes, hours or days.') };
}

function cronReason(field: CronField): string {
  switch (field) {
    case 'fields':
      return l10n.t('A cron has six fields: minutes, hours, day of the month, month, day of the week, year.');
    case 'minutes':
      return l10n.t('Minutes are 0 to 59, with , - * and /.');
    case 'hours':
      return l10n.t('Hours are 0 to 23, with , - * and /.');
    case 'day of the month':
      return l10n.t('Days of the month are 1 to 31, with , - * / L and W.');
    case 'month':
      return l10n.t('Months are 1 to 12 or JAN to DEC, with , - * and /.');
    case 'day of the week':
      return l10n.t(
        'One of the two days is ?, and days of the week are 1 (Sunday) to 7 or SUN to SAT, with , - * L and #.',
      );
    case 'year':
      return l10n.t('Years are 1970 to 2199, with , - * and /.');
  }
}

/** In milliseconds since 1970. `made`: when AWS got it, which is what a rate without a start counts from. */
interface Wish {
  readonly after: number;
  readonly count: number;
  readonly made?: number;
}

/** The next times at which it acts, in milliseconds since 1970; none when it cannot be read, or is over. */
export function nextRuns(schedule: ScheduleDraft, { after, count, made = after }: Wish): readonly number[] {
  const zone = zoneOf(schedule);
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = schedule;
  const recurrence = recurrenceOf(schedule.schedule);
  const isIn = (moment: number): boolean => moment > after && moment >= start && moment <= end;
  switch (recurrence.kind) {
    case 'wrong':
      return [];
    case 'once': {
      const moment = isZone(zone) ? momentOf(recurrence.wall, zone) : undefined;
      return moment !== undefined && isIn(moment) ? [moment] : [];
    }
    case 'every': {
      const first = Number.isFinite(start) ? start : made + recurrence.step;
      const passed = Math.max(0, Math.floor((after - first) / recurrence.step) + 1);
      return Array.from({ length: count }, (_, index) => first + (passed + index) * recurrence.step).filter(
        isIn,
      );
    }
    case 'cron':
      return isZone(zone)
        ? cronRuns(recurrence.cron, { zone, from: Math.max(after + 1, start), to: end, count })
        : [];
  }
}

interface Stretch {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const day = units.day;

/** By the calendar of the zone. A time that a clock skips is skipped; one that it shows twice counts once. */
function cronRuns(cron: Cron, { zone, from, to, count }: Stretch): readonly number[] {
  const runs: number[] = [];
  const first = wallTime(from, zone);
  const [hours, minutes] = [cron.hours, cron.minutes].map((each) => [...each].toSorted((a, b) => a - b));
  const lastYear = Math.max(...cron.years);
  let date = new Date(Date.UTC(first.year, first.month - 1, first.day));
  while (runs.length < count && date.getUTCFullYear() <= lastYear && date.getTime() - day <= to) {
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
    if (!cron.years.has(year)) {
      date = new Date(Date.UTC(year + 1, 0, 1));
      continue;
    }
    if (!cron.months.has(month)) {
      date = new Date(Date.UTC(year, month, 1));
      continue;
    }
    const calendar = { year, month, day: date.getUTCDate() };
    if (cron.isDay(calendar))
      for (const hour of hours ?? [])
        for (const minute of minutes ?? []) {
          const moment = momentOf({ ...calendar, hour, minute, second: 0 }, zone);
          if (moment !== undefined && moment >= from && moment <= to) runs.push(moment);
          if (runs.length === count) return runs;
        }
    date = new Date(date.getTime() + day);
  }
  return runs;
}
