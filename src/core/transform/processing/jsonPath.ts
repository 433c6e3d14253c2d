// The JSONPath that batch transform knows: the root, names, the wildcard, lists of names, and of indexes and slices.
import type { JsonValue } from '../../json';
import { isList, isObject } from '../../json';

export type JsonPath = readonly Step[];

type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'picks'; readonly picks: readonly Pick[] }
  | { readonly kind: 'all' };

/** An index, or a range without its end; negative ones count from the end. */
type Pick =
  { readonly index: number } | { readonly start: number | undefined; readonly end: number | undefined };

const step =
  /^(?:\.(?<wild>\*)|\.(?<name>[\p{L}\p{N}_$-]+)|\.?\[(?:(?<star>\*)|(?<names>\s*(?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*\s*)|(?<picks>[-\d:,\s]+))\])/u;

/** Nothing when SageMaker would not read it. */
export function parseJsonPath(text: string): JsonPath | undefined {
  let rest = text.trim();
  if (!rest.startsWith('$')) return undefined;
  rest = rest.slice(1);
  const steps: Step[] = [];
  while (rest !== '') {
    const match = step.exec(rest);
    const made = match && stepOf(match.groups ?? {});
    if (!match || !made) return undefined;
    steps.push(made);
    rest = rest.slice(match[0].length);
  }
  return steps;
}

function stepOf(found: Readonly<Record<string, string | undefined>>): Step | undefined {
  const { name, names, picks } = found;
  if (name !== undefined) return { kind: 'name', name };
  if (names !== undefined) {
    const all = [...names.matchAll(/'([^']*)'|"([^"]*)"/g)].map(
      ([, single, double]) => single ?? double ?? '',
    );
    const [only] = all;
    return all.length === 1 && only !== undefined
      ? { kind: 'name', name: only }
      : { kind: 'names', names: all };
  }
  return picks === undefined ? { kind: 'all' } : picksOf(picks);
}

function picksOf(text: string): Step | undefined {
  const picks: Pick[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(?:(?<index>-?\d+)|(?<start>-?\d+)?\s*:\s*(?<end>-?\d+)?)\s*$/.exec(part);
    if (!match) return undefined;
    const { index, start, end } = match.groups ?? {};
    picks.push(
      index === undefined ? { start: numberOf(start), end: numberOf(end) } : { index: Number(index) },
    );
  }
  const [only] = picks;
  return picks.length === 1 && only && 'index' in only
    ? { kind: 'index', index: only.index }
    : { kind: 'picks', picks };
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** Nothing when the path leads to nothing; SageMaker makes that an error. */
export function follow(value: JsonValue, path: JsonPath): JsonValue | undefined {
  const [first, ...rest] = path;
  if (!first) return value;
  switch (first.kind) {
    case 'name': {
      if (!isObject(value) || !Object.hasOwn(value, first.name)) return undefined;
      const child = value[first.name];
      return child === undefined ? undefined : follow(child, rest);
    }
    case 'index': {
      const child = isList(value) ? value.at(first.index) : undefined;
      return child === undefined ? undefined : follow(child, rest);
    }
    case 'names':
      return isObject(value) ? followNames(value, first.names, rest) : undefined;
    case 'picks':
      return isList(value) ? followAll(picked(value, first.picks), rest) : undefined;
    case 'all':
      if (isList(value)) return followAll(value, rest);
      return isObject(value) ? followAll(Object.values(value), rest) : undefined;
  }
}

function followNames(
  value: { readonly [key: string]: JsonValue },
  names: readonly string[],
  rest: JsonPath,
): JsonValue | undefined {
  // SageMaker nests nothing below several names.
  if (rest.length > 0) return undefined;
  const found = names.flatMap((name): ReadonlyArray<readonly [string, JsonValue]> => {
    const child = Object.hasOwn(value, name) ? value[name] : undefined;
    return child === undefined ? [] : [[name, child]];
  });
  return found.length === names.length ? Object.fromEntries(found) : undefined;
}

function followAll(values: readonly JsonValue[] | undefined, rest: JsonPath): JsonValue | undefined {
  const found = values?.map((each) => follow(each, rest));
  return found?.every((each) => each !== undefined) ? found : undefined;
}

function picked(value: readonly JsonValue[], picks: readonly Pick[]): readonly JsonValue[] | undefined {
  const found = picks.flatMap((pick): ReadonlyArray<JsonValue | undefined> =>
    'index' in pick ? [value.at(pick.index)] : value.slice(pick.start, pick.end),
  );
  return found.every((each) => each !== undefined) ? found : undefined;
}
