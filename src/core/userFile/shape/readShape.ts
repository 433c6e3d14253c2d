import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import type { Severity } from '../../dockerfile/lint/finding';
import { nearest } from '../../dockerfile/lint/nearest';
import type { FileFinding } from '../finding';
import type { JsonValue } from '../../json';
import { describe } from './describe';
import type { Fields, Shape } from './shape';
import { anything } from './shape';

/** The part of a value that has its shape; what has not is told and left out. */
export function readShape(node: Node, shape: Shape, found: FileFinding[]): JsonValue | undefined {
  switch (shape.kind) {
    case 'text':
      return readText(node, shape, found);
    case 'number':
      return readNumber(node, shape, found);
    case 'flag':
      return typeof node.value === 'boolean' ? node.value : wrong(node, shape, found);
    case 'list':
      if (node.type !== 'array') return wrong(node, shape, found);
      return readItems(node, shape.of, found);
    case 'map':
      if (node.type !== 'object') return wrong(node, shape, found);
      return readKeys(node, () => shape.of, found);
    case 'record':
      return node.type === 'object' ? readRecord(node, shape.fields, found) : wrong(node, shape, found);
    case 'either': {
      const fitting = shape.of.find((each) => isFitting(node, each));
      return fitting ? readShape(node, fitting, found) : wrong(node, shape, found);
    }
    case 'anything':
      return readAnything(node, found);
  }
}

function isFitting(node: Node, shape: Shape): boolean {
  if (shape.kind === 'either') return shape.of.some((each) => isFitting(node, each));
  if (shape.kind === 'anything') return true;
  const types = {
    text: 'string',
    number: 'number',
    flag: 'boolean',
    list: 'array',
    map: 'object',
    record: 'object',
  };
  return node.type === types[shape.kind];
}

function readText(
  node: Node,
  shape: Extract<Shape, { kind: 'text' }>,
  found: FileFinding[],
): string | undefined {
  const value: unknown = node.value;
  if (typeof value !== 'string') return wrong(node, shape, found);
  if (!shape.values || shape.values.includes(value)) return value;
  const meant = nearest(value, shape.values, 2) ?? shape.values.find((each) => sameLetters(each, value));
  if (meant === undefined) return wrong(node, shape, found);
  say(found, node, ['104', 'error'], l10n.t('{0} is not known here. Did you mean {1}?', value, meant));
  return undefined;
}

const sameLetters = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

function readNumber(
  node: Node,
  shape: Extract<Shape, { kind: 'number' }>,
  found: FileFinding[],
): number | undefined {
  const value: unknown = node.value;
  const { integer, minimum, maximum = Number.MAX_VALUE } = shape;
  const isRight =
    typeof value === 'number' &&
    (!integer || Number.isInteger(value)) &&
    value >= minimum &&
    value <= maximum;
  return isRight ? value : wrong(node, shape, found);
}

function readRecord(node: Node, fields: Fields, found: FileFinding[]): JsonValue {
  const names = Object.keys(fields);
  const value = readKeys(
    node,
    (key, place) => {
      if (Object.hasOwn(fields, key)) return fields[key]?.shape;
      unknownKey(key, place, names, found);
      return undefined;
    },
    found,
  );
  const written = new Set((node.children ?? []).map(keyOf));
  const missing = names.filter((name) => fields[name]?.required && !written.has(name));
  const open = { offset: node.offset, length: 1 };
  for (const name of missing) say(found, open, ['105', 'error'], l10n.t('{0} is missing here.', name));
  return value;
}

function unknownKey(key: string, place: Node, names: readonly string[], found: FileFinding[]): void {
  const near = nearest(key, names, key.length > 6 ? 2 : 1) ?? names.find((each) => sameLetters(each, key));
  if (near === undefined) {
    const message = l10n.t('{0} means nothing here. Known are: {1}.', key, names.join(', '));
    return say(found, place, ['102', 'warning'], message);
  }
  const message = l10n.t('{0} means nothing here. Did you mean {1}?', key, near);
  // The schema says that the key is not allowed; what was meant is ours.
  found.push({ ...rangeOf(place), id: '103', severity: 'warning', message, inSchema: false });
}

/** The last of several equal keys counts, as with every reader of JSON. */
function readKeys(
  node: Node,
  shapeOf: (key: string, place: Node) => Shape | undefined,
  found: FileFinding[],
): JsonValue {
  const entries = new Map<string, JsonValue>();
  const seen = new Set<string>();
  for (const { children = [] } of node.children ?? []) {
    const [key, value] = children;
    if (!key) continue;
    const name = String(key.value);
    if (seen.has(name))
      say(found, key, ['106', 'warning'], l10n.t('{0} is here twice; the last one counts.', name));
    seen.add(name);
    entries.delete(name);
    const shape = shapeOf(name, key);
    const read = value && shape && readShape(value, shape, found);
    if (read !== undefined) entries.set(name, read);
  }
  return Object.fromEntries(entries);
}

function readItems(node: Node, shape: Shape, found: FileFinding[]): JsonValue {
  const items = (node.children ?? []).map((item) => readShape(item, shape, found));
  // Findings name the items of a list of records by their place, which must stay what it is.
  if (shape.kind === 'record') return items.map((item) => item ?? null);
  return items.filter((item) => item !== undefined);
}

const keyOf = ({ children }: Node): string => String(children?.[0]?.value);

function readAnything(node: Node, found: FileFinding[]): JsonValue | undefined {
  if (node.type === 'array') return readItems(node, anything, found);
  if (node.type === 'object') return readKeys(node, () => anything, found);
  const value: unknown = node.value;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const message = l10n.t('No program holds so large a number. Write it as text.');
  found.push({ ...rangeOf(node), id: '104', severity: 'error', message, inSchema: false });
  return undefined;
}

function wrong(node: Node, shape: Shape, found: FileFinding[]): undefined {
  say(found, node, ['104', 'error'], l10n.t('Write {0} here.', describe(shape)));
}

type Place = Pick<Node, 'offset' | 'length'>;
const rangeOf = ({ offset, length }: Place) => ({ start: offset, end: offset + length });

function say(
  found: FileFinding[],
  place: Place,
  [id, severity]: readonly [string, Severity],
  message: string,
): void {
  found.push({ ...rangeOf(place), id, severity, message, inSchema: true });
}
