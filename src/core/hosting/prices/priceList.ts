/** What AWS lists for hosting in one region. */
export interface PriceList {
  readonly region: string;
  /** When AWS published it, as ISO 8601 writes it. */
  readonly published: string;
  /** US dollars for an hour, by instance type. */
  readonly hourly: Readonly<Record<string, number>>;
}

/** AWS's public price lists, kept on the disk. */
export interface Prices {
  /** Nothing when it was never fetched. */
  kept(folder: string, region: string): Promise<PriceList | undefined>;
  /** Large: only when the user said so. */
  fetch(folder: string, region: string, signal: AbortSignal): Promise<PriceList>;
}

/** Whatever is kept on the disk: nothing when it is no list. */
export function priceListIn(kept: unknown): PriceList | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  if (!('region' in kept) || !('published' in kept) || !('hourly' in kept)) return undefined;
  const { region, published, hourly } = kept;
  if (typeof region !== 'string' || typeof published !== 'string') return undefined;
  if (typeof hourly !== 'object' || hourly === null) return undefined;
  const prices = Object.entries(hourly).flatMap(([type, price]: [string, unknown]) =>
    typeof price === 'number' && price >= 0 ? [[type, price] as const] : [],
  );
  return { region, published, hourly: Object.fromEntries(prices) };
}
