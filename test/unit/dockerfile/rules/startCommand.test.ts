import assert from 'node:assert/strict';
import { copiedFiles } from '../../../../src/core/dockerfile/lint/copied/copied';
import type { Evidence } from '../../../../src/core/dockerfile/lint/evidence';
import { scriptOf } from '../../../../src/core/dockerfile/lint/start/program';
import { startCommand, type Mode } from '../../../../src/core/dockerfile/lint/start/startCommand';
import { viewOf } from '../../../../src/core/dockerfile/lint/view';
import { context } from './context';

function command(text: string, mode: Mode = 'serve') {
  const { form, words } = startCommand(viewOf(text, { now: 0 }), mode);
  return [form, ...words.map((word) => word.text)];
}

describe('the command line that SageMaker runs', () => {
  it('is the exec form with the word behind it; CMD is replaced', () => {
    assert.deepEqual(command('FROM a\nENTRYPOINT ["python", "x.py"]\nCMD ["y"]'), [
      'exec',
      'python',
      'x.py',
      'serve',
    ]);
  });

  it('goes through a shell that swallows the word', () => {
    assert.deepEqual(
      command('FROM a\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT x\nSHELL ["/bin/sh", "-c"]', 'train'),
      ['shell', '/bin/bash', '-c', 'x', 'train'],
    );
  });

  it('is the word itself without an ENTRYPOINT', () => {
    assert.deepEqual(command('FROM scratch\nCMD ["y"]'), ['path', 'serve']);
    assert.deepEqual(command('FROM a\nENTRYPOINT []'), ['path', 'serve']);
    assert.deepEqual(command('FROM a'), ['base', 'serve']);
  });
});

it('the script of a command line', () => {
  const script = (line: string) => {
    const found = scriptOf(line.split(' '));
    return found && [found.text, found.interpreter];
  };
  assert.deepEqual(
    [
      'python -u -W ignore x.py a',
      'tini -g -- ./run.sh',
      'conda run -n env python x.py',
      'env A=1 bash -eo pipefail run.sh',
      'bash -m run.sh',
      'python -m x',
      'bash -c x',
      'Rscript --vanilla x.R',
      'serve',
    ].map(script),
    [
      ['x.py', 'python'],
      ['./run.sh', undefined],
      ['x.py', 'python'],
      ['run.sh', 'bash'],
      ['run.sh', 'bash'],
      undefined,
      undefined,
      ['x.R', 'Rscript'],
      ['serve', undefined],
    ],
  );
});

function copied(text: string, evidence?: Evidence) {
  const { files, hidden, missing } = copiedFiles(viewOf(text, evidence ? { now: 0, evidence } : { now: 0 }));
  return {
    files: [...files].map(([path, { source }]) => `${path} < ${source ?? 'heredoc'}`),
    hidden: hidden.map(({ path }) => path),
    missing: missing.map(({ source }) => source.path),
  };
}

describe('the files that COPY brings', () => {
  const evidence = context(
    { 'a.py': '', 'src/b.py': '', 'src/deep/c.py': '', 'no.py': '' },
    { ignored: ['no.py'] },
  );
  const nothing = { hidden: [], missing: [] };

  it('of a folder are its contents', () => {
    const files = ['/x/b.py < src/b.py', '/x/deep/c.py < src/deep/c.py'];
    assert.deepEqual(copied('FROM a\nCOPY src /x', evidence), { files, ...nothing });
    assert.deepEqual(copied('FROM a\nWORKDIR /x\nCOPY ./src/ .', evidence), { files, ...nothing });
    assert.deepEqual(copied('FROM a\nARG D=src\nCOPY $D /x', evidence), { files, ...nothing });
  });

  it('lie in a folder behind a slash, in one that is there, and by their new name elsewhere', () => {
    assert.deepEqual(copied('FROM a\nCOPY a.py /x/', evidence).files, ['/x/a.py < a.py']);
    assert.deepEqual(copied('FROM a\nWORKDIR /x\nCOPY a.py /x', evidence).files, ['/x/a.py < a.py']);
    assert.deepEqual(copied('FROM a\nCOPY a.py /x/z.py', evidence), {
      files: ['/x/z.py < a.py'],
      ...nothing,
    });
    assert.deepEqual(copied('FROM a\nCOPY a.py src/b.py /x/', evidence).files, [
      '/x/a.py < a.py',
      '/x/b.py < src/b.py',
    ]);
  });

  it('match patterns of one folder each', () => {
    assert.deepEqual(copied('FROM a\nCOPY *.py /x/', evidence).files, ['/x/a.py < a.py']);
    assert.deepEqual(copied('FROM a\nCOPY s?c/[a-b].py /x/', evidence).files, ['/x/b.py < src/b.py']);
    assert.deepEqual(copied('FROM a\nCOPY sr* /x', evidence).files, [
      '/x/b.py < src/b.py',
      '/x/deep/c.py < src/deep/c.py',
    ]);
  });

  it('are missing where nothing matches, or it is ignored', () => {
    assert.deepEqual(copied('FROM a\nCOPY no.py b*.txt /x/', evidence), {
      files: [],
      hidden: ['/x', '/x'],
      missing: ['no.py', 'b*.txt'],
    });
  });

  it('are hidden when a stage, an archive, a variable or nobody tells', () => {
    const text = 'FROM a\nCOPY --from=b /y /x\nADD c.tar.gz /d\nARG V\nCOPY $V /e\nCOPY a.py $V';
    assert.deepEqual(copied(text, evidence), {
      files: [],
      hidden: ['/x', '/d', '/e', undefined],
      missing: [],
    });
    assert.deepEqual(copied('FROM a\nCOPY src /x').hidden, ['/x']);
    assert.deepEqual(copied('FROM a\nCOPY src x').hidden, [undefined]);
  });

  it('may be heredocs, and belong to the final chain only', () => {
    assert.deepEqual(copied('FROM a\nCOPY <<B /x/\nhi\nB').files, ['/x/B < heredoc']);
    assert.deepEqual(copied('FROM a AS b\nCOPY src /x\nFROM c', evidence).files, []);
  });
});
