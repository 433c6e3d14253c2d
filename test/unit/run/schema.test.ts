import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { assert as check, property } from 'fast-check';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import { runFileSchema } from '../../../src/core/run/file/shape/runFileSchema';
import { runFields } from '../../../src/core/run/file/shape/runFields';
import type { Fields, Shape } from '../../../src/core/userFile/shape/shape';
import { runFiles } from './runFileArbitrary';

const ajv = new Ajv({ strict: false });
const isValid = ajv.compile(runFileSchema());

const findings = (value: unknown): readonly string[] =>
  readRunFile(JSON.stringify(value), '/a').findings.map(({ id, message }) => `${id} ${message}`);

describe('The JSON Schema of run files', () => {
  it('is a schema', () => {
    assert.equal(ajv.validateSchema(runFileSchema()), true);
  });

  it('finds nothing wrong with what is right, nor does the reader', () => {
    check(
      property(runFiles(false), (value) => {
        const same: unknown = JSON.parse(JSON.stringify(value));
        assert.equal(isValid(same), true, JSON.stringify(isValid.errors));
        assert.deepEqual(findings(value), []);
      }),
    );
  });

  it('says yes and no as the reader does', () => {
    let wrong = 0;
    check(
      property(runFiles(true), (value) => {
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
