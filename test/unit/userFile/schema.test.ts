import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { assert as check, property } from 'fast-check';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';
import { endpointFields } from '../../../src/core/endpoint/file/shape/endpointFields';
import { endpointFileSchema } from '../../../src/core/endpoint/file/shape/endpointFileSchema';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import { runFields } from '../../../src/core/run/file/shape/runFields';
import { runFileSchema } from '../../../src/core/run/file/shape/runFileSchema';
import type { Fields, Shape } from '../../../src/core/userFile/shape/shape';
import { filesOf } from './shapeArbitrary';

for (const { kind, fields, schema, read } of [
  { kind: 'run', fields: runFields, schema: runFileSchema(), read: readRunFile },
  { kind: 'endpoint', fields: endpointFields, schema: endpointFileSchema(), read: readEndpointFile },
])
  describe(`The JSON Schema of ${kind} files`, () => {
    const isValid = new Ajv({ strict: false }).compile(schema);
    const findings = (value: unknown): readonly string[] =>
      read(JSON.stringify(value), '/a').findings.map(({ id, message }) => `${id} ${message}`);

    it('is a schema', () => {
      assert.equal(new Ajv({ strict: false }).validateSchema(schema), true);
    });

    it('finds nothing wrong with what is right, nor does the reader', () => {
      check(
        property(filesOf(fields, false), (value) => {
          const same: unknown = JSON.parse(JSON.stringify(value));
          assert.equal(isValid(same), true, JSON.stringify(isValid.errors));
          assert.deepEqual(findings(value), []);
        }),
      );
    });

    it('says yes and no as the reader does', () => {
      let wrong = 0;
      check(
        property(filesOf(fields, true), (value) => {
          const same: unknown = JSON.parse(JSON.stringify(value));
          assert.equal(isValid(same), findings(value).length === 0, JSON.stringify(findings(value)));
          if (!isValid(same)) wrong += 1;
        }),
        { numRuns: 200 },
      );
      assert.ok(wrong > 20, `Only ${wrong} were wrong.`);
    });

    it('describes every key in a sentence', () => {
      const visit = (inner: Fields): void => {
        for (const [key, field] of Object.entries(inner)) {
          assert.match(field.description, /\.$/, key);
          for (const deeper of recordsIn(field.shape)) visit(deeper);
        }
      };
      visit(fields);
    });
  });

function recordsIn(shape: Shape): readonly Fields[] {
  if (shape.kind === 'record') return [shape.fields];
  if (shape.kind === 'either') return shape.of.flatMap(recordsIn);
  return shape.kind === 'list' || shape.kind === 'map' ? recordsIn(shape.of) : [];
}
