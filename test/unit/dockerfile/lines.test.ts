import assert from 'node:assert/strict';
import { parse } from '../../../src/core/dockerfile/parse/parse';
import { argumentsOf, issuesOf, lines, names, only } from './outline';

describe('joined lines', () => {
  const joined: readonly (readonly [title: string, text: string, body: string])[] = [
    ['keep the white space of later parts', lines('RUN a \\', '    && b'), 'a     && b'],
    ['drop comments between parts', lines('RUN a \\', '  # b \\', '#c', '  && d'), 'a   && d'],
    ['drop blank lines between parts', lines('RUN a \\', '', ' \t', '  && d'), 'a   && d'],
    ['allow white space behind the mark', lines('RUN a \\ \t', 'b'), 'a b'],
    ['break inside a word', lines('RUN ab\\', 'cd'), 'abcd'],
    ['start with a lone mark', lines('\\', 'RUN a'), 'a'],
    ['end with the file', 'RUN a \\', 'a'],
    ['end at a comment that ends the file', 'RUN a \\\n# b', 'a'],
    ['ignore carriage returns', 'RUN a \\\r\n  b\r\n', 'a   b'],
    ['keep three backslashes', lines('RUN a \\\\\\', 'USER x'), 'a \\\\\\'],
    ['keep a hash that does not begin the line', lines('RUN a \\', '  b # c'), 'a   b # c'],
    ['keep a form feed behind the mark', lines('RUN a \\\f', 'USER x'), 'a \\'],
  ];
  for (const [title, text, body] of joined) {
    it(title, () => assert.deepEqual(argumentsOf(text), { shell: body }));
  }

  it('report blank lines', () => {
    assert.deepEqual(issuesOf(lines('FROM x', 'RUN a \\', '  ', ' b')), ['empty-continuation:   ']);
  });

  it('use the backtick when a directive says so', () => {
    const text = lines('# escape=`', 'FROM x', 'RUN a `', ' b', 'COPY c\\ d\\', 'USER x');
    assert.deepEqual(names(parse(text)), ['FROM', 'RUN', 'COPY', 'USER']);
  });

  it('a lone carriage return is white space', () => {
    assert.deepEqual(argumentsOf('COPY a\rb'), ['a', 'b']);
  });

  it('tabs before and around the keyword', () => {
    assert.deepEqual(argumentsOf(' \t COPY\t\ta\tb \t\n'), ['a', 'b']);
  });

  it('ranges lead through continuations', () => {
    const text = lines('COPY \\', '  # note', '  a/\\', 'b \\', '  /c');
    const given = only(text).arguments;
    const found = given.kind === 'words' ? given.words.map(({ start, end }) => text.slice(start, end)) : [];
    assert.deepEqual(found, ['a/\\\nb', '/c']);
  });
});

describe('comments', () => {
  it('are kept in order, also from inside instructions', () => {
    const text = lines('#syntax=x', '# a', 'RUN x \\', '  #b', '  y', '  # c  ', 'RUN z # d', '#');
    assert.deepEqual(
      parse(text).comments.map((comment) => comment.text),
      ['a', 'b', 'c', ''],
    );
    assert.deepEqual(
      parse(text).comments.map(({ start, end }) => text.slice(start, end)),
      ['# a', '#b', '# c', '#'],
    );
  });
});

const found = (text: string) => parse(text).directives.map(({ name, value }) => `${name}=${value}`);

describe('directives', () => {
  const cases: readonly (readonly [title: string, text: string, directives: readonly string[]])[] = [
    [
      'all three',
      '# syntax=docker/dockerfile:1\n# escape=`\n#check=skip=all;error=true\n',
      ['syntax=docker/dockerfile:1', 'escape=`', 'check=skip=all;error=true'],
    ],
    ['spaces and case', '#  SynTax  =  a b \n', ['syntax=a b']],
    ['behind a byte-order mark', '\ufeff# syntax=a\n', ['syntax=a']],
    ['with CRLF', '# syntax=a\r\n# escape=`\r\n', ['syntax=a', 'escape=`']],
    ['not behind a blank line', '\n# syntax=a\n', []],
    ['not behind a comment', '# hi\n# syntax=a\n', []],
    ['not behind an unknown one', '# key=value\n# syntax=a\n', []],
    ['not behind an instruction', 'FROM x\n# syntax=a\n', []],
    ['behind #!', '#!/bin/sh\n# syntax=a\n# check=b\n', ['syntax=a', 'check=b']],
    ['escape not behind #!', '#!/bin/sh\n# syntax=a\n# escape=`\n', ['syntax=a']],
    ['escape may be indented, the others not', '  # escape=`\n# syntax=a\n', ['escape=`']],
    ['not without a value', '# syntax=\n', []],
  ];
  for (const [title, text, directives] of cases) it(title, () => assert.deepEqual(found(text), directives));

  it('twice is an issue', () => {
    assert.deepEqual(issuesOf('# syntax=a\n# syntax=b\nFROM x\n'), ['duplicate-directive: # syntax=b']);
  });

  it('the escape character is a backslash or a backtick', () => {
    assert.deepEqual(issuesOf('# escape=x\nFROM x\n'), ['invalid-escape: x']);
    assert.equal(parse('# escape=x\nFROM x\n').escape, '\\');
  });
});
