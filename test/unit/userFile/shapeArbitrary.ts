import {
  array,
  boolean,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  oneof,
  record,
  string,
  type Arbitrary,
} from 'fast-check';
import type { Fields, Shape } from '../../../src/core/userFile/shape/shape';

const name = string({ maxLength: 5 });

/** Values of a shape; with `spoil`, now and then something else in their place. */
function valuesOf(shape: Shape, spoil: boolean): Arbitrary<unknown> {
  const right = rightValues(shape, spoil);
  return spoil ? oneof({ arbitrary: right, weight: 12 }, jsonValue({ maxDepth: 1 })) : right;
}

function rightValues(shape: Shape, spoil: boolean): Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return shape.values ? constantFrom(...shape.values) : name;
    case 'number': {
      const { minimum, maximum = 1e6 } = shape;
      const bounds = { min: Math.max(minimum, -1e6), max: maximum };
      return shape.integer ? integer(bounds) : double({ ...bounds, noNaN: true });
    }
    case 'flag':
      return boolean();
    case 'list':
      return array(valuesOf(shape.of, spoil), { maxLength: 3 });
    case 'map':
      return dictionary(name, valuesOf(shape.of, spoil), { maxKeys: 3 });
    case 'record':
      return recordsOf(shape.fields, spoil);
    case 'either':
      return oneof(...shape.of.map((each) => valuesOf(each, spoil)));
    case 'anything':
      return jsonValue({ maxDepth: 2 });
  }
}

function recordsOf(fields: Fields, spoil: boolean): Arbitrary<unknown> {
  const values = Object.fromEntries(
    Object.entries(fields).map(([key, { shape }]) => [key, valuesOf(shape, spoil)]),
  );
  const required = Object.keys(fields).filter((key) => fields[key]?.required && !spoil);
  const known = record(values, { requiredKeys: required });
  if (!spoil) return known;
  const more = dictionary(name, jsonValue({ maxDepth: 0 }), { maxKeys: 1 });
  return oneof(
    { arbitrary: known, weight: 9 },
    record({ known, more }).map((each) => ({ ...each.known, ...each.more })),
  );
}

/** Files with these keys as JSON values; with `spoil`, with mistakes of form. */
export const filesOf = (fields: Fields, spoil: boolean): Arbitrary<unknown> =>
  valuesOf({ kind: 'record', fields }, spoil);
