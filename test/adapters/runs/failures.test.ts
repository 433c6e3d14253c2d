import assert from 'node:assert/strict';
import { makeWorld } from '../../../src/adapters/world';
import { Problem } from '../../../src/core/problem';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { makeProgramImage } from '../../support/runs/images';
import { channel, python, TrainingBench } from '../../support/runs/training';

/** The failures that were seen on a real engine before anybody wrote a signature for them, made again. */
describe('A run that fails on a real engine says why', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());
  after(async () => removeTestImages(testEngine(), 'failures-*'));

  const image = 'longshore-test/python-base:latest';
  const program = async (name: string, text: string): Promise<string> =>
    makeProgramImage(testEngine(), `failures-${name}`, { train: text });

  it('when the entry point is not in the image', async () => {
    const { record } = await bench.train({ image, entrypoint: ['/opt/program/train'] });
    assert.equal(record.diagnosis?.id, 'entrypoint-missing');
    assert.match(JSON.stringify(record.diagnosis), /\/opt\/program\/train/);
  });

  it('when the program may not be executed', async () => {
    const { record } = await bench.train({ image, entrypoint: ['/etc/passwd'] });
    assert.equal(record.diagnosis?.id, 'not-executable');
  });

  it('when its first line is missing', async () => {
    const { record } = await bench.train({ image: await program('plain', 'echo hello\n') });
    assert.equal(record.diagnosis?.id, 'exec-format-arch-or-shebang', JSON.stringify(record));
  });

  it('when its lines end as on Windows', async () => {
    const { record } = await bench.train({ image: await program('crlf', '#!/bin/sh\r\necho hello\r\n') });
    assert.equal(record.diagnosis?.id, 'crlf-or-missing-interpreter', JSON.stringify(record));
  });

  it('when memory is short, also where only a child was killed', async () => {
    const { record } = await bench.train({
      ...python(`
import subprocess, sys
subprocess.run([sys.executable, '-c', 'bytearray(400_000_000)'])`),
      local: bench.local({ memory: '100m' }),
    });
    assert.deepEqual([record.exitCode, record.diagnosis?.id], [0, 'oom-killed'], JSON.stringify(record));
  });

  it('when it crashes in native code', async () => {
    const { record } = await bench.train(python(`import ctypes; ctypes.string_at(0)`));
    assert.deepEqual([record.exitCode, record.diagnosis?.id], [139, 'segfault']);
  });

  it('when it uses instructions that the processor has not', async () => {
    const { record } = await bench.train(
      python(`
import ctypes, mmap, platform
memory = mmap.mmap(-1, 4096, prot=7)
memory.write(b'\\x0f\\x0b' if platform.machine() == 'x86_64' else b'\\0' * 4)
ctypes.CFUNCTYPE(None)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()`),
    );
    assert.deepEqual([record.exitCode, record.diagnosis?.id], [132, 'illegal-instruction']);
  });

  it('when shared memory is short', async () => {
    const { record } = await bench.train({
      ...python(`
import mmap, os
file = os.open('/dev/shm/x', os.O_RDWR | os.O_CREAT); os.ftruncate(file, 200_000_000)
memory = mmap.mmap(file, 200_000_000)
for at in range(0, 200_000_000, 4096): memory[at] = 1`),
      local: bench.local({ shmSize: '16m' }),
    });
    assert.deepEqual([record.exitCode, record.diagnosis?.id], [135, 'bus-error-shm']);
  });

  it('when the disk is full', async () => {
    const { record } = await bench.train({
      ...python(`open('/dev/shm/x', 'wb').write(b'0' * 50_000_000)`),
      local: bench.local({ shmSize: '16m' }),
    });
    assert.equal(record.diagnosis?.id, 'no-space');
  });

  it('when a module is missing', async () => {
    const { record } = await bench.train(python(`import no_such_thing`));
    assert.equal(record.diagnosis?.id, 'missing-module');
  });

  it('when it ignores the signal to stop', async () => {
    const { record } = await bench.train(
      python(`
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True)
time.sleep(100)`),
      (event, control) => {
        if (event.kind === 'output') control.kill();
      },
    );
    assert.deepEqual([record.status, record.exitCode], ['stopped', 137]);
    assert.equal(record.diagnosis, undefined, 'whoever kills it knows why it ended');
  });

  it('when it is asked to stop, does nothing about it, and the grace is over', async () => {
    const { containers } = bench.world;
    const graces: number[] = [];
    // What the engine does after 120 seconds, after one.
    const stop: typeof containers.stop = async (id, seconds, signal) => {
      graces.push(seconds);
      return containers.stop(id, 1, signal);
    };
    bench.world = { ...bench.world, containers: { ...containers, stop } };
    const { record } = await bench.train(
      python(`
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True)
time.sleep(100)`),
      (event, control) => {
        if (event.kind === 'output') control.stop();
      },
    );
    assert.deepEqual(
      [record.status, record.exitCode, record.diagnosis?.id],
      ['stopped', 137, 'sigterm-ignored'],
      JSON.stringify(record),
    );
    assert.equal(graces[0], 120);
  });

  it('when its expression for a metric would take for ever, which is said and does not hold it up', async () => {
    const { record, events } = await bench.train({
      ...python(`
print('x=' + 'a' * 60 + '!', flush=True)
print('y=' + 'b' * 40_000, flush=True)
print('loss=0.5')`),
      metrics: [
        { name: 'slow', regex: 'x=(a+)+$' },
        { name: 'wide', regex: 'y=(.*b.*b.*b.*c)' },
        { name: 'loss', regex: 'loss=(.*)' },
      ],
    });
    assert.equal(record.status, 'completed', JSON.stringify(record));
    assert.deepEqual(record.metrics, { loss: { last: 0.5, min: 0.5, max: 0.5 } });
    const said = events.flatMap((event) => (event.kind === 'progress' ? [event.text] : []));
    assert.deepEqual(said, [
      'The expression of slow is too slow and was switched off.',
      'The expression of wide is too slow and was switched off.',
    ]);
  });
});

describe('A run that cannot begin', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());

  const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
    const [result] = await Promise.allSettled([work]);
    assert.ok(result.status === 'rejected' && result.reason instanceof Problem, JSON.stringify(result));
    return result.reason;
  };

  it('says so when the image is nowhere', async () => {
    const { kind, message } = await problemOf(bench.train({ image: 'longshore-test.invalid/none:1' }));
    assert.equal(kind, 'image-missing');
    assert.match(message, /longshore-test\.invalid\/none:1/);
  });

  it('says so when the engine is stopped', async () => {
    bench.world = makeWorld({ docker: () => ({ host: 'unix:///nowhere/docker.sock', context: '' }) });
    assert.equal((await problemOf(bench.train({ image: 'a' }))).kind, 'docker-stopped');
  });

  it('says so when the data is not there', async () => {
    const run = { ...python('pass'), channels: { train: channel('nowhere') } };
    assert.equal((await problemOf(bench.train(run))).kind, 'data-missing');
  });

  it('says so when the engine does not see the folder', async () => {
    const { containers } = bench.world;
    // As an engine on another machine answers: its own folder of that name is empty.
    bench.world = { ...bench.world, containers: { ...containers, has: async () => Promise.resolve(false) } };
    const { kind, remedies } = await problemOf(bench.train(python('pass')));
    assert.deepEqual([kind, remedies], ['folder-unseen', ['switch-context']]);
    assert.deepEqual(await containers.ofRuns(new AbortController().signal), []);
  });
});
