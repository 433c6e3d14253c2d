import type { UsageCounters } from './usage';

/** A frame of the engine's `/stats`, of cgroup v1 or v2; of another shape it tells nothing. */
export function readEngineStats(frame: unknown): UsageCounters | undefined {
  const at = Date.parse(textAt(frame, 'read') ?? '');
  if (!Number.isFinite(at) || at <= 0) return undefined;
  const memory = memoryOf(valueAt(frame, 'memory_stats'));
  const networks = Object.values(record(valueAt(frame, 'networks')));
  const blocks = valueAt(frame, 'blkio_stats', 'io_service_bytes_recursive');
  const cpus = numberAt(frame, 'cpu_stats', 'online_cpus');
  return {
    at,
    ...some('cpuNanoseconds', numberAt(frame, 'cpu_stats', 'cpu_usage', 'total_usage')),
    ...some('cpus', cpus === 0 ? undefined : cpus),
    ...memory,
    ...some('received', total(networks, 'rx_bytes')),
    ...some('sent', total(networks, 'tx_bytes')),
    ...some('read', blockBytes(blocks, 'r')),
    ...some('written', blockBytes(blocks, 'w')),
    ...some('processes', numberAt(frame, 'pids_stats', 'current')),
  };
}

/** Files that are only kept in case do not count: v1 and v2 name them differently. */
export function withoutCache(usage: number, inactiveFile: number | undefined): number {
  return inactiveFile !== undefined && inactiveFile < usage ? usage - inactiveFile : usage;
}

function memoryOf(stats: unknown): Partial<UsageCounters> {
  const usage = numberAt(stats, 'usage');
  if (usage === undefined) return {};
  const inactive =
    numberAt(stats, 'stats', 'total_inactive_file') ?? numberAt(stats, 'stats', 'inactive_file');
  return {
    memory: withoutCache(usage, inactive),
    ...some('memoryLimit', numberAt(stats, 'limit')),
  };
}

/** `Read` on v1, `read` on v2; an engine without that controller lists nothing. */
function blockBytes(list: unknown, letter: string): number | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  let sum = 0;
  for (const entry of list)
    if (textAt(entry, 'op')?.toLowerCase().startsWith(letter) === true) sum += numberAt(entry, 'value') ?? 0;
  return sum;
}

function total(entries: readonly unknown[], name: string): number | undefined {
  if (entries.length === 0) return undefined;
  return entries.reduce<number>((sum, entry) => sum + (numberAt(entry, name) ?? 0), 0);
}

const record = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

function valueAt(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => Reflect.get(record(inner), name), value);
}

function numberAt(value: unknown, ...names: readonly string[]): number | undefined {
  const found = valueAt(value, ...names);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const found = valueAt(value, name);
  return typeof found === 'string' ? found : undefined;
}

const some = (name: keyof UsageCounters, value: number | undefined): Partial<UsageCounters> =>
  value === undefined ? {} : { [name]: value };
