import type { JsonObject, JsonValue } from '../../json';
import { at, isList, isObject, isText, textAt } from '../../json';

/** A request with another laid over it: objects are merged, channels by their name, other lists replaced; null takes out. */
export function layOver(under: JsonObject, over: JsonObject): JsonObject {
  const result = new Map<string, JsonValue>(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(at(under, key), value));
  }
  return Object.fromEntries(result);
}

function merged(under: JsonValue | undefined, over: JsonValue): JsonValue {
  if (isObject(over)) return layOver(isObject(under) ? under : {}, over);
  const [before, after] = [channelsOf(under), channelsOf(over)];
  if (!before || !after) return over;
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].map((name) => layOver(before.get(name) ?? {}, after.get(name) ?? {}));
}

/** What must be laid over the first to make the second. */
export function difference(from: JsonObject, to: JsonObject): JsonObject {
  const result = new Map<string, JsonValue>();
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) result.set(key, null);
  for (const [key, value] of Object.entries(to)) {
    const apart = differenceOf(at(from, key), value);
    if (apart !== undefined) result.set(key, apart);
  }
  return Object.fromEntries(result);
}

function differenceOf(from: JsonValue | undefined, to: JsonValue): JsonValue | undefined {
  if (isSame(from, to)) return undefined;
  if (isObject(from) && isObject(to)) return difference(from, to);
  const [before, after] = [channelsOf(from), channelsOf(to)];
  if (!before || !after || [...before.keys()].some((name) => !after.has(name))) return to;
  const changed = [...after].flatMap(([name, channel]) => {
    const apart = difference(before.get(name) ?? {}, channel);
    return Object.keys(apart).length === 0 ? [] : [{ ChannelName: name, ...apart }];
  });
  // Their order says nothing.
  return changed.length === 0 ? undefined : changed;
}

/** Undefined for any other list than one of channels with their names, each once. */
function channelsOf(value: JsonValue | undefined): ReadonlyMap<string, JsonObject> | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const channels = new Map(
    value.flatMap((each) =>
      isObject(each) && isText(each['ChannelName']) ? [[textAt(each, 'ChannelName') ?? '', each]] : [],
    ),
  );
  return channels.size === value.length ? channels : undefined;
}

/** Equal as JSON, in whatever order keys are. */
function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((each, index) => isSame(each, right[index]));
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]))
    );
  }
  return left === right;
}
