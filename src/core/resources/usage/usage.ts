/** What a container has used since it began, and holds now. What nobody tells is absent. */
export interface UsageCounters {
  /** Milliseconds, of one clock; only differences count. */
  readonly at: number;
  readonly cpuNanoseconds?: number;
  /** Processors that it may use. */
  readonly cpus?: number;
  /** Bytes without the cache of files that can be given back, as the docker command line counts. */
  readonly memory?: number;
  /** Absent when there is none but the machine's own. */
  readonly memoryLimit?: number;
  readonly received?: number;
  readonly sent?: number;
  readonly read?: number;
  readonly written?: number;
  /** Bytes of `/dev/shm`. */
  readonly shmUsed?: number;
  readonly shmSize?: number;
  readonly processes?: number;
}

/** What a container uses at a moment: rates are counted between two looks. */
export interface UsageSample extends Omit<UsageCounters, 'cpuNanoseconds'> {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Percent of one processor: 200 is two of them at work. */
  readonly cpu?: number;
}

const totals = ['received', 'sent', 'read', 'written'] as const;

/** The first look has no rates: a container that runs for an hour has not done it all just now. */
export function usageBetween(
  before: UsageCounters | undefined,
  { cpuNanoseconds, ...now }: UsageCounters,
): UsageSample {
  const seconds = before === undefined ? 0 : (now.at - before.at) / 1000;
  const rates: Record<string, number | undefined> = {};
  for (const name of totals) rates[name] = rate(before?.[name], now[name], seconds);
  const cpu = rate(before?.cpuNanoseconds, cpuNanoseconds, seconds);
  const held = Object.entries({ ...now, ...rates, cpu: cpu === undefined ? undefined : cpu / 1e7 });
  return { at: now.at, ...Object.fromEntries(held.filter(([, value]) => value !== undefined)) };
}

/** A counter that went back has begun anew. */
function rate(before: number | undefined, now: number | undefined, seconds: number): number | undefined {
  if (before === undefined || now === undefined || seconds <= 0 || now < before) return undefined;
  return (now - before) / seconds;
}
