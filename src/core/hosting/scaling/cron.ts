// Six fields as AWS reads them: minutes, hours, day of the month, month, day of the week (1 is Sunday), year.

/** One of the days is `?`: the other says which. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  readonly isDay: (date: CalendarDate) => boolean;
}

/** `month` is counted from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Field {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const minute: Field = { from: 0, to: 59 };
const hour: Field = { from: 0, to: 23 };
const dayOfMonth: Field = { from: 1, to: 31 };
const month: Field = { from: 1, to: 12, names: monthNames };
const dayOfWeek: Field = { from: 1, to: 7, names: dayNames };
const year: Field = { from: 1970, to: 2199 };

export type CronField =
  'minutes' | 'hours' | 'day of the month' | 'month' | 'day of the week' | 'year' | 'fields';

/** Without the word `cron` and its brackets. What is wrong is named by its field. */
export function parseCron(text: string): Cron | { readonly wrong: CronField } {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) return { wrong: 'fields' };
  const [minutesText = '', hoursText = '', dayText = '', monthText = '', weekText = '', yearText = ''] =
    fields;
  const minutes = numbersOf(minutesText, minute);
  if (!minutes) return { wrong: 'minutes' };
  const hours = numbersOf(hoursText, hour);
  if (!hours) return { wrong: 'hours' };
  // AWS takes exactly one of the two.
  if ((dayText === '?') === (weekText === '?')) return { wrong: 'day of the week' };
  const months = numbersOf(monthText, month);
  if (!months) return { wrong: 'month' };
  const years = numbersOf(yearText, year);
  if (!years) return { wrong: 'year' };
  const isDay = weekText === '?' ? daysOfMonth(dayText) : daysOfWeek(weekText);
  if (!isDay) return { wrong: weekText === '?' ? 'day of the month' : 'day of the week' };
  return { minutes, hours, months, years, isDay };
}

/** `*`, `5`, `1,3`, `1-5`, `MON-FRI`, `0/15`, `10-30/5`; a range that ends before it begins goes round. */
function numbersOf(text: string, field: Field): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const numbers = partOf(part, field);
    if (!numbers) return undefined;
    numbers.forEach((each) => found.add(each));
  }
  return found;
}

function partOf(part: string, field: Field): readonly number[] | undefined {
  const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) return undefined;
  const [, all, low, high, every] = match;
  const step = every === undefined ? 1 : Number(every);
  if (step < 1) return undefined;
  const from = all === undefined ? numberIn(low, field) : field.from;
  // `5` alone is 5, and `5/10` goes on to the end.
  const end = all !== undefined || (high === undefined && every !== undefined) ? field.to : from;
  const to = high === undefined ? end : numberIn(high, field);
  if (from === undefined || to === undefined) return undefined;
  const size = field.to - field.from + 1;
  const length = to >= from ? to - from : to + size - from;
  return Array.from(
    { length: Math.floor(length / step) + 1 },
    (_, index) => field.from + ((from - field.from + index * step) % size),
  );
}

function numberIn(text = '', { from, to, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named + from;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}

type IsDay = Cron['isDay'];

/** Also `L`, the last one, and `15W`, the weekday that is nearest to the 15th in the same month. */
function daysOfMonth(text: string): IsDay | undefined {
  const parts = text.split(',').map((part): IsDay | undefined => {
    if (part === 'L') return ({ day, ...date }) => day === lastDay(date);
    if (part === 'LW') return ({ day, ...date }) => day === nearestWeekday(date, lastDay(date));
    const weekday = /^(\d{1,2})W$/.exec(part)?.[1];
    if (weekday !== undefined) {
      const wanted = numberIn(weekday, dayOfMonth);
      return wanted === undefined ? undefined : ({ day, ...date }) => day === nearestWeekday(date, wanted);
    }
    const days = partOf(part, dayOfMonth);
    return days && (({ day }) => days.includes(day));
  });
  return anyOf(parts);
}

/** Also `L`, Saturday; `6L`, the last Friday of the month; and `3#2`, its second Tuesday. */
function daysOfWeek(text: string): IsDay | undefined {
  const parts = text.split(',').map((part): IsDay | undefined => {
    if (part === 'L') return (date) => weekdayOf(date) === dayOfWeek.to;
    const last = /^(\w+)L$/.exec(part)?.[1];
    const lastNumber = last === undefined ? undefined : numberIn(last, dayOfWeek);
    if (lastNumber !== undefined)
      return (date) => weekdayOf(date) === lastNumber && date.day + 7 > lastDay(date);
    const [, name, count] = /^(\w+)#([1-5])$/.exec(part) ?? [];
    const nthNumber = name === undefined ? undefined : numberIn(name, dayOfWeek);
    if (nthNumber !== undefined)
      return (date) => weekdayOf(date) === nthNumber && Math.ceil(date.day / 7) === Number(count);
    const days = partOf(part, dayOfWeek);
    return days && ((date) => days.includes(weekdayOf(date)));
  });
  return anyOf(parts);
}

function anyOf(parts: ReadonlyArray<IsDay | undefined>): IsDay | undefined {
  const known = parts.filter((each) => each !== undefined);
  return known.length < parts.length ? undefined : (date) => known.some((each) => each(date));
}

type Month = Omit<CalendarDate, 'day'>;

const lastDay = ({ year: inYear, month: of }: Month): number =>
  new Date(Date.UTC(inYear, of, 0)).getUTCDate();

/** 1 is Sunday. */
const weekdayOf = ({ year: inYear, month: of, day }: CalendarDate): number =>
  new Date(Date.UTC(inYear, of - 1, day)).getUTCDay() + 1;

/** Never in another month: the 1st on a Saturday becomes Monday the 3rd. */
function nearestWeekday(date: Month, wanted: number): number {
  const day = Math.min(wanted, lastDay(date));
  const weekday = weekdayOf({ ...date, day });
  if (weekday === 7) return day === 1 ? 3 : day - 1;
  if (weekday === 1) return day === lastDay(date) ? day - 2 : day + 1;
  return day;
}
