import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnose } from '../../../../src/core/run/diagnosis/diagnose';
import type { RunEnd } from '../../../../src/core/run/diagnosis/runEnd';
import { ended, failed, traceback } from './runEnds';
import { samples } from './samples';

const missing = "ModuleNotFoundError: No module named 'pandas'";
const told = (end: RunEnd) => {
  const found = diagnose(end);
  return [found?.id, found?.evidence, found?.also.map(({ id }) => id)];
};

describe('The state of a container', () => {
  it('says nothing of a run that went well, or that stopped as asked', () => {
    assert.equal(diagnose({ ...failed, exitCode: 0, logTail: [missing] }), undefined);
    for (const exitCode of [0, 130, 143])
      assert.equal(diagnose({ ...failed, exitCode, stopRequested: true, logTail: ['bye'] }), undefined);
  });

  it('speaks before the log', () => {
    const refusal = 'OCI runtime create failed: exec: "train": executable file not found in $PATH: unknown';
    assert.deepEqual(told(ended([missing], { exitCode: 127, engineError: refusal })), [
      'cmd-not-in-path',
      refusal,
      ['missing-module'],
    ]);
  });

  it('tells of memory, also when only a child was killed', () => {
    assert.deepEqual(told(ended([missing], { exitCode: 137, oomKilled: true, stopRequested: true })), [
      'oom-killed',
      'OOMKilled: true',
      ['missing-module'],
    ]);
    assert.equal(
      diagnose(ended([], { exitCode: 0, oomKilled: true }))?.title,
      'A process of the run was killed for want of memory',
    );
  });

  it('tells who ignored SIGTERM from who was killed by another', () => {
    const killed = ended([], { exitCode: 137 });
    assert.equal(diagnose({ ...killed, stopRequested: true })?.id, 'sigterm-ignored');
    assert.equal(diagnose({ ...killed, stopRequested: true, killedAfterGrace: true })?.id, 'sigterm-ignored');
    assert.equal(diagnose({ ...killed, stopRequested: true, killedAfterGrace: false }), undefined);
    assert.equal(diagnose(killed)?.title, 'The container was killed');
  });

  it('tells of an error on the way out', () => {
    const end = ended(traceback('KeyboardInterrupt'), { stopRequested: true });
    assert.deepEqual(told(end), ['stopped', 'KeyboardInterrupt', []]);
  });

  it('is enough for the crashes whose code says it', () => {
    const ids = [132, 135, 139].map((exitCode) => diagnose(ended(['step 812'], { exitCode }))?.id);
    assert.deepEqual(ids, ['illegal-instruction', 'bus-error-shm', 'segfault']);
    assert.deepEqual(told(ended([...traceback(missing), 'step 5'], { exitCode: 139 })), [
      'segfault',
      'Exit code 139',
      ['missing-module'],
    ]);
  });

  it('does not hide a full disk behind a success', () => {
    const line = "dd: error writing '/opt/ml/output/x': No space left on device";
    assert.deepEqual(told(ended([missing, line], { exitCode: 0 })), ['no-space', line, []]);
  });
});

describe('The log of a failed run', () => {
  const toolkit = [
    'ExecuteUserScriptError:',
    'ExitCode 1',
    `ErrorMessage "${missing}"`,
    'Command "python3 train.py"',
  ];

  it('is believed where it ends, not where something was survived', () => {
    const retried = ['socket.gaierror: [Errno -2] Name or service not known', 'retrying', 'Killed'];
    assert.deepEqual(told(ended([...retried, ...traceback('ValueError: bad')])), [
      'general',
      'ValueError: bad',
      ['toolkit-dns-wait'],
    ]);
    const steps = Array.from({ length: 300 }, (_, step) => `step ${step}`);
    assert.deepEqual(told(ended([...traceback(missing), ...steps, 'giving up'])), [
      'general',
      'giving up',
      ['missing-module'],
    ]);
  });

  it('is shown by what the toolkit wraps, not by its wrapping', () => {
    assert.deepEqual(told(ended([...traceback(missing), ...toolkit])).slice(0, 1), ['missing-module']);
    assert.deepEqual(
      told(ended([...traceback('ValueError: bad'), 'ExecuteUserScriptError:', 'ExitCode 3'])),
      ['toolkit-user-script-error', 'ValueError: bad', []],
    );
    const words = diagnose(
      ended(['ExecuteUserScriptError:', 'ExitCode 3', 'ErrorMessage "ValueError: bad"']),
    );
    assert.equal(words?.title, 'Your script failed: ValueError: bad');
    assert.equal(words?.cause, 'The toolkit started your script, which ended with exit code 3.');
  });

  it('is shown without the quotes of the toolkit', () => {
    for (const close of ['"', ''])
      assert.deepEqual(
        told(ended([], { failureFile: `ExecuteUserScriptError:\nErrorMessage "${missing}${close}` })),
        ['missing-module', missing, ['toolkit-user-script-error']],
      );
  });

  it('is understood when only the first line of a traceback has a prefix', () => {
    const [first = '', ...rest] = traceback('ValueError: bad');
    assert.deepEqual(told(ended([`12:30 ERROR ${first}`, ...rest, 'bye'])), [
      'general',
      'ValueError: bad',
      [],
    ]);
  });

  it('is shown by the process that failed, not by the one that started it', () => {
    const launcher = traceback(
      'torch.distributed.elastic.multiprocessing.errors.ChildFailedError:',
      '/usr/bin/torchrun',
    );
    const rank = traceback('torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB');
    const found = diagnose(ended([...rank.map((line) => `[rank0]: ${line}`), ...launcher]));
    assert.equal(found?.id, 'cuda-oom');
    assert.match(found.cause, /2\.00 GiB/);
  });

  it('tells the innermost own place of an error that nobody knows', () => {
    const found = diagnose(ended(['x', ...traceback('my.own.Oddity: no'), 'cleaning up']));
    assert.deepEqual(
      [found?.title, found?.cause],
      [
        'The program failed: my.own.Oddity: no',
        'A Python exception ended the program. It passed /opt/ml/code/train.py, line 12.',
      ],
    );
  });

  it('takes errors that arose from each other as one', () => {
    const chain = [
      ...traceback(missing),
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      ...traceback('RuntimeError: plugin could not be loaded'),
    ];
    assert.equal(diagnose(ended(chain))?.id, 'missing-module');
  });

  it('prefers the special to the general on one line', () => {
    assert.deepEqual(told(ended(["ModuleNotFoundError: No module named 'train'"])), [
      'module-named-train',
      "ModuleNotFoundError: No module named 'train'",
      ['missing-module'],
    ]);
  });

  it('comes after the failure file, which is meant to be the reason', () => {
    const nccl = 'NCCL WARN Bootstrap : no socket interface found';
    assert.deepEqual(
      told(ended([nccl], { failureFile: `Framework Error:\n${traceback(missing).join('\n')}` })),
      ['missing-module', missing, ['nccl-interface']],
    );
    assert.deepEqual(told(ended(['last words'], { failureFile: 'no such column: y' })), [
      'general',
      'no such column: y',
      [],
    ]);
  });

  it('is read through its colours', () => {
    assert.equal(diagnose(ended([`\u001B[31m${missing}\u001B[0m`]))?.id, 'missing-module');
  });

  it('tells of emulation only when there is nothing else', () => {
    const [, , , warning = ''] = samples.find(([id]) => id === 'platform-mismatch-warning') ?? [];
    assert.deepEqual(told(ended([warning, ...traceback('ValueError: bad')])), [
      'general',
      'ValueError: bad',
      ['platform-mismatch-warning'],
    ]);
    assert.equal(
      diagnose(ended([warning, 'qemu: uncaught target signal 4'], { exitCode: 132 }))?.id,
      'illegal-instruction',
    );
  });
});

describe('A failure that nobody knows', () => {
  it('shows the words of the engine, or the last of the program', () => {
    const refused: RunEnd = {
      oomKilled: false,
      engineError: 'no such thing',
      stopRequested: false,
      logTail: [],
    };
    assert.deepEqual(told(refused), ['general', 'no such thing', []]);
    assert.deepEqual(told(ended(['one', 'error: two', 'SyntaxError: three', 'four', '', ' '])), [
      'general',
      'SyntaxError: three',
      [],
    ]);
    assert.deepEqual(told(ended(['one', 'two', ''], { exitCode: 3 })), ['general', 'two', []]);
    const titles = [126, 127, 134, 143, 2].map((exitCode) => diagnose(ended([], { exitCode }))?.title);
    assert.deepEqual(titles, [
      'The program ended with exit code 126',
      'The program ended with exit code 127',
      'The program gave up (abort)',
      'The container was asked to stop from outside',
      'The program ended with exit code 2',
    ]);
  });
});

it('Any end of any run is told without failing, from lines that it had', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      ...samples.map(([, , , sample]) => sample),
      ...traceback('E: x'),
      ' exec exec: "',
      '\u001B[',
    ),
    fc.constantFrom('exec ', '(pid', ': ', 'network sagemaker-local ', 'a.').map((part) => part.repeat(3000)),
  );
  const end = fc.record(
    {
      oomKilled: fc.boolean(),
      engineError: fc.oneof(fc.constant(''), line),
      stopRequested: fc.boolean(),
      logTail: fc.array(line, { maxLength: 30 }),
      exitCode: fc.integer({ min: 0, max: 255 }),
      killedAfterGrace: fc.boolean(),
      failureFile: line,
    },
    { requiredKeys: ['oomKilled', 'engineError', 'stopRequested', 'logTail'] },
  );
  fc.assert(
    fc.property(end, (one) => {
      const found = diagnose(one);
      const silent = (one.exitCode ?? 0) === 0 || one.stopRequested;
      assert.ok(found !== undefined || silent);
      assert.ok(found === undefined || found.title !== '');
    }),
    { numRuns: 200 },
  );
});
