import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import * as at from '../../../src/core/dockerfile/build/build';
import { evaluate } from '../../../src/core/dockerfile/build/evaluate';
import { parse } from '../../../src/core/dockerfile/parse/parse';
import { anything, wordsText } from '../../../src/core/dockerfile/shell/mention';
import { commandsOf, shellOf } from '../../../src/core/dockerfile/shell/shell';
import type { Arguments, Dockerfile, Flag, Instruction } from '../../../src/core/dockerfile/syntax';
import {
  originalRange,
  pieceOrigin,
  subJoined,
  type Joined,
  type Token,
} from '../../../src/core/dockerfile/text/joined';
import type { Range } from '../../../src/core/dockerfile/text/range';
import { samples } from './samples';

function tokensOf(given: Arguments): readonly Token[] {
  if (given.kind === 'words') return given.words;
  if (given.kind === 'json') return [given.whole, ...given.words];
  if (given.kind === 'shell') return [given.body];
  if (given.kind === 'text') return [given.text];
  if (given.kind === 'trigger') return allTokens(given.instruction);
  if (given.kind === 'health') return [given.type, ...tokensOf(given.command)];
  if (given.kind === 'none') return [];
  return given.pairs.flatMap((pair) => [pair, pair.key, ...(pair.value === undefined ? [] : [pair.value])]);
}

const allTokens = (instruction: Instruction): readonly Token[] => [
  instruction.keyword,
  ...instruction.flags,
  ...tokensOf(instruction.arguments),
  ...instruction.heredocs.map(({ word }) => word),
];

/** What a token covers in the file, without the continuations in it, put together again. */
function reassembled(text: string, line: Joined, { at: start, raw }: Token): string {
  const part = subJoined(line, start, start + raw.length);
  return part.cuts
    .map((cut, piece) => {
      const origin = pieceOrigin(part, piece);
      return text.slice(origin, origin + ((part.cuts[piece + 1] ?? part.text.length) - cut));
    })
    .join('');
}

function checkToken(text: string, line: Joined, token: Token): void {
  assert.equal(reassembled(text, line, token), token.raw);
  assert.deepEqual(originalRange(line, token.at, token.at + token.raw.length), {
    start: token.start,
    end: token.end,
  });
  assert.ok(token.start <= token.end && token.end - token.start >= token.raw.length);
  if (token.raw === '') return;
  assert.equal(text[token.start], token.raw[0]);
  assert.equal(text[token.end - 1], token.raw.at(-1));
}

const isInside = (inner: Range, outer: Range): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

function checkRanges(dockerfile: Dockerfile): void {
  const { text, instructions, comments, issues } = dockerfile;
  let last = 0;
  for (const instruction of instructions) {
    assert.ok(instruction.start >= last && instruction.end > instruction.start);
    last = instruction.end;
    for (const token of allTokens(instruction)) {
      checkToken(text, instruction.line, token);
      assert.ok(isInside(token, instruction));
    }
    for (const { body, terminator } of instruction.heredocs) {
      assert.ok(isInside(body, { start: instruction.keyword.end, end: Math.max(instruction.end, body.end) }));
      assert.ok(terminator === undefined || isInside(terminator, instruction));
    }
    instruction.flags.forEach((flag) => checkFlag(flag));
  }
  for (const [number, comment] of comments.entries()) {
    assert.equal(text[comment.start], '#');
    assert.ok(comment.start >= (comments[number - 1]?.end ?? 0));
  }
  for (const issue of issues)
    assert.ok(isInside(issue, { start: 0, end: text.length }) && issue.start <= issue.end);
}

function checkFlag({ valueRange, value, start, end }: Flag): void {
  assert.equal(valueRange === undefined, value === undefined);
  assert.ok(valueRange === undefined || isInside(valueRange, { start, end }));
}

function checkShells(dockerfile: Dockerfile): void {
  const { text, instructions } = dockerfile;
  for (const instruction of instructions) {
    const body = shellOf(dockerfile, instruction);
    const read = body && wordsText(body.source.text);
    for (const command of commandsOf(body)) {
      const { name, words, redirects } = command;
      for (const part of [command, name, ...words, ...redirects]) {
        assert.ok(
          part === undefined || (part.start <= part.end && isInside(part, { start: 0, end: text.length })),
        );
      }
      for (const word of [name, ...words]) {
        assert.ok(read === anything || word === undefined || read?.includes(wordsText(word.text)));
        const isPlain =
          word !== undefined && /^[\w./-]+$/.test(word.raw) && word.end - word.start === word.raw.length;
        if (isPlain && body?.origin !== 'exec') assert.equal(text.slice(word.start, word.end), word.raw);
      }
    }
  }
}

function checkBuild(dockerfile: Dockerfile): void {
  const build = evaluate(dockerfile);
  for (const instruction of dockerfile.instructions) {
    const moment = at.before(build, instruction);
    at.userAt(moment);
    at.workdirAt(moment);
    at.shellAt(moment);
    at.bindingAt(moment, 'PATH');
  }
  at.finalChain(build);
  const end = at.endOf(build.target);
  at.environmentAt(end);
  at.labelsAt(end);
  at.exposedAt(end);
}

function checkAll(text: string): void {
  const dockerfile = parse(text);
  checkRanges(dockerfile);
  checkShells(dockerfile);
  checkBuild(dockerfile);
}

const splinters = (
  '\n|\r\n|\\\n|\\|`|"|\'|[|]|,|<<EOF|<<-|<<|$|${|}|$(|)|#|# escape=`\n|RUN |FROM |ONBUILD |--|=| |\t|EOF\n|' +
  '\u2028|\ufeff|\0|>|&&|:-|//'
).split('|');

/** A seeded generator, so that a failure names the edit that caused it. */
function* randoms(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

function mutated(seed: number): string {
  const random = randoms(seed);
  const next = (below: number): number => (random.next().value >>> 8) % Math.max(1, below);
  let text = samples[next(samples.length)] ?? '';
  for (let edits = 1 + next(4); edits > 0; edits--) {
    const start = next(text.length);
    const removed = next(3) === 0 ? next(20) : 0;
    const from = next(text.length);
    const added =
      next(3) === 0 ? text.slice(from, from + next(30)) : (splinters[next(splinters.length)] ?? '');
    text = text.slice(0, start) + added + text.slice(start + removed);
  }
  return text;
}

describe('any text', () => {
  for (const [number, sample] of samples.entries()) {
    it(`sample ${number + 1}: every token is where it says`, () => checkAll(sample));
    it(`sample ${number + 1}: every beginning of it is read`, () => {
      for (let end = number; end < sample.length; end += 3) checkAll(sample.slice(0, end));
    }).timeout(20_000);
  }

  it('10,000 broken Dockerfiles are read without a throw', function () {
    this.timeout(60_000);
    for (let seed = 1; seed <= 10_000; seed++) {
      const text = mutated(seed);
      try {
        checkAll(text);
      } catch (cause) {
        throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause });
      }
    }
  });

  it('words of everything that means something are read without a throw', () => {
    const text = array(oneof(constantFrom(...splinters), string({ maxLength: 3 }))).map((parts) =>
      parts.join(''),
    );
    check(property(text, checkAll), { numRuns: 500 });
  });

  it('what is very deep or very long is read without a throw', () => {
    const many = 20_000;
    for (const text of [
      `FROM x\nRUN ${'$('.repeat(many)}`,
      `FROM x\nRUN ${'{ '.repeat(many)}`,
      `RUN ${'${a:-'.repeat(many)} <<EOF`,
      `ENV A=${'${a:-'.repeat(many)}`,
      `${'ONBUILD '.repeat(many)}RUN x`,
      `CMD ${'['.repeat(many)}`,
      `CMD [${'"a",'.repeat(many)}`,
      `ENV A=1 ${'b '.repeat(many)}`,
      `RUN ${'--a '.repeat(many)}`,
      `FROM s${many}\n${Array.from({ length: 3000 }, (_, stage) => `FROM s${stage} AS s${stage + 1}\n`).join('')}ENV A=$B`,
      'RUN a \\\n'.repeat(many),
    ]) {
      checkAll(text);
    }
  }).timeout(60_000);
});

/** Milliseconds of a processor, not of a clock: others may be busy meanwhile. */
const measure = (text: string): number => {
  const start = process.cpuUsage();
  evaluate(parse(text));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/**
 * Four times the text takes about four times the work, and not 16 times; the best of a few runs, as machines are busy.
 * Smaller texts fit into the processor's caches, which looks like growth where they no longer do.
 */
const isLinear = (write: (count: number) => string): boolean => {
  const best = (count: number): number => Math.min(...Array.from({ length: 3 }, () => measure(write(count))));
  best(1000);
  return [1, 2, 3].some(() => best(64_000) < 9 * Math.max(1, best(16_000)));
};

describe('time', () => {
  const shapes: Readonly<Record<string, (count: number) => string>> = {
    'one RUN': (count) => `FROM x\nRUN a${' \\\n && b'.repeat(count)}`,
    'one ENV': (count) => `FROM x\nENV A=1${' \\\n B="c d"'.repeat(count)}`,
    'a chain of ENV': (count) =>
      `FROM x\n${Array.from({ length: count }, (_, n) => `ENV V${n + 1}=${n % 200 === 0 ? '' : `$V${n}`}/b\n`).join('')}`,
    heredocs: (count) => `FROM x\n${'RUN <<EOF\na\nEOF\n'.repeat(count)}`,
    'heredocs without end': (count) =>
      `FROM x\n${Array.from({ length: count }, (_, n) => `RUN <<E${n}\n`).join('')}`,
    'blank lines': (count) => `FROM x\nRUN a \\\n${'\n'.repeat(count)}b`,
    'broken JSON': (count) => `FROM x\n${'CMD ["a", b]\n'.repeat(count)}`,
  };
  for (const [title, write] of Object.entries(shapes)) {
    it(`grows with the text: ${title}`, () => assert.ok(isLinear(write))).timeout(30_000);
  }
});
