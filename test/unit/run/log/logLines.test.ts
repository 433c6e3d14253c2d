import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogLine } from '../../../../src/core/run/log/logLines';
import { LogLines } from '../../../../src/core/run/log/logLines';
import { stripAnsi } from '../../../../src/core/run/log/stripAnsi';

function read(chunks: ReadonlyArray<string | Uint8Array>): readonly LogLine[] {
  const lines = new LogLines(new TextDecoder());
  return [...chunks.flatMap((chunk) => lines.push(chunk)), ...lines.end()];
}
/** `<` stands for a line that replaces the one before, `>` for one that continues. */
const show = (lines: readonly LogLine[]) =>
  lines.map(({ text, replaces, continues }) => `${replaces ? '<' : ''}${text}${continues ? '>' : ''}`);

describe('Chunks become lines', () => {
  const cases: ReadonlyArray<readonly [string, readonly string[], readonly string[]]> = [
    ['by line feeds', ['a\nb\n\nc'], ['a', 'b', '', 'c']],
    ['by those of Windows and of terminals', ['a\r\nb\r\n\r\n'], ['a', 'b', '']],
    ['also when the two characters come apart', ['a\r', '\nb\r', '\n', '\r', '\nc'], ['a', 'b', '', 'c']],
    ['wherever the chunks end', ['a', 'b', '\nc', '', 'd\n'], ['ab', 'cd']],
    [
      'of which progress replaces the one before',
      ['\r0%', '\r 50%\r100%\nend\n'],
      ['0%', '< 50%', '<100%', 'end'],
    ],
    ['of which progress can end each time', ['0%\r50%\r100%\r\n', 'end\n'], ['0%', '<50%', '<100%', 'end']],
    ['and doubled returns are one', ['0%\r\r\nend\n'], ['0%', 'end']],
    ['and a return at the very end is progress', ['a\nb\r'], ['a', 'b']],
    ['and progress of the next chunk replaces', ['10%\r', '20%\r', '30%\n'], ['10%', '<20%', '<30%']],
  ];
  for (const [name, chunks, lines] of cases) it(name, () => assert.deepEqual(show(read(chunks)), lines));

  it('and the open one can be shown before its end', () => {
    const lines = new LogLines(new TextDecoder());
    assert.deepEqual([lines.push('a\nPass'), lines.open], [read(['a']), 'Pass']);
    assert.deepEqual(show(lines.push('word:\n')), ['Password:']);
  });

  it('and one that is too long becomes several, without loss', () => {
    const long = '🚢'.repeat(50_000);
    const pieces = read([`a${long}`, `${long}\nend`]);
    assert.deepEqual(
      pieces.map(({ text, continues }) => [text.length, continues]),
      [
        [65_535, true],
        [65_536, true],
        [65_536, true],
        [3394, false],
        [3, false],
      ],
    );
    assert.equal(pieces.map(({ text }) => text).join(''), `a${long}${long}end`);
    assert.ok(pieces.every(({ text }) => !/[\uD800-\uDFFF]/u.test(text)));
  });

  it('the same ones, however the bytes are cut', () => {
    const text = fc
      .array(fc.constantFrom('\r', '\n', '\r\n', 'é', '漢', '🚢', 'a', '100%', ''), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 6 }), (whole, cuts) => {
        const bytes = new TextEncoder().encode(whole);
        const places = [0, ...cuts.toSorted((left, right) => left - right), bytes.length];
        const chunks = places.slice(1).map((to, at) => bytes.subarray(places[at], to));
        assert.deepEqual(read(chunks), read([whole]));
        assert.equal(
          read([whole])
            .map((line) => line.text)
            .join(''),
          whole.replaceAll(/[\r\n]/g, ''),
        );
      }),
    );
  });

  it('a million times', () => {
    const lines = new LogLines(new TextDecoder());
    const chunk = 'Epoch 3: loss 0.123 accuracy 0.9\n'.repeat(1000);
    let count = 0;
    for (let at = 0; at < 1000; at += 1) count += lines.push(chunk).length;
    assert.equal(count, 1_000_000);
  });

  it('out of a million chunks', () => {
    const lines = new LogLines(new TextDecoder());
    let characters = 0;
    for (let at = 0; at < 1_000_000; at += 1)
      for (const { text } of lines.push('x')) characters += text.length;
    for (const { text } of lines.end()) characters += text.length;
    assert.equal(characters, 1_000_000);
  });
});

describe('A line without its escapes', () => {
  const cases: ReadonlyArray<readonly [string, string]> = [
    ['plain', 'plain'],
    ['\u001B[1;31mred\u001B[0m and \u001B[38;5;12mblue\u001B[m', 'red and blue'],
    ['\u001B[2K\u001B[1A10%', '10%'],
    ['\u001B]0;title\u0007text \u001B]8;;http://a\u001B\\link\u001B]8;;\u001B\\', 'text link'],
    ['\u001B(Bx\u001B=', 'x'],
    ['\u001B[?25lhidden\u001B[?25h', 'hidden'],
  ];
  for (const [line, text] of cases) it(JSON.stringify(text), () => assert.equal(stripAnsi(line), text));
});
