/** What we ask `--query-gpu` for, with the names that drivers have had for it; the newest first. */
export const fieldNames = {
  index: ['index'],
  count: ['count'],
  name: ['name', 'gpu_name'],
  utilization: ['utilization.gpu'],
  memoryUsed: ['memory.used'],
  memoryTotal: ['memory.total'],
  power: ['power.draw', 'gpu.power.draw'],
  powerNow: ['power.draw.instant', 'gpu.power.draw.instant'],
  powerLimit: ['enforced.power.limit', 'gpu.power.current_limit'],
  temperature: ['temperature.gpu'],
  clock: ['clocks.current.sm', 'clocks.sm'],
  clockLimit: ['clocks.max.sm'],
  slowdowns: ['clocks_event_reasons.active', 'clocks_throttle_reasons.active'],
  mig: ['mig.mode.current'],
  // Last, as a line that is cut off then has no uuid, and is no sample.
  uuid: ['uuid', 'gpu_uuid'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FieldKey = keyof typeof fieldNames;

/** Those that the driver knows, by the text of `--help-query-gpu`: one unknown field makes the whole query fail. */
export function negotiateFields(help: string): readonly string[] {
  const lines = help.split(/\r?\n/).filter((line) => line.startsWith('"'));
  const offered = new Set(lines.flatMap((line) => [...line.matchAll(/"([\w.]+)"/g)].map(([, name]) => name)));
  return Object.values<readonly string[]>(fieldNames).flatMap(
    (names) => names.find((name) => offered.has(name)) ?? [],
  );
}
