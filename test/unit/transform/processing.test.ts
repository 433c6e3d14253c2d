import assert from 'node:assert/strict';
import * as check from 'fast-check';
import type { JsonValue } from '../../../src/core/json';
import { assembled } from '../../../src/core/transform/assemble';
import { csvFields } from '../../../src/core/transform/processing/csvFields';
import { exactText, parseExact } from '../../../src/core/transform/processing/exactJson';
import { follow, parseJsonPath } from '../../../src/core/transform/processing/jsonPath';
import { makeProcessing } from '../../../src/core/transform/processing/processing';
import { usualOptions, type DataProcessing } from '../../../src/core/transform/transformOptions';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const text = (from: Uint8Array): string => Buffer.from(from).toString();

function processed(
  contentType: string,
  processing: Partial<DataProcessing>,
  { records, answer }: { readonly records: readonly string[]; readonly answer: string },
): { readonly sent: readonly string[]; readonly stored: string } {
  const made = makeProcessing({
    ...usualOptions,
    contentType,
    processing: { ...usualOptions.processing, ...processing },
  });
  return {
    sent: records.map((record) => text(made.filter(bytes(record)))),
    stored: text(
      made.finish(
        bytes(answer),
        records.map((record) => ({ whole: bytes(record), content: bytes(record) })),
      ),
    ),
  };
}

describe('A JSONPath of batch transform', () => {
  const value: JsonValue = { id: 7, features: [1, 2, 3], deep: { a: 'x', b: { c: 'y' } }, 'odd key': null };

  it('finds what SageMaker finds', () => {
    const table: ReadonlyArray<readonly [string, JsonValue | undefined]> = [
      ['$', value],
      ['$.id', 7],
      ['$.features', [1, 2, 3]],
      ['$.features[0]', 1],
      ['$.features[-1]', 3],
      ['$.features[1:]', [2, 3]],
      ['$.features[:2]', [1, 2]],
      ['$.features[-2:]', [2, 3]],
      ['$.features[0,2]', [1, 3]],
      ['$.features[0,1:]', [1, 2, 3]],
      ['$.features[*]', [1, 2, 3]],
      ['$.deep.*', ['x', { c: 'y' }]],
      ["$['odd key']", null],
      ["$['id','features']", { id: 7, features: [1, 2, 3] }],
      ["$.deep.['a','b']", { a: 'x', b: { c: 'y' } }],
      ['$.deep["b"].c', 'y'],
      ['$.missing', undefined],
      ['$.features[3]', undefined],
      ['$.features[0,3]', undefined],
      ['$.id[0]', undefined],
      ['$.constructor', undefined],
      ["$['id','missing']", undefined],
    ];
    for (const [path, expected] of table) {
      const parsed = parseJsonPath(path);
      assert.ok(parsed, path);
      assert.deepEqual(follow(value, parsed), expected, path);
    }
  });

  it('is refused where SageMaker does not read it', () => {
    for (const path of ['', 'id', '$..id', '$[?(@.a)]', '$[(1)]', '$.a b', '$[1:2:3]', '$[a]', "$['a", '$.'])
      assert.equal(parseJsonPath(path), undefined, path);
  });
});

describe('What is done with the data of a batch transform', () => {
  it('leaves columns of a CSV out, joins the answers and picks from both', () => {
    const data = { records: ['7,"a, b",1.50\n', '8,c,2\r\n'], answer: '0.1\n0.2' };
    assert.deepEqual(
      [
        processed('text/csv', { inputFilter: '$[1:]' }, data),
        processed('text/csv; charset=utf-8', { inputFilter: '$[-1]', join: 'Input' }, data),
        processed('text/csv', { join: 'Input', outputFilter: '$[0,-1]' }, { ...data, answer: '0.1\n0.2\n' }),
      ],
      [
        { sent: ['"a, b",1.50\n', 'c,2\r\n'], stored: '0.1\n0.2' },
        { sent: ['1.50\n', '2\r\n'], stored: '7,"a, b",1.50,0.1\n8,c,2,0.2' },
        { sent: data.records, stored: '7,0.1\n8,0.2\n' },
      ],
    );
  });

  it('joins JSON lines under SageMakerOutput, and what is no object beside SageMakerInput', () => {
    const records = ['{"id":12345678901234567890,"x":[1.0]}\n', '[1,2]\n'];
    assert.deepEqual(
      [
        processed('application/jsonlines', { join: 'Input' }, { records, answer: '{"p":0.10}\n1e3\n' }),
        processed(
          'application/json',
          { inputFilter: '$.x', join: 'Input', outputFilter: "$['id','SageMakerOutput']" },
          { records: records.slice(0, 1), answer: '{\n "p": 2\n}' },
        ),
      ],
      [
        {
          sent: records,
          stored:
            '{"id":12345678901234567890,"x":[1.0],"SageMakerOutput":{"p":0.10}}\n{"SageMakerInput":[1,2],"SageMakerOutput":1e3}\n',
        },
        { sent: ['[1.0]\n'], stored: '{"id":12345678901234567890,"SageMakerOutput":{"p":2}}' },
      ],
    );
  });

  it('is an error where numbers do not match, a filter finds nothing, or it is no JSON', () => {
    const one = { records: ['1,2\n'], answer: '1\n2\n' };
    assert.throws(() => processed('text/csv', { join: 'Input' }, one), /1 records were sent and 2 came back/);
    assert.throws(() => processed('text/csv', { inputFilter: '$[5]' }, one), /finds nothing in: \["1","2"\]/);
    assert.throws(
      () => processed('application/json', { join: 'Input' }, { records: ['{}'], answer: '<html>' }),
      /no JSON: <html>/,
    );
  });

  it('keeps every number as it is written', () => {
    assert.equal(
      exactText(parseExact('{"a": [1.0, -0, 1E5, "2.50", 9007199254740993]}') ?? null),
      '{"a":[1.0,-0,1E5,"2.50",9007199254740993]}',
    );
    check.assert(
      check.property(check.jsonValue(), (value) => {
        const written = JSON.stringify(value);
        assert.equal(exactText(parseExact(written) ?? null), JSON.stringify(JSON.parse(written)));
      }),
    );
    assert.equal(parseExact('{"a": 01}'), undefined);
  });

  it('puts the fields of a row together as they were', () => {
    check.assert(
      check.property(
        check.array(check.constantFrom('a', ',', '"', 'b c', '""'), { maxLength: 12 }),
        (parts) => {
          assert.equal(csvFields(parts.join('')).join(','), parts.join(''));
        },
      ),
    );
    assert.deepEqual(csvFields('1,"a,b","c""d",'), ['1', '"a,b"', '"c""d"', '']);
  });

  it('ends each answer with a newline when that is wanted, and never with two', () => {
    assert.deepEqual(
      ['a', 'a\n', ''].map((answer) => [
        text(assembled(bytes(answer), 'Line')),
        text(assembled(bytes(answer), 'None')),
      ]),
      [
        ['a\n', 'a'],
        ['a\n', 'a\n'],
        ['\n', ''],
      ],
    );
  });
});
