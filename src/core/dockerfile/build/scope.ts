// Variables and labels by name, as of any instruction, with the stage below as fallback.
export interface Timed {
  readonly time: number;
}

export interface Scope<T extends Timed> {
  readonly parent: Scope<T> | undefined;
  /** The values that a name has had, in order. Others may wait: ask `valuesOf` and `namesIn`. */
  readonly bound: Map<string, T[]>;
  readonly waiting: Waiting[];
  /** What the scopes below answered, once they were complete. */
  inherited: Map<string, T | undefined> | undefined;
}

export const scopeOn = <T extends Timed>(parent: Scope<T> | undefined): Scope<T> => ({
  parent,
  bound: new Map(),
  waiting: [],
  inherited: undefined,
});

/** Names that are bound when someone asks for one of them: in a long list hardly any is ever asked for. */
interface Waiting {
  /** All of the names stand in it. */
  readonly text: string;
  readonly bindAll: () => void;
  searches: number;
}

/** After so many searches of its text, reading a list costs less than the next ones. */
const mostSearches = 50;

export function bindLater<T extends Timed>(scope: Scope<T>, text: string, bindAll: () => void): void {
  scope.waiting.push({ text, bindAll, searches: 0 });
}

function bindWaiting<T extends Timed>({ waiting }: Scope<T>): void {
  if (waiting.length > 0) for (const { bindAll } of waiting.splice(0)) bindAll();
}

/** Binds what waits if it may set a name that has this in it. */
function lookFor<T extends Timed>(scope: Scope<T>, part: string): void {
  if (scope.waiting.length === 0) return;
  const isWanted = scope.waiting.some((list) => ++list.searches > mostSearches || list.text.includes(part));
  if (isWanted) bindWaiting(scope);
}

export function valuesOf<T extends Timed>(scope: Scope<T>, name: string): readonly T[] | undefined {
  lookFor(scope, name);
  return scope.bound.get(name);
}

export const has = <T extends Timed>(scope: Scope<T>, name: string): boolean =>
  valuesOf(scope, name) !== undefined;

/** The names that were ever set here. */
export function namesIn<T extends Timed>(scope: Scope<T>): Iterable<string> {
  bindWaiting(scope);
  return scope.bound.keys();
}

/** Names by how they begin. */
export interface Wanted {
  readonly beginnings: readonly string[];
  readonly fits: (name: string) => boolean;
}

export const beginningWith = (...beginnings: readonly string[]): Wanted => ({
  beginnings,
  fits: (name) => beginnings.some((beginning) => name.startsWith(beginning)),
});

export function* wantedIn<T extends Timed>(scope: Scope<T>, { beginnings, fits }: Wanted): Generator<string> {
  for (const beginning of beginnings) lookFor(scope, beginning);
  for (const name of scope.bound.keys()) if (fits(name)) yield name;
}

export function bind<T extends Timed>(scope: Scope<T>, name: string, value: T): void {
  bindWaiting(scope);
  const values = scope.bound.get(name);
  if (values === undefined) scope.bound.set(name, [value]);
  else values.push(value);
}

/** The value of a name before this time; in the scopes below it is their last. */
export function find<T extends Timed>(scope: Scope<T>, name: string, time: number): T | undefined {
  const own = valuesOf(scope, name);
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
    found = valuesOf(level.parent, name)?.at(-1);
    if (found !== undefined) break;
  }
  for (const level of asked) (level.inherited ??= new Map()).set(name, found);
  return found;
}

/** Was one of them ever set, here or below? */
export function hasWanted<T extends Timed>(scope: Scope<T>, wanted: Wanted): boolean {
  for (let level: Scope<T> | undefined = scope; level !== undefined; level = level.parent) {
    if (wantedIn(level, wanted).next().done !== true) return true;
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
    bindWaiting(level);
    for (const [name, values] of level.bound) {
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
