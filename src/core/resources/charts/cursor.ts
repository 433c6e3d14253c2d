import type { LiveChart, Stretch } from './chartSet';
import type { GrowingTable } from './growingTable';

type Tables = Pick<LiveChart, 'tables'>;

/** The time of the sample that is nearest to a place of the mouse. */
export function snapped({ tables }: Tables, seconds: number): number {
  const times = tables.flatMap((table) => table.times[table.nearest(seconds)] ?? []);
  if (times.length === 0) return seconds;
  return times.reduce((best, time) => (Math.abs(time - seconds) < Math.abs(best - seconds) ? time : best));
}

/** Where a key moves the cursor, from sample to sample within what is shown. Nothing for other keys. */
export function movedCursor(
  { tables }: Tables,
  { seconds, shown }: { readonly seconds: number | undefined; readonly shown: Stretch },
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | undefined {
  const table = tables.reduce<GrowingTable | undefined>(
    (longest, each) => (each.length > (longest?.length ?? 0) ? each : longest),
    undefined,
  );
  if (!table) return undefined;
  const first = table.countBefore(shown.from);
  const last = table.countBefore(shown.to + 1e-6) - 1;
  const step = shiftKey ? 10 : 1;
  const row = seconds === undefined ? undefined : table.nearest(seconds);
  const target = {
    ArrowLeft: row === undefined ? last : row - step,
    ArrowRight: row === undefined ? last : row + step,
    Home: first,
    End: last,
  }[key];
  if (target === undefined || last < first) return undefined;
  return table.times[Math.min(last, Math.max(first, target))];
}

/** Half or twice as much time around a moment; nothing when that is all there is. */
export function zoomedRange(
  shown: Stretch,
  {
    extent,
    around,
    key,
  }: { readonly extent: Stretch; readonly around: number | undefined; readonly key: string },
): Stretch | undefined {
  const middle = around ?? (shown.from + shown.to) / 2;
  const width = (shown.to - shown.from) * (key === '-' ? 2 : 0.5);
  if (width >= extent.to - extent.from) return undefined;
  const from = Math.min(Math.max(middle - width / 2, extent.from), extent.to - width);
  return { from, to: from + width };
}
