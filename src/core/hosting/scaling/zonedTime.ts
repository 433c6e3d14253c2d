import type { CalendarDate } from './cron';

/** What clocks on a wall show. */
export interface WallTime extends CalendarDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Whether it is a time zone that is known here. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: they are slow to make. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** Of a moment, in milliseconds since 1970. */
export function wallTime(moment: number, zone: string): WallTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

const asUtc = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/**
 * When a clock on a wall of the zone shows this time: the earlier moment when it does so twice, as in the night when
 * summer ends; nothing when it never does, as in the night when summer begins.
 */
export function momentOf(wall: WallTime, zone: string): number | undefined {
  const naive = asUtc(wall);
  const offset = (moment: number): number => asUtc(wallTime(moment, zone)) - moment;
  // No zone is further than a day from UTC: the offsets around the moment are all that it can have.
  const day = 24 * 60 * 60 * 1000;
  const candidates = [naive - offset(naive - day), naive - offset(naive + day)].toSorted((a, b) => a - b);
  return candidates.find((moment) => asUtc(wallTime(moment, zone)) === naive);
}
