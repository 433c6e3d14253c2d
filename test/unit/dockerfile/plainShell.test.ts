import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, property } from 'fast-check';
import type { ShellCommand, ShellWord } from '../../../src/core/dockerfile/shell/command';
import { flatten, parsed } from '../../../src/core/dockerfile/shell/flatten';
import { plainCommands } from '../../../src/core/dockerfile/shell/plain';
import { joiner, onePiece, type Joined } from '../../../src/core/dockerfile/text/joined';

const words =
  'apt-get install -y /opt/ml A=1 export x=y time if then else fi for in do done case esac while until ! function select coproc let bash -c sh . : test + @ % 1 2>&1 eval';

const part = constantFrom(
  ...words.split(' '),
  ...'; && || | & |& ;; \n'.split(' '),
  '\n',
  ' \n ',
  '\t',
  'a;',
  '|b',
);

/** As continued lines are put together: every piece comes from another place. */
function inPieces(parts: readonly string[]): Joined {
  const pieces = joiner();
  let origin = 7;
  for (const piece of parts) {
    pieces.add(`${piece} `, origin);
    origin += piece.length + 3;
  }
  return pieces.done();
}

/** All that a command says; the reader without the parser keeps only what differs. */
const spelledOut = (command: ShellCommand): ShellCommand => {
  const { start, end, name, assignments, redirects, operator, within } = command;
  return {
    start,
    end,
    name: name && wordSpelledOut(name),
    words: command.words.map(wordSpelledOut),
    assignments,
    redirects,
    operator,
    within,
  };
};

const wordSpelledOut = ({ raw, text, literal, quoting, isPattern, start, end }: ShellWord): ShellWord => ({
  raw,
  text,
  literal,
  quoting,
  isPattern,
  start,
  end,
});

describe('plain shell text', () => {
  it('is read without the parser as the parser reads it', () => {
    let plain = 0;
    check(
      property(array(part, { minLength: 1, maxLength: 10 }), (parts) => {
        for (const source of [inPieces(parts), onePiece(parts.join(' '), 3)]) {
          const commands = plainCommands(source);
          plain += commands === undefined ? 0 : 1;
          if (commands) {
            const { commands: expected, errors } = parsed(source);
            assert.deepEqual(
              { commands: commands.map(spelledOut), errors },
              { commands: expected, errors: [] },
            );
          }
        }
      }),
      { numRuns: 4000 },
    );
    assert.ok(plain > 500, `${plain}`);
  }).timeout(30_000);

  it('is most of what stands in a RUN; anything else is left to the parser', () => {
    const isPlain = (text: string): boolean => plainCommands(onePiece(text, 0)) !== undefined;
    assert.ok(isPlain('apt-get update && apt-get install -y nginx=1.2; ls | wc -l'));
    for (const text of [
      'a "b"',
      'a > b',
      'a $B',
      'A=1 b',
      'if a; then b; fi',
      'a & b',
      'a &&',
      '; a',
      'a\\b',
    ])
      assert.ok(!isPlain(text), text);
    assert.equal(flatten(onePiece('a "b" && c', 0)).commands.length, 2);
  });
});
