import { formatSize } from '../../format';
import type { RunHistory } from '../history/runHistory';

/** A few letters for the status bar. */
export function statusText({ reading, usage }: RunHistory): string | undefined {
  const gpus = reading?.gpus ?? [];
  const busy = gpus.flatMap(({ utilization }) => (utilization === undefined ? [] : [utilization]));
  const held = sum(gpus.map(({ memoryUsed }) => memoryUsed));
  if (gpus.length > 0 && (busy.length > 0 || held !== undefined)) {
    const mean = busy.length === 0 ? [] : [`GPU ${Math.round(busy.reduce((a, b) => a + b) / busy.length)} %`];
    return [...mean, ...(held === undefined ? [] : [formatSize(held)])].join(' · ');
  }
  const samples = [...usage.values()];
  const cpu = sum(samples.map((sample) => sample.cpu));
  const memory = sum(samples.map((sample) => sample.memory));
  if (memory === undefined) return undefined;
  return [...(cpu === undefined ? [] : [`CPU ${Math.round(cpu)} %`]), formatSize(memory)].join(' · ');
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}
