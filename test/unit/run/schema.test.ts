import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import {
  array,
  assert as check,
  boolean,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  oneof,
  property,
  record,
  string,
  type Arbitrary,
} from 'fast-check';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import { runFileSchema } from '../../../src/core/run/file/shape/jsonSchema';
import { runFields } from '../../../src/core/run/file/shape/runFields';
import type { Fields, Shape } from '../../../src/core/run/file/shape/shape';

const ajv = new Ajv({ strict: false });
const isValid = ajv.compile(runFileSchema());

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

const runs: Shape = { kind: 'record', fields: runFields };
const findings = (value: unknown): readonly string[] =>
  readRunFile(JSON.stringify(value), '/a').findings.map(({ id, message }) => `${id} ${message}`);

describe('The JSON Schema of run files', () => {
  it('is a schema', () => {
    assert.equal(ajv.validateSchema(runFileSchema()), true);
  });

  it('finds nothing wrong with what is right, nor does the reader', () => {
    check(
      property(valuesOf(runs, false), (value) => {
        const same: unknown = JSON.parse(JSON.stringify(value));
        assert.equal(isValid(same), true, JSON.stringify(isValid.errors));
        assert.deepEqual(findings(value), []);
      }),
    );
  });

  it('says yes and no as the reader does', () => {
    let wrong = 0;
    check(
      property(valuesOf(runs, true), (value) => {
        const same: unknown = JSON.parse(JSON.stringify(value));
        assert.equal(isValid(same), findings(value).length === 0, JSON.stringify(findings(value)));
        if (!isValid(same)) wrong += 1;
      }),
      { numRuns: 200 },
    );
    assert.ok(wrong > 20, `Only ${wrong} were wrong.`);
  });

  it('describes every key in a sentence', () => {
    const visit = (fields: Fields): void => {
      for (const [key, field] of Object.entries(fields)) {
        assert.match(field.description, /\.$/, key);
        for (const inner of recordsIn(field.shape)) visit(inner);
      }
    };
    visit(runFields);
  });
});

function recordsIn(shape: Shape): readonly Fields[] {
  if (shape.kind === 'record') return [shape.fields];
  if (shape.kind === 'either') return shape.of.flatMap(recordsIn);
  return shape.kind === 'list' || shape.kind === 'map' ? recordsIn(shape.of) : [];
}
