import * as l10n from '@vscode/l10n';

const sizeUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Three digits at most, as Docker prints sizes: in thousands, not 1024s. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < sizeUnits.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${Number(value.toPrecision(3))} ${sizeUnits[unit] ?? 'B'}`;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Both in seconds since 1970. */
export function formatAge(created: number, now: number): string {
  const age = Math.max(0, now - created);
  if (age < minute) return l10n.t('just now');
  if (age < hour) return l10n.t('{0} min ago', Math.floor(age / minute));
  if (age < day) return l10n.t('{0} h ago', Math.floor(age / hour));
  const days = Math.floor(age / day);
  if (days === 1) return l10n.t('yesterday');
  if (days < 60) return l10n.t('{0} days ago', days);
  return days < 730
    ? l10n.t('{0} months ago', Math.floor(days / 30.44))
    : l10n.t('{0} years ago', Math.floor(days / 365.25));
}

/** Fewer letters, still unique enough for a person: what Docker itself shows. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** Milliseconds since 1970, to the minute and the same everywhere. */
export const formatMoment = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 16)} UTC`;
