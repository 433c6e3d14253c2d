import assert from 'node:assert/strict';
import { parse } from '../../../src/core/dockerfile/parse/parse';
import { heredocsOf, issuesOf, lines, names } from './outline';

type Case = readonly [title: string, text: string, heredocs: ReturnType<typeof heredocsOf>];

const cases: readonly Case[] = [
  ['an empty body', lines('RUN <<A', 'A'), [{ name: 'A', content: '' }]],
  ['a body keeps its indentation', lines('RUN <<A', '\tx', 'A'), [{ name: 'A', content: '\tx\n' }]],
  [
    '<<- keeps the tabs in the body',
    lines('RUN <<-A', '\tx', 'A'),
    [{ name: 'A', content: '\tx\n', unindents: true }],
  ],
  [
    '<<- ends at an indented word',
    lines('RUN <<-A', 'x', '\t\tA'),
    [{ name: 'A', content: 'x\n', unindents: true }],
  ],
  [
    '<<- does not end behind spaces',
    lines('RUN <<-A', ' A', 'A'),
    [{ name: 'A', content: ' A\n', unindents: true }],
  ],
  ['<< does not end behind tabs', lines('RUN <<A', '\tA', 'A'), [{ name: 'A', content: '\tA\n' }]],
  ['single quotes', lines("RUN <<'A'", '$x', 'A'), [{ name: 'A', content: '$x\n', quoted: true }]],
  ['double quotes', lines('RUN <<"A"', 'A'), [{ name: 'A', content: '', quoted: true }]],
  ['quotes with <<-', lines("RUN <<-'A'", 'A'), [{ name: 'A', content: '', quoted: true, unindents: true }]],
  ['quotes around a part', lines('RUN <<E"O"F', 'EOF'), [{ name: 'EOF', content: '', quoted: true }]],
  ['an escaped quote does not quote', lines("RUN <<a\\'b", "a'b"), [{ name: "a'b", content: '' }]],
  ['quote and escaped quote', lines("RUN <<'a'\\'b", "a'b"), [{ name: "a'b", content: '', quoted: true }]],
  [
    'two words in quotes',
    lines("RUN <<'one two'", 'x', 'one two'),
    [{ name: 'one two', content: 'x\n', quoted: true }],
  ],
  ['an escaped space', lines('RUN <<one\\ two', 'one two'), [{ name: 'one two', content: '' }]],
  ['a variable is part of the name', lines('RUN <<$A', '$A'), [{ name: '$A', content: '' }]],
  ['a file name', lines('COPY <<my.txt /d', 'x', 'my.txt'), [{ name: 'my.txt', content: 'x\n' }]],
  [
    'an unknown flag before it',
    lines('RUN --mount=type=cache,target=/c <<A', 'A'),
    [{ name: 'A', content: '' }],
  ],
  [
    'a file descriptor and <<-',
    lines('RUN 12<<-A cat', '\tA'),
    [{ name: 'A', content: '', descriptor: 12, unindents: true }],
  ],
  ['spaces behind <<', lines('RUN << A', 'A'), [{ name: 'A', content: '' }]],
  ['a dash behind the space', lines('RUN << -A', '-A'), [{ name: '-A', content: '' }]],
  ['words behind it', lines('RUN <<A python3', 'print(1)', 'A'), [{ name: 'A', content: 'print(1)\n' }]],
  ['redirects behind it', lines('RUN <<A  > foo', 'A'), [{ name: 'A', content: '' }]],
  ['comments are text', lines('RUN <<A', '# x', 'A'), [{ name: 'A', content: '# x\n' }]],
  ['continuations are text', lines('RUN <<A', 'x \\', 'A'), [{ name: 'A', content: 'x \\\n' }]],
  ['the last line without newline', 'RUN <<A\nx\nA', [{ name: 'A', content: 'x\n' }]],
  ['carriage returns before the newline', 'RUN <<A\r\nx\r\nA\r\n', [{ name: 'A', content: 'x\r\n' }]],
  ['ONBUILD', lines('ONBUILD COPY <<A /d', 'x', 'A'), [{ name: 'A', content: 'x\n' }]],
  ['opened in a continued line', lines('RUN cat \\', '  <<A', 'x', 'A'), [{ name: 'A', content: 'x\n' }]],
  [
    'two on one line, in order',
    lines('COPY <<A <<B /d', 'B', 'A', 'A', 'B'),
    [
      { name: 'A', content: 'B\n' },
      { name: 'B', content: 'A\n' },
    ],
  ],
  ['a nested default is skipped', lines('RUN echo ${a:-${b:-c}} <<A', 'A'), [{ name: 'A', content: '' }]],
];

const notHeredocs: readonly string[] = [
  'RUN "<<A"',
  "RUN '<<A'",
  'RUN echo "a <<A"',
  'RUN cat <<<A',
  'RUN echo $((1<<2))',
  'RUN echo a\\<<A',
  'RUN <<',
  'RUN <<- A',
  "RUN <<''",
  'RUN ["<<A"]',
  'CMD <<A',
  'ENV a=<<A',
  'ONBUILD CMD <<A',
  "RUN echo it's <<A",
  'RUN echo ${x^^} <<A',
  'RUN echo ${#x} <<A',
  'RUN a<<A',
];

describe('heredocs', () => {
  for (const [title, text, expected] of cases) {
    it(title, () => {
      assert.deepEqual(heredocsOf(text), expected);
      const after = `${text}${text.endsWith('\n') ? '' : '\n'}USER root`;
      assert.equal(names(parse(after)).at(-1), 'USER');
    });
  }

  for (const text of notHeredocs) {
    it(`none in ${text}`, () => assert.deepEqual(heredocsOf(`${text}\nA\n2\n`), []));
  }

  it('one that does not end gives way to the next instruction', () => {
    const text = lines('FROM x', 'RUN <<A', 'ls', 'USER root', 'ENTRYPOINT ["x"]');
    assert.deepEqual(names(parse(text)), ['FROM', 'RUN', 'USER', 'ENTRYPOINT']);
    assert.deepEqual(heredocsOf(text), [{ name: 'A', content: 'ls\n', open: true }]);
  });

  it('of several that do not end, one is reported', () => {
    assert.deepEqual(issuesOf(lines('FROM x', 'COPY <<A <<B /d', 'ls')), ['heredoc-unterminated: <<A']);
  });

  it('a destination cannot be one', () => {
    assert.deepEqual(issuesOf(lines('FROM x', 'COPY a <<A', 'A')), ['heredoc-destination: <<A']);
  });

  it('an instruction reaches to the end of its terminator', () => {
    const text = lines('RUN <<A', 'x', 'A', 'USER x');
    const [run] = parse(text).instructions;
    assert.equal(text.slice(run?.start, run?.end), 'RUN <<A\nx\nA');
  });
});
