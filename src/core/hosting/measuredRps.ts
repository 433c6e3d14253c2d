import type { MeasuredRps } from './panel/endpointPanel';

/** Where a load test on this machine leaves what one instance stands: by the name of a variant or an endpoint. */
export const measuredRpsKey = 'longshore.measuredRps';

/** Whatever is kept there: what is no measurement is left out. */
export function measuredRps(kept: unknown): Readonly<Record<string, MeasuredRps>> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).flatMap(([name, value]: [string, unknown]) =>
      isMeasured(value) ? [[name, value] as const] : [],
    ),
  );
}

function isMeasured(value: unknown): value is MeasuredRps {
  if (typeof value !== 'object' || value === null) return false;
  if (!('rps' in value) || !('at' in value) || !('latencyMs' in value)) return false;
  return (
    typeof value.rps === 'number' &&
    value.rps > 0 &&
    typeof value.at === 'number' &&
    typeof value.latencyMs === 'number'
  );
}
