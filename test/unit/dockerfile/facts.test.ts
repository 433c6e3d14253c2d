// Where the npm parsers read a Dockerfile otherwise than BuildKit does, measured for facts/dockerfile.md 1.3.
import assert from 'node:assert/strict';
import { bindingAt, endOf, exposedAt, workdirAt } from '../../../src/core/dockerfile/build/build';
import { copySource } from '../../../src/core/dockerfile/build/copy';
import { parse } from '../../../src/core/dockerfile/parse/parse';
import { argumentsOf, build, heredocsOf, issuesOf, lines, names, only } from './outline';

const reason = (text: string): unknown => {
  const given = only(text).arguments;
  return given.kind === 'shell' || given.kind === 'words' ? given.notJson?.reason : undefined;
};

describe('what BuildKit reads and others misread', () => {
  it('1: spaces inside JSON strings stay', () => {
    assert.deepEqual(argumentsOf('CMD ["sh","-c","echo hello world"]'), {
      json: ['sh', '-c', 'echo hello world'],
    });
    assert.deepEqual(argumentsOf('COPY ["a b","/c/"]'), { json: ['a b', '/c/'] });
  });

  it('2: JSON escapes are decoded', () => {
    assert.deepEqual(argumentsOf(String.raw`CMD ["\u0041", "\/usr\tx"]`), { json: ['A', '/usr\tx'] });
  });

  it('3: what only looks like JSON is shell form', () => {
    assert.deepEqual(argumentsOf('CMD ["a",]'), { shell: '["a",]' });
    assert.deepEqual(argumentsOf('CMD ["a"] && b'), { shell: '["a"] && b' });
    assert.deepEqual([reason('CMD ["a",]'), reason('CMD ["a"] && b')], ['trailing-comma', 'trailing-text']);
  });

  it('4: a missing comma is shell form, another type fails the build', () => {
    assert.equal(reason('CMD ["a" "b"]'), 'missing-comma');
    assert.deepEqual(issuesOf('FROM x\nCMD ["a", 1]'), ['json-not-strings: 1']);
  });

  it('5: a quoted << opens no heredoc', () => {
    assert.deepEqual(names(parse('RUN echo "see <<EOF"\nUSER root\n')), ['RUN', 'USER']);
  });

  it('6: a heredoc may have a file descriptor', () => {
    const text = lines('RUN 3<<EOF cat', 'HELLO', 'EOF');
    assert.deepEqual(heredocsOf(text), [{ name: 'EOF', content: 'HELLO\n', descriptor: 3 }]);
    assert.deepEqual(names(parse(text)), ['RUN']);
  });

  it('7: only RUN, COPY, ADD and ONBUILD of them have heredocs', () => {
    assert.deepEqual(names(parse('USER <<INVALID\nRUN x\n')), ['USER', 'RUN']);
  });

  it('8: an unterminated heredoc is an issue', () => {
    assert.deepEqual(issuesOf('FROM x\nRUN <<EOF\necho\n'), ['heredoc-unterminated: <<EOF']);
  });

  it('9: two backslashes at the end do not continue the line', () => {
    assert.deepEqual(names(parse('RUN echo a \\\\\nUSER root\n')), ['RUN', 'USER']);
  });

  it('10: spaces behind << and quotes in the middle of the word', () => {
    assert.deepEqual(heredocsOf(lines('RUN <<  EOF', 'EOF')), [{ name: 'EOF', content: '' }]);
    assert.deepEqual(heredocsOf(lines("RUN <<eo'f'", 'x', 'eof')), [
      { name: 'eof', content: 'x\n', quoted: true },
    ]);
  });

  it('11: a stage inherits the variables of the stage that it is FROM', () => {
    const { target } = build('FROM a AS x\nENV P=1\nFROM x\n');
    assert.equal(bindingAt(endOf(target), 'P')?.value, '1');
  });

  it('12: variables are expanded through other variables', () => {
    const { target } = build('FROM a\nARG B=2\nARG V=${B}1\nENV P=/a\nENV Q=$P/b\nENV R=$Q/$V');
    assert.equal(bindingAt(endOf(target), 'R')?.value, '/a/b/21');
  });

  it('13: ADD has the flags that it has', () => {
    const flags =
      '--unpack --chown=1 --chmod=2 --link --keep-git-dir=true --checksum=x --exclude=a --exclude=b';
    assert.deepEqual(issuesOf(`FROM x\nADD ${flags} a b`), []);
  });

  it('14: a relative WORKDIR behind an absolute one is certain', () => {
    const { target } = build('FROM a\nWORKDIR /opt\nWORKDIR b/../program');
    const workdir = workdirAt(endOf(target));
    assert.deepEqual([workdir?.value, workdir?.known], ['/opt/program', true]);
  });

  it('15: lower case is no mistake', () => {
    assert.deepEqual(issuesOf('from x as y\nrun ls\ncopy a b\n'), []);
    assert.equal(only('run ls').keyword.raw, 'run');
  });

  it('16: a port with an address is read as it stands', () => {
    const text = 'FROM x\nEXPOSE 127.0.0.1:80:80';
    assert.deepEqual(issuesOf(text), []);
    assert.deepEqual(
      exposedAt(endOf(build(text).target)).map(({ value }) => value),
      ['127.0.0.1:80:80'],
    );
  });

  it('17: an unknown flag, an unknown source and an undefined variable are seen', () => {
    assert.deepEqual(issuesOf('FROM x\nRUN --foo=1 ls'), ['unknown-flag: --foo=1']);
    const result = build('FROM $NOPE:1\nCOPY --from=nope a b');
    assert.deepEqual(copySource(result, endOf(result.target), 'nope'), { kind: 'image', reference: 'nope' });
    const base = result.target?.base;
    assert.deepEqual(base?.kind === 'image' && base.reference.unresolved, ['NOPE']);
  });
});
