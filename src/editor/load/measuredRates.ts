import type { FoundRate } from '../../core/load/report/foundRate';
import type { Services } from '../services';

/** What one instance was measured to sustain. */
export interface MeasuredRate {
  /** Requests in a second. */
  readonly rps: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly latencyMs: number | undefined;
}

const measuredRatesKey = 'longshore.measuredRps';

/** Keeps it for whoever sets a scaling target: by the name of the variant, and of the endpoint. */
export async function keepMeasuredRate(
  { memory }: Pick<Services, 'memory'>,
  names: readonly string[],
  { found, at }: { readonly found: FoundRate; readonly at: number },
): Promise<void> {
  if (found.bound === 'below') return;
  const rate: MeasuredRate = { rps: found.rate, at, latencyMs: found.milliseconds };
  const known = memory.get<Readonly<Record<string, MeasuredRate>>>(measuredRatesKey, {});
  const measured = Object.fromEntries(names.map((name) => [name, rate]));
  await memory.update(measuredRatesKey, { ...known, ...measured });
}
