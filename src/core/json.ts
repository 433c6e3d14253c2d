export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** `Array.isArray` forgets that a list is readonly. */
export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

export const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';

/** What a key of an object itself holds: `constructor` is a fine name for a channel. */
export const at = (from: JsonValue | undefined, key: string): JsonValue | undefined =>
  isObject(from) && Object.hasOwn(from, key) ? from[key] : undefined;

export function textAt(from: JsonValue | undefined, key: string): string | undefined {
  const value = at(from, key);
  return isText(value) ? value : undefined;
}

export function numberAt(from: JsonValue | undefined, key: string): number | undefined {
  const value = at(from, key);
  return typeof value === 'number' ? value : undefined;
}

export function flagAt(from: JsonValue | undefined, key: string): boolean | undefined {
  const value = at(from, key);
  return typeof value === 'boolean' ? value : undefined;
}

export function objectAt(from: JsonValue | undefined, key: string): JsonObject | undefined {
  const value = at(from, key);
  return isObject(value) ? value : undefined;
}

export function textsAt(from: JsonValue | undefined, key: string): readonly string[] | undefined {
  const value = at(from, key);
  return isList(value) && value.every(isText) ? value : undefined;
}

type Given<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same without what is undefined. */
export function given<T extends object>(from: T): Given<T>;
export function given(from: object): object {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));
}

/** A value as SageMaker carries it, where everything is text: texts as they are, all else as JSON. */
export const asText = (value: JsonValue): string => (isText(value) ? value : JSON.stringify(value));

export function mapValues<V, W>(
  from: Readonly<Record<string, V>>,
  change: (value: V) => W,
): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));
}
