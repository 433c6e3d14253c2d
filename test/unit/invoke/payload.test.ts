import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentTypeOf, contentTypeOfText, endingOf, isJsonType } from '../../../src/core/invoke/contentType';
import { csvRecords, csvValue, csvValues, hasHeader } from '../../../src/core/invoke/csvRows';
import { judgePayload } from '../../../src/core/invoke/payloadLimit';

describe('The content type of a payload', () => {
  it('follows the ending of its file', () => {
    assert.deepEqual(
      ['a.json', 'A.CSV', 'rows.jsonl', 'x.npy', 'p.png', 'p.jpeg', 'notes.txt', 'model', 'a.b/c'].map(
        contentTypeOf,
      ),
      [
        'application/json',
        'text/csv',
        'application/jsonlines',
        'application/x-npy',
        'image/png',
        'image/jpeg',
        'text/plain',
        'application/octet-stream',
        'application/octet-stream',
      ],
    );
  });

  it('is guessed from what was typed', () => {
    assert.deepEqual(
      ['{"a": 1}', '{"a": 1}\n{"a": 2}\n', '5.1,3.5', 'Is this an iris?'].map(contentTypeOfText),
      ['application/json', 'application/jsonlines', 'text/csv', 'text/plain'],
    );
  });

  it('gives an answer its ending back, whatever its parameters', () => {
    assert.equal(endingOf('text/csv; charset=utf-8'), 'csv');
    assert.equal(endingOf('application/x-own'), 'bin');
    assert.deepEqual(
      ['application/json', 'application/vnd.api+json', 'application/jsonlines'].map(isJsonType),
      [true, true, false],
    );
  });
});

describe('Rows of CSV', () => {
  it('are records, with quoted values over several lines', () => {
    assert.deepEqual(csvRecords('a,b\r\n"x\ny",2\n\n3,4'), ['a,b', '"x\ny",2', '3,4']);
    assert.deepEqual(csvValues('1,"a ""b"", c",,last'), ['1', 'a "b", c', '', 'last']);
  });

  it('come back as they were written, whatever is in them', () => {
    const value = fc.string().filter((text) => !/[\r\u2028\u2029]/.test(text) && text.trim() === text);
    const row = fc.array(value, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const written = rows.map((each) => each.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        assert.deepEqual(csvRecords(written.join('\n')).map(csvValues), rows);
        const plain = rows.map((each) => each.map(csvValue).join(','));
        assert.deepEqual(
          plain.map((each) => csvValues(each)),
          rows,
        );
      }),
    );
  });

  it('begin with names where words stand over numbers', () => {
    assert.deepEqual(
      [['width,height', '5.1,3.5'], ['5.1,3.5', '4.9,3'], ['red,green', 'blue,white'], ['only']].map(
        hasHeader,
      ),
      [true, false, false, false],
    );
  });
});

describe('The size of a payload', () => {
  const mebibyte = 1_048_576;
  for (const [bytes, mode, kind] of [
    [6 * mebibyte, 'real time', 'fine'],
    [6 * mebibyte + 1, 'real time', 'doubtful'],
    [25 * mebibyte + 1, 'real time', 'too large'],
    [7 * mebibyte, 'local', 'doubtful'],
    [4 * mebibyte + 1, 'serverless', 'too large'],
    [128_000, 'async', 'fine'],
    [128_001, 'async', 'too large'],
  ] as const)
    it(`of ${bytes} bytes is ${kind} for an endpoint that is ${mode}`, () => {
      assert.equal(judgePayload(bytes, mode).kind, kind);
    });
});
