import type { Range, StepResources } from '../../core/load/report/loadReport';
import { sampleHosts } from '../runs/sampleHosts';
import type { LoadOrder, LoadWorld } from './loadOrder';

/** Milliseconds. */
const interval = 500;

interface Sample {
  readonly at: number;
  readonly of: string;
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  readonly gpu?: number | undefined;
  readonly gpuMemory?: number | undefined;
}

/** Watches until the signal; what was seen between two moments (milliseconds since 1970) can be asked for. */
export function watchResources(
  world: LoadWorld,
  { containers, gpus }: LoadOrder['watched'],
  signal: AbortSignal,
): (from: number, to: number) => StepResources {
  const samples: Sample[] = [];
  const hosts = containers.map((container) => ({ name: container, container }));
  if (hosts.length > 0)
    sampleHosts(
      world,
      { hosts, gpus, interval },
      (event) => {
        if (event.kind === 'usage')
          samples.push({
            at: event.sample.at,
            of: event.host,
            cpu: event.sample.cpu,
            memory: event.sample.memory,
          });
        // Cards that the endpoint did not ask for work for others.
        if (event.kind !== 'gpus' || gpus === 'none') return;
        const cards = event.reading.gpus;
        samples.push({
          at: event.reading.at,
          of: 'gpus',
          gpu: mean(cards.flatMap(({ utilization }) => utilization ?? [])),
          gpuMemory: total(cards.flatMap(({ memoryUsed }) => memoryUsed ?? [])),
        });
      },
      signal,
    );
  return (from, to) => resourcesOf(samples.filter(({ at }) => at >= from && at <= to));
}

function resourcesOf(samples: readonly Sample[]): StepResources {
  const ranges = (['cpu', 'memory', 'gpu', 'gpuMemory'] as const).flatMap((name) => {
    const range = rangeOf(samples, name);
    return range ? [[name, range] as const] : [];
  });
  return Object.fromEntries(ranges);
}

/** Means and maxima of the containers, added up. */
function rangeOf(
  samples: readonly Sample[],
  name: 'cpu' | 'memory' | 'gpu' | 'gpuMemory',
): Range | undefined {
  const whose = [...new Set(samples.map(({ of }) => of))];
  const values = whose
    .map((host) => samples.flatMap((sample) => (sample.of === host ? (sample[name] ?? []) : [])))
    .filter(({ length }) => length > 0);
  if (values.length === 0) return undefined;
  return {
    mean: total(values.map((each) => mean(each) ?? 0)) ?? 0,
    max: total(values.map((each) => Math.max(...each))) ?? 0,
  };
}

const total = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);

function mean(values: readonly number[]): number | undefined {
  const sum = total(values);
  return sum === undefined ? undefined : sum / values.length;
}
