// What changes while a stage is built, so that it can be asked for as of any instruction: values with the
// number of the instruction that set them, and variables by name with the stage below as fallback.

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

export interface Timed {
  readonly time: number;
}

export interface Scope<T extends Timed> {
  readonly parent: Scope<T> | undefined;
  /** The values that a name has had, in order. */
  readonly names: Map<string, T[]>;
  /** What the scopes below answered, once they were complete. */
  inherited: Map<string, T | undefined> | undefined;
}

export const scopeOn = <T extends Timed>(parent: Scope<T> | undefined): Scope<T> => ({
  parent,
  names: new Map(),
  inherited: undefined,
});

export function bind<T extends Timed>(scope: Scope<T>, name: string, value: T): void {
  const values = scope.names.get(name);
  if (values === undefined) scope.names.set(name, [value]);
  else values.push(value);
}

/** The value of a name before this time; in the scopes below it is their last. */
export function find<T extends Timed>(scope: Scope<T>, name: string, time: number): T | undefined {
  const own = scope.names.get(name);
  const here = own === undefined ? undefined : lastBefore(own, time);
  return here ?? findBelow(scope, name);
}

function lastBefore<T extends Timed>(values: readonly T[], time: number): T | undefined {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return values[low - 1];
}

/** Not recursive, as stages can be stacked by the thousand; each level remembers the answer. */
function findBelow<T extends Timed>(scope: Scope<T>, name: string): T | undefined {
  const asked: Scope<T>[] = [];
  let found: T | undefined;
  for (let level = scope; level.parent !== undefined; level = level.parent) {
    if (level.inherited?.has(name) === true) {
      found = level.inherited.get(name);
      break;
    }
    asked.push(level);
    found = level.parent.names.get(name)?.at(-1);
    if (found !== undefined) break;
  }
  for (const level of asked) (level.inherited ??= new Map()).set(name, found);
  return found;
}

/** Does a name fit that was ever set, here or below? */
export function someName<T extends Timed>(scope: Scope<T>, fits: (name: string) => boolean): boolean {
  for (let level: Scope<T> | undefined = scope; level !== undefined; level = level.parent) {
    for (const name of level.names.keys()) if (fits(name)) return true;
  }
  return false;
}

/** All names with their last accepted values before this time, the scopes below first. */
export function snapshot<T extends Timed>(
  scope: Scope<T>,
  time: number,
  accepts: (value: T) => boolean = () => true,
): Map<string, T> {
  const levels: Scope<T>[] = [];
  for (let level: Scope<T> | undefined = scope; level !== undefined; level = level.parent) levels.push(level);
  const all = new Map<string, T>();
  for (const level of levels.toReversed()) {
    for (const [name, values] of level.names) {
      const value = lastOf(values, level === scope ? time : Infinity, accepts);
      if (value !== undefined) all.set(name, value);
    }
  }
  return all;
}

function lastOf<T extends Timed>(
  values: readonly T[],
  time: number,
  accepts: (value: T) => boolean,
): T | undefined {
  for (let at = values.length - 1; at >= 0; at--) {
    const value = values[at];
    if (value !== undefined && value.time < time && accepts(value)) return value;
  }
  return undefined;
}
