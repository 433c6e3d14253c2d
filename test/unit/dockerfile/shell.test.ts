import assert from 'node:assert/strict';
import { parse } from '../../../src/core/dockerfile/parse/parse';
import { commandsOf, shellOf } from '../../../src/core/dockerfile/shell/shell';
import { commandLines, lines, shell } from './outline';

describe('shell commands', () => {
  const cases: readonly (readonly [title: string, text: string, commands: readonly string[]])[] = [
    ['operators', 'RUN a && b || c; d | e |& f & g', ['a', '&& b', '|| c', '; d', '| e', '|& f', '& g']],
    ['quotes', `RUN pip install "a b" 'c'd`, [`pip install "a b" 'c'd`]],
    ['assignments', 'RUN A=1 B="2" c; D=3', ['A=1 B="2" c', '; D=3']],
    ['assignments as words', 'RUN export A=1', ['export A=1']],
    ['through continuations', lines('RUN a \\', '  # note', '  && b c\\', 'd'), ['a', '&& b c\\\nd']],
    ['redirects', 'RUN a > b 2>&1 >>c <d', ['a > b 2>&1 >>c <d']],
    ['a redirect that was meant as a version', 'RUN pip install x>=1 y', ['pip install x y >=1 (glued)']],
    ['a quoted version', 'RUN pip install "x>=1"', ['pip install "x>=1"']],
    ['a version behind extras', 'RUN pip install x[y]>=1', ['pip install x[y] >=1 (glued)']],
    [
      'if',
      'RUN if a; then b; elif c; then d; else e; fi',
      ['condition: a', 'branch: b', 'condition: c', 'branch: d', 'branch: e'],
    ],
    ['loops', 'RUN for i in 1 2; do a; done; while b; do c; done', ['loop: a', 'condition: ; b', 'loop: c']],
    ['case', 'RUN case $x in a) b;; c) d;; esac', ['branch: b', 'branch: d']],
    ['groups', 'RUN a && ( b; c ) && { d; }', ['a', 'subshell: && b', 'subshell: ; c', 'group: && d']],
    ['functions', 'RUN f() { a; }; f', ['function: group: a', '; f']],
    ['negation and time', 'RUN ! a && time b', ['a', '&& b']],
    [
      'substitutions',
      'RUN a $(b "$(c)") `d`',
      ['a $(b "$(c)") `d`', 'substitution: b "$(c)"', 'substitution: substitution: c', 'substitution: d'],
    ],
    ['tests', 'RUN [ -f x ] && [[ -n $(a) ]]', ['[ -f x ]', 'substitution: a']],
    [
      'a quoted script of a shell',
      "RUN bash -ec 'a && b'",
      ["bash -ec 'a && b'", 'nested-shell: a', 'nested-shell: && b'],
    ],
    ['redirects of a group', 'RUN { a; } > b', ['group: a', '> b']],
    ['a comment ends the line', 'RUN a # && b', ['a']],
    ['shell form of CMD', 'CMD exec a $B', ['exec a $B']],
    ['HEALTHCHECK', 'HEALTHCHECK CMD curl -f x || exit 1', ['curl -f x', '|| exit 1']],
    ['the exec form of a shell', 'ENTRYPOINT ["bash", "-c", "a && b c"]', ['a', '&& b c']],
    [
      'a heredoc',
      lines('RUN <<A', 'a \\', '  b', '# c', 'd > e', 'A'),
      ['a b', 'newline d > e'].map((line) => line.replace('a b', 'a b')),
    ],
    ['an unindented heredoc', lines('RUN <<-A', '\ta &&\t\tb', '\t\tc', '\tA'), ['a', '&& b', 'newline c']],
    ['a heredoc with CRLF', 'RUN <<A\r\na b\r\nc\r\nA\r\n', ['a b', 'newline c']],
    [
      'a heredoc beside other words',
      lines('RUN cat <<A > b && c', 'd $(e)', 'A'),
      ['cat <<A > b', 'substitution: e', '&& c'],
    ],
    ['a heredoc for a shell', lines('RUN bash -e <<A', 'b c', 'A'), ['bash -e <<A', 'nested-shell: b c']],
    ['a heredoc for another program', lines('RUN <<A python3', 'import x', 'A'), ['python3 <<A']],
    ['a heredoc with #! of a shell', lines('RUN <<A', '#!/usr/bin/env bash', 'b', 'A'), ['b']],
  ];
  for (const [title, text, commands] of cases)
    it(title, () => assert.deepEqual(commandLines(text), commands));

  it('JSON escapes lead back to where they are written', () => {
    const text = String.raw`CMD ["sh", "-c", "echo \"a\" \u0026\u0026 pip install x"]`;
    assert.deepEqual(commandLines(text), [String.raw`echo \"a\"`, '&& pip install x']);
  });

  it('words tell whether they are literal and how they are quoted', () => {
    const [command] = commandsOf(shell(`RUN c plain 'one' "two" a"b" "$V" $V *.whl {a,b} a\\ b`));
    const seen = command?.words.map(({ text, literal, quoting, isPattern }) => [
      text,
      literal,
      quoting,
      isPattern,
    ]);
    assert.deepEqual(seen, [
      ['plain', true, 'none', false],
      ['one', true, 'single', false],
      ['two', true, 'double', false],
      ['ab', true, 'mixed', false],
      ['$V', false, 'double', false],
      ['$V', false, 'none', false],
      ['*.whl', true, 'none', true],
      ['{a,b}', true, 'none', true],
      ['a b', true, 'none', false],
    ]);
  });

  it('redirects tell operator, descriptor and target', () => {
    const [command] = commandsOf(shell('RUN a 2> b >&1'));
    const seen = command?.redirects.map(({ operator, descriptor, target }) => [
      operator,
      descriptor,
      target?.text,
    ]);
    assert.deepEqual(seen, [
      ['>', 2, 'b'],
      ['>&', undefined, '1'],
    ]);
  });
});

const kind = (text: string, words?: readonly string[]) => shell(text, words)?.kind;

describe('a shell body', () => {
  it('is opaque when SHELL is another one', () => {
    assert.equal(kind('RUN Get-Item x', ['powershell', '-Command']), 'opaque');
    assert.equal(kind('RUN dir', ['cmd', '/S', '/C']), 'opaque');
    assert.equal(kind('RUN <<A\nimport x\nA\n', ['/usr/bin/python3', '-c']), 'opaque');
  });

  it('is read when SHELL wraps a shell', () => {
    assert.equal(kind('RUN a', ['/bin/bash', '-o', 'pipefail', '-c']), 'script');
    assert.equal(kind('RUN a', ['conda', 'run', '-n', 'env', '/bin/bash', '-lc']), 'script');
    assert.equal(kind('RUN a', ['bash', '-euxo', 'pipefail', '-c']), 'script');
  });

  it('is opaque when #! names another program', () => {
    assert.equal(kind('RUN <<A\n#!/usr/bin/env python3\nprint(1)\nA\n'), 'opaque');
    assert.equal(kind('RUN <<A\n#!/bin/sh -e\na\nA\n', ['powershell']), 'script');
  });

  it('does not exist in exec form', () => {
    assert.equal(kind('RUN ["a", "b"]'), undefined);
    assert.equal(kind('COPY a b'), undefined);
  });

  it('is parsed once', () => {
    const dockerfile = parse('RUN a');
    const [run] = dockerfile.instructions;
    assert.ok(run);
    assert.equal(shellOf(dockerfile, run), shellOf(dockerfile, run));
    assert.equal(shellOf(dockerfile, run, ['cmd', '/C'])?.kind, 'opaque');
    assert.equal(shellOf(dockerfile, run)?.kind, 'script');
  });

  it('tells what is wrong with it', () => {
    const text = 'RUN if a; then b';
    const body = shell(text);
    assert.ok(body?.kind === 'script' && body.errors.length > 0);
    assert.deepEqual(commandLines(text), ['condition: a', 'branch: b']);
  });
});
