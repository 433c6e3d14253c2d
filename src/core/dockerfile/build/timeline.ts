// What changes while a stage is built, so that it can be asked for as of any instruction: values with the
// number of the instruction that set them, and variables by name with the stage below as fallback.

export interface Timeline<T> {
  readonly times: number[];
  readonly values: T[];
}

export const timeline = <T>(): Timeline<T> => ({ times: [], values: [] });

export function record<T>(line: Timeline<T>, time: number, value: T): void {
  line.times.push(time);
  line.values.push(value);
}

/** The number of entries before this time; times never fall. */
export function countBefore<T>({ times }: Timeline<T>, time: number): number {
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

export interface Scope<T> {
  readonly parent: Scope<T> | undefined;
  readonly names: Map<string, Timeline<T>>;
  /** What the scopes below answered, once they were complete. */
  readonly inherited: Map<string, T | undefined>;
}

export const scopeOn = <T>(parent: Scope<T> | undefined): Scope<T> => ({
  parent,
  names: new Map(),
  inherited: new Map(),
});

export interface Entry<T> {
  readonly name: string;
  readonly time: number;
  readonly value: T;
}

export function bind<T>(scope: Scope<T>, { name, time, value }: Entry<T>): void {
  let line = scope.names.get(name);
  if (line === undefined) {
    line = timeline();
    scope.names.set(name, line);
  }
  record(line, time, value);
}

/** The value of a name before this time; in the scopes below it is their last. */
export function find<T>(scope: Scope<T>, name: string, time: number): T | undefined {
  const own = scope.names.get(name);
  const here = own === undefined ? undefined : latest(own, time);
  return here ?? findBelow(scope, name);
}

/** Not recursive, as stages can be stacked by the thousand; each level remembers the answer. */
function findBelow<T>(scope: Scope<T>, name: string): T | undefined {
  const asked: Scope<T>[] = [];
  let found: T | undefined;
  for (let level: Scope<T> | undefined = scope; level !== undefined; level = level.parent) {
    if (level.inherited.has(name)) {
      found = level.inherited.get(name);
      break;
    }
    asked.push(level);
    found = level.parent?.names.get(name)?.values.at(-1);
    if (found !== undefined) break;
  }
  for (const level of asked) level.inherited.set(name, found);
  return found;
}

/** All names and their values before this time, the scopes below first. */
export function snapshot<T>(scope: Scope<T>, time: number): Map<string, T> {
  const levels: Scope<T>[] = [];
  for (let level: Scope<T> | undefined = scope; level !== undefined; level = level.parent) levels.push(level);
  const all = new Map<string, T>();
  for (const level of levels.toReversed()) {
    for (const [name, line] of level.names) {
      const value = latest(line, level === scope ? time : Infinity);
      if (value !== undefined) all.set(name, value);
    }
  }
  return all;
}
