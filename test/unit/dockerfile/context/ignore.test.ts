import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, property, string } from 'fast-check';
import { readIgnoreRules } from '../../../../src/core/dockerfile/context/ignore';

/** The lines of a .dockerignore, what it keeps out and what it lets in: docs.docker.com/build/concepts/context and moby/patternmatcher. */
const table: readonly {
  readonly says: string;
  readonly lines: readonly string[];
  readonly ignored: readonly string[];
  readonly sent: readonly string[];
}[] = [
  { says: 'nothing', lines: [], ignored: [], sent: ['a', 'a/b'] },
  {
    says: 'a name, with all that is in it',
    lines: ['docs'],
    ignored: ['docs', 'docs/a', 'docs/a/b'],
    sent: ['docs2', 'a/docs'],
  },
  {
    says: 'a leading slash changes nothing',
    lines: ['/docs'],
    ignored: ['docs', 'docs/a'],
    sent: ['a/docs'],
  },
  { says: 'nor does a trailing one', lines: ['docs/'], ignored: ['docs', 'docs/a'], sent: ['a/docs'] },
  {
    says: 'dots are cleaned away',
    lines: ['./a/../docs/./x'],
    ignored: ['docs/x'],
    sent: ['docs', 'docs/y'],
  },
  { says: 'spaces around a line do not count', lines: ['  docs \t'], ignored: ['docs'], sent: ['docs '] },
  {
    says: 'Windows line ends do not count',
    lines: ['docs\r', '!docs/a\r'],
    ignored: ['docs/b'],
    sent: ['docs/a'],
  },
  { says: 'a comment', lines: ['# docs', '#docs'], ignored: [], sent: ['docs', '# docs', '#docs'] },
  { says: 'a number sign after a space is a name', lines: [' #docs'], ignored: ['#docs'], sent: ['docs'] },
  { says: 'a byte order mark', lines: ['\uFEFFdocs'], ignored: ['docs'], sent: [] },
  { says: 'empty lines', lines: ['', '   ', 'docs'], ignored: ['docs'], sent: ['a'] },
  {
    says: 'the root itself is never ignored',
    lines: ['.', '/', '*'],
    ignored: ['a', 'a/b'],
    sent: ['.', ''],
  },
  {
    says: 'a star stays in one name',
    lines: ['*.pyc'],
    ignored: ['a.pyc', '.pyc'],
    sent: ['a/a.pyc', 'a.pyc2'],
  },
  { says: 'a star takes leading dots', lines: ['*'], ignored: ['.env', 'a/b'], sent: [] },
  {
    says: 'stars in folders',
    lines: ['*/temp*'],
    ignored: ['a/temp', 'a/temporary.txt', 'a/temp/x'],
    sent: ['temp', 'a/b/temp'],
  },
  {
    says: 'a question mark is one character',
    lines: ['temp?'],
    ignored: ['tempa', 'temp☺'],
    sent: ['temp', 'tempab', 'temp/'],
  },
  {
    says: 'two stars are any folders, or none',
    lines: ['**/*.go'],
    ignored: ['a.go', 'a/a.go', 'a/b/a.go'],
    sent: ['a/a.gox'],
  },
  {
    says: 'two stars and a name',
    lines: ['**/dir'],
    ignored: ['dir', 'a/dir', 'a/b/dir/c'],
    sent: ['adir', 'a/bdir'],
  },
  {
    says: 'two stars in the middle',
    lines: ['a/**/z'],
    ignored: ['a/z', 'a/b/z', 'a/b/c/z', 'a/b/z/y'],
    sent: ['a/bz', 'z', 'az'],
  },
  {
    says: 'two stars at the end leave the folder itself',
    lines: ['abc/**'],
    ignored: ['abc/d', 'abc/d/e'],
    sent: ['abc', 'abcd'],
  },
  {
    says: 'two stars within a name are folders too',
    lines: ['a**/*.txt'],
    ignored: ['a/f.txt', 'a/b/f.txt', 'af.txt'],
    sent: ['b/f.txt'],
  },
  { says: 'two stars alone, once or twice', lines: ['**/**'], ignored: ['a', 'a/b'], sent: [] },
  {
    says: 'two stars glued to plain text: ends with it',
    lines: ['**.pyc', '**file'],
    ignored: ['a.pyc', 'a/b.pyc', 'a/myfile'],
    sent: ['a.py', 'filea'],
  },
  {
    says: 'two stars glued to a pattern: a name in any folder',
    lines: ['**.py[co]'],
    ignored: ['.pyc', 'a/.pyo'],
    sent: ['a.pyc', 'a/b.pyc'],
  },
  { says: 'classes', lines: ['a[b-d]e'], ignored: ['abe', 'ade'], sent: ['aae', 'ae', 'a[b-d]e'] },
  { says: 'negated classes', lines: ['a[^b-d]e'], ignored: ['aze', 'a☺e'], sent: ['ace'] },
  { says: 'an exclamation mark does not negate', lines: ['a[!b]e'], ignored: ['a!e', 'abe'], sent: ['ace'] },
  {
    says: 'escapes in classes',
    lines: ['[\\]a]', '[x\\-]', '[\\\\-\\]]z'],
    ignored: [']', 'a', 'x', '-', '\\z', ']z'],
    sent: ['y', 'b', '^z'],
  },
  { says: 'ranges beyond ASCII', lines: ['[a-ζ]x'], ignored: ['αx'], sent: ['Ax'] },
  { says: 'escapes', lines: ['a\\*b', 'c\\?'], ignored: ['a*b', 'c?'], sent: ['axb', 'cd'] },
  {
    says: 'other signs are plain',
    lines: ['a.(b)|c+{d}$^'],
    ignored: ['a.(b)|c+{d}$^'],
    sent: ['ax(b)|c+{d}$^', 'a.b'],
  },
  {
    says: 'a malformed line is left out',
    lines: ['[', 'a[', '[]a]', '[-x]', '[a-]', 'x\\', '!', 'docs'],
    ignored: ['docs'],
    sent: ['[', 'a', 'x'],
  },
  { says: 'case counts', lines: ['Docs', '*.PY'], ignored: ['Docs', 'a.PY'], sent: ['docs', 'a.py'] },
  { says: 'an exception', lines: ['*.md', '!README.md'], ignored: ['a.md'], sent: ['README.md'] },
  {
    says: 'the last match decides',
    lines: ['*.md', '!README*.md', 'README-secret.md'],
    ignored: ['a.md', 'README-secret.md'],
    sent: ['README.md', 'README-a.md'],
  },
  { says: 'an exception that comes first', lines: ['!README.md', '*.md'], ignored: ['README.md'], sent: [] },
  {
    says: 'an exception in an ignored folder',
    lines: ['docs', '!docs/README.md'],
    ignored: ['docs', 'docs/a'],
    sent: ['docs/README.md'],
  },
  {
    says: 'a folder as exception, with all that is in it',
    lines: ['**', '!src', 'src/b'],
    ignored: ['a', 'src/b', 'src/b/c'],
    sent: ['src', 'src/a/c'],
  },
  { says: 'an exception with spaces and a slash', lines: ['*', '! /src '], ignored: ['a'], sent: ['src/a'] },
  {
    says: 'all but one kind',
    lines: ['*', '!dist/*.whl'],
    ignored: ['dist', 'dist/a.tar.gz'],
    sent: ['dist/a-1.0+x.whl'],
  },
  { says: 'a line that Docker cleans twice', lines: ['*.a /', '/ b'], ignored: ['x.a', 'b'], sent: ['x.a '] },
  { says: 'two exclamation marks', lines: ['*', '!!a'], ignored: ['a', 'b'], sent: ['!a'] },
];

describe('.dockerignore', () => {
  for (const { says, lines, ignored, sent } of table) {
    it(`${says}: ${JSON.stringify(lines)}`, () => {
      const { isIgnored } = readIgnoreRules(lines.join('\n'));
      const paths = [...ignored, ...sent];
      assert.deepEqual(
        paths.filter((path) => isIgnored(path)),
        ignored,
      );
    });
  }

  it('takes paths as people write them', () => {
    const { isIgnored } = readIgnoreRules('docs');
    assert.deepEqual(['./docs', 'docs/', 'a/../docs', 'docs//x'].map(isIgnored), [true, true, true, true]);
  });

  it('knows whether there are exceptions', () => {
    assert.equal(readIgnoreRules('a\n# !b').hasExceptions, false);
    assert.equal(readIgnoreRules('a\n!b').hasExceptions, true);
  });

  it('never throws, and forgets nothing between questions', () => {
    const text = array(
      string({ unit: constantFrom('a', '*', '/', '!', '[', ']', '-', '?', '\\', '.', '^', '\n') }),
    );
    check(
      property(text, string({ unit: constantFrom('a', '/', '.', '*') }), (lines, path) => {
        const { isIgnored } = readIgnoreRules(lines.join('\n'));
        assert.equal(isIgnored(path), isIgnored(path));
        assert.equal(isIgnored(path), readIgnoreRules(lines.join('\n')).isIgnored(path));
      }),
    );
  });

  it('no pattern makes it slow', () => {
    const { isIgnored } = readIgnoreRules(`${'*a'.repeat(100)}b\n${'**/a*'.repeat(50)}b`);
    assert.equal(isIgnored(`${'a'.repeat(250)}/${'a/'.repeat(500)}c`), false);
  });
});
