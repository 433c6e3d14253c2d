import assert from 'node:assert/strict';
import fc from 'fast-check';
import { traceLinks } from '../../../../src/core/run/log/traceLinks';
import { workspacePath } from '../../../../src/core/run/log/workspacePath';

describe('A line names places in the code', () => {
  const show = (line: string) =>
    traceLinks(line).map((link) => [
      line.slice(link.start, link.end),
      [link.path, link.line, ...(link.column === undefined ? [] : [link.column])].join(' '),
    ]);
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, string]>]> = [
    [
      '  File "/opt/ml/code/my train.py", line 12, in <module>',
      [['File "/opt/ml/code/my train.py", line 12', '/opt/ml/code/my train.py 12']],
    ],
    ['/opt/program/train.py:3: UserWarning: old', [['/opt/program/train.py:3', '/opt/program/train.py 3']]],
    ['see /opt/ml/code/x.py:12:7)', [['/opt/ml/code/x.py:12:7', '/opt/ml/code/x.py 12 7']]],
    [
      '[rank0]: a.py:1 and src/b.py:22, c.py:3',
      [
        ['a.py:1', 'a.py 1'],
        ['src/b.py:22', 'src/b.py 22'],
        ['c.py:3', 'c.py 3'],
      ],
    ],
    ['  File "<string>", line 1, in <module>', []],
    ['  File "<frozen importlib._bootstrap>", line 241', []],
    ['12:30:55 loss: 0.5 lr: 1e-5, host algo-1:8080, s3://bucket/x.py', []],
    ['version 1.py:2.3', []],
  ];
  for (const [line, links] of cases) it(line, () => assert.deepEqual(show(line), links));

  it('or none, but never fails, also in a very long line', () => {
    fc.assert(fc.property(fc.string(), (line) => traceLinks(line).every(({ start, end }) => start < end)));
    for (const part of ['a', 'File "', './', 'a.py', 'a.py:1:'])
      assert.ok(traceLinks(part.repeat(100_000)).length < 4000);
  });
});

describe('A file of the container is found on this machine', () => {
  const mappings = [
    { container: '/opt/ml', local: '/runs/1/ml' },
    { container: '/opt/ml/code/', local: '/home/ada/work' },
    { container: '/opt/program', local: String.raw`C:\Users\ada\work` },
  ];
  const cases: ReadonlyArray<readonly [string, string | undefined]> = [
    ['/opt/ml/code/models/x.py', '/home/ada/work/models/x.py'],
    ['/opt/ml/output/x.py', '/runs/1/ml/output/x.py'],
    ['/opt/ml/code2/x.py', '/runs/1/ml/code2/x.py'],
    ['/opt/program/a/x.py', String.raw`C:\Users\ada\work\a\x.py`],
    ['train.py', '/home/ada/work/train.py'],
    ['./a/../train.py', '/home/ada/work/train.py'],
    ['/opt/ml/code/../../../etc/passwd', undefined],
    ['/opt/ml/code', '/runs/1/ml/code'],
    ['/usr/lib/python3.11/json/__init__.py', undefined],
  ];
  for (const [path, local] of cases) it(path, () => assert.equal(workspacePath(path, mappings), local));
});
