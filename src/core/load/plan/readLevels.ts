import * as l10n from '@vscode/l10n';
import { Problem } from '../../problem';

const usualSteps = 5;

/** Rates or numbers of requests at once, as they are typed: `50`, `10,20,40`, or `10..100` in so many steps. */
export function readLevels(text: string, steps: number | undefined): readonly number[] {
  const [, from, to] = /^\s*([\d.]+)\s*\.\.\s*([\d.]+)\s*$/.exec(text.replaceAll('…', '..')) ?? [];
  const levels =
    from === undefined
      ? text.split(',').map(numberOf)
      : ramp(numberOf(from), numberOf(to ?? ''), steps ?? usualSteps);
  if (levels.every((level) => level > 0)) return levels;
  throw new Problem(
    'bad-usage',
    l10n.t('{0} is no load: write 50, or steps such as 10,20,40 or 10..100.', text),
  );
}

/** NaN for what is no number, which is larger than nothing. */
const numberOf = (text: string): number => (/^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN);

function ramp(from: number, to: number, steps: number): readonly number[] {
  const last = Math.max(1, steps - 1);
  const level = (step: number): number => from + ((to - from) * step) / last;
  const isWhole = Number.isInteger(from) && Number.isInteger(to);
  return Array.from({ length: Math.max(1, steps) }, (_, step) =>
    isWhole ? Math.round(level(step)) : level(step),
  );
}

const units = { ms: 1, s: 1000, m: 60_000 } as const;

/** `500ms`, `30s`, `2m`; a bare number counts seconds. */
export function readDuration(text: string): number {
  const [, number = '', unit = 's'] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m)?\s*$/.exec(text) ?? [];
  if (number !== '' && (unit === 'ms' || unit === 's' || unit === 'm')) return Number(number) * units[unit];
  throw new Problem('bad-usage', l10n.t('{0} is no time: write 500ms, 30s or 2m.', text));
}

/** `1,8,64 for 30s`: levels, and how long each of them goes on (milliseconds), which may be left to `usual`. */
export function readTimedLevels(
  text: string,
  usual: number,
): { readonly levels: readonly number[]; readonly milliseconds: number } {
  const [levels = '', ...times] = text.split(/\bfor\b/);
  return {
    levels: readLevels(levels, undefined),
    milliseconds: times.length === 0 ? usual : readDuration(times.join('for')),
  };
}

export interface LatencyLimit {
  /** 0.95 for p95. */
  readonly quantile: number;
  readonly milliseconds: number;
}

/** `p95=200ms`. */
export function readLatencyLimit(text: string): LatencyLimit {
  const [, percent = '', time = ''] = /^\s*p(\d{1,2}(?:\.\d+)?)\s*(?:=|<=|<|≤)\s*(\S+)\s*$/i.exec(text) ?? [];
  if (percent === '' || Number(percent) <= 0)
    throw new Problem('bad-usage', l10n.t('{0} is no limit: write p95=200ms.', text));
  return { quantile: Number((Number(percent) / 100).toFixed(6)), milliseconds: readDuration(time) };
}
