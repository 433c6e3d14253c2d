// What changes while a stage is built, so that it can be asked for as of any instruction: values with the
// number of the instruction that set them.

export interface Timeline<T> {
  times: number[];
  values: T[];
}

export const timeline = <T>(): Timeline<T> => ({ times: [], values: [] });

export function record<T>(line: Timeline<T>, time: number, value: T): void {
  // Mostly there is one: a list that is pushed to takes room for seventeen.
  if (line.times.length === 0) {
    line.times = [time];
    line.values = [value];
    return;
  }
  line.times.push(time);
  line.values.push(value);
}

/** The number of entries before this time; times never fall. */
function countBefore<T>({ times }: Timeline<T>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const latest = <T>(line: Timeline<T>, time: number): T | undefined =>
  line.values[countBefore(line, time) - 1];
