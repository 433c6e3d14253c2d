import assert from 'node:assert/strict';
import { chownSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { NetworkInspectInfo } from 'dockerode';
import { listRuns } from '../../../src/app/runs/storedRuns';
import { Problem } from '../../../src/core/problem';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { makeProgramImage, makeShellessImage } from '../../support/runs/images';
import { channel, python, TrainingBench } from '../../support/runs/training';

/** Tells that it runs, and then waits for a signal, to which it may answer. */
const waiting = (onSignal: string): string => `
import os, signal, sys, time
def stop(*_):
    ${onSignal}
signal.signal(signal.SIGTERM, stop)
print('ready', flush=True)
while True: time.sleep(0.1)
`;
const finishing = waiting(`open('/opt/ml/model/last', 'w').write('saved'); sys.exit(0)`);

describe('The contract of a training job', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());
  after(async () => removeTestImages(testEngine(), 'contract-*'));

  it('gives input data that cannot be changed', async () => {
    bench.write('data/a.csv', '1');
    const { record, log } = await bench.train({
      ...python(`
try: open('/opt/ml/input/data/train/a.csv', 'w')
except OSError as error: print(error.strerror)`),
      channels: { train: channel('data') },
    });
    assert.equal(record.status, 'completed');
    assert.match(log, /Read-only file system/);
    assert.equal(readFileSync(join(bench.folder, 'data/a.csv'), 'utf8'), '1');
  });

  it('gives a single file as a file of the channel', async () => {
    bench.write('data/a.csv', 'one');
    const { log } = await bench.train({
      ...python(`print(open('/opt/ml/input/data/train/a.csv').read())`),
      channels: { train: channel('data/a.csv') },
    });
    assert.equal(log, 'one\n');
  });

  it('lets a program stop in peace, and keeps what it saved', async () => {
    const { record } = await bench.train(python(finishing), (event, control) => {
      if (event.kind === 'output') control.stop();
    });
    assert.equal(record.status, 'stopped');
    assert.equal(record.stopReason, 'user');
    assert.equal(record.exitCode, 0);
    assert.deepEqual(
      record.artifacts.map(({ name }) => name),
      ['model.tar.gz'],
    );
  });

  it('kills at once who is asked twice', async () => {
    let asked = 0;
    const { record } = await bench.train(python(waiting(`print('no', flush=True)`)), (event, control) => {
      if (event.kind !== 'output') return;
      asked += 1;
      if (asked === 1) control.stop();
      else control.kill();
    });
    assert.equal(record.status, 'stopped');
    assert.equal(record.exitCode, 137);
  });

  it('ends when its time is over', async () => {
    const { record } = await bench.train({ ...python(finishing), maxRuntime: 1 });
    assert.equal(record.status, 'stopped');
    assert.equal(record.stopReason, 'max-runtime');
    assert.equal(record.exitCode, 0);
  });

  it('goes on from its checkpoints when a spot instance is taken away', async () => {
    const code = `
import os, signal, sys, time
here = '/opt/ml/checkpoints/step'
step = int(open(here).read()) if os.path.exists(here) else 0
print('from', step, sorted(os.listdir('/opt/ml/model')), os.path.exists('/tmp/left'), flush=True)
if step: sys.exit(0)
open('/opt/ml/model/half', 'w').write('x'); open('/tmp/left', 'w').write('x')
def stop(*_):
    open(here, 'w').write('7'); sys.exit(1)
signal.signal(signal.SIGTERM, stop)
print('ready', flush=True)
while True: time.sleep(0.1)`;
    const { record, log } = await bench.train(
      { ...python(code), checkpoints: { path: '/opt/ml/checkpoints' } },
      (event, control) => {
        if (event.kind === 'output' && Buffer.from(event.bytes).includes('ready')) control.interrupt();
      },
    );
    assert.equal(log, 'from 0 [] False\nready\nfrom 7 [] False\n');
    assert.equal(record.status, 'completed');
    assert.equal(record.interruptions, 1);
  });

  it('stops for good when the user asks during an interruption', async () => {
    const { record, log } = await bench.train(python(waiting('sys.exit(0)')), (event, control) => {
      if (event.kind !== 'output') return;
      control.interrupt();
      control.stop();
    });
    assert.deepEqual([record.status, record.stopReason, record.interruptions], ['stopped', 'user', 0]);
    assert.equal(log, 'ready\n');
  });

  it('keeps checkpoints from one run to the next', async () => {
    const run = {
      ...python(`
import os
names = sorted(os.listdir('/opt/ml/checkpoints')); print(names)
open(f'/opt/ml/checkpoints/{len(names)}', 'w').write('x')`),
      checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' },
    };
    await bench.train(run);
    assert.equal((await bench.train(run)).log, "['0']\n");
  });

  it('limits memory, says so, and gives shared memory', async () => {
    const { record } = await bench.train({
      ...python(`bytearray(400_000_000)`),
      local: bench.local({ memory: '100m' }),
    });
    assert.equal(record.exitCode, 137);
    assert.equal(record.diagnosis?.id, 'oom-killed');
    const { log } = await bench.train({
      ...python(`import os; shm = os.statvfs('/dev/shm'); print(shm.f_blocks * shm.f_frsize)`),
      local: bench.local({ shmSize: '96m' }),
    });
    assert.equal(Number(log), 96 * 1024 ** 2);
  });

  it('gives half of the memory as shared memory when nothing else is said', async () => {
    const { log } = await bench.train(
      python(`import os; shm = os.statvfs('/dev/shm'); print(shm.f_blocks * shm.f_frsize)`),
    );
    const { memoryBytes } = await bench.world.containers.facts(new AbortController().signal);
    assert.ok(Math.abs(Number(log) - memoryBytes / 2) <= 4096, log);
  });

  it('fails with 130 too, which the Python SDK takes for success', async () => {
    const { record } = await bench.train(python(`raise SystemExit(130)`));
    assert.deepEqual([record.status, record.failureReason], ['failed', 'AlgorithmError: Exit Code: 130']);
  });

  it('has as many processors as the file says', async () => {
    let asked: Promise<unknown> | undefined;
    const { record } = await bench.train(
      {
        ...python(`import time; print('ready', flush=True); time.sleep(1)`),
        local: bench.local({ cpus: 0.5 }),
      },
      (event, _, at) => {
        const id = at?.hosts[0]?.container;
        if (event.kind === 'output' && id !== undefined)
          asked ??= connect(testEngine()).getContainer(id).inspect();
      },
    );
    assert.equal(record.status, 'completed');
    assert.match(JSON.stringify(await asked), /"NanoCpus":500000000/);
  });

  it('publishes the port of a debugger on this machine alone', async () => {
    const port = 5600 + Math.floor(Math.random() * 400);
    let answer: Promise<string> | undefined;
    const { record } = await bench.train(
      {
        ...python(`
import socket
server = socket.create_server(('0.0.0.0', ${port})); print('listening', flush=True)
peer, _ = server.accept(); peer.sendall(b'debug'); peer.close()`),
        local: bench.local({ debug: port }),
      },
      (event) => {
        if (event.kind === 'output') answer ??= text(createConnection(port, '127.0.0.1'));
      },
    );
    assert.equal(await answer, 'debug');
    assert.equal(record.debugPort, port);
  });

  it('says what is missing where GPUs are asked for and there are none', async () => {
    const { record } = await bench.train({ ...python('print(1)'), local: bench.local({ gpus: ['0'] }) });
    assert.equal(record.status, 'failed');
    assert.equal(record.diagnosis?.id, 'no-gpu-driver');
  });

  it('joins several hosts, which find each other and make one model', async () => {
    const { record, log, ml } = await bench.train({
      ...python(`
import json, socket, time
config = json.load(open('/opt/ml/input/config/resourceconfig.json'))
me = config['current_host']
for host in config['hosts']:
    for _ in range(100):
        try: socket.gethostbyname(host); break
        except OSError: time.sleep(0.1)
    else: raise SystemExit(f'{host} is not there')
open(f'/opt/ml/model/{me}', 'w').write(me); open('/opt/ml/model/both', 'w').write(me)
print(f"{me} {config['hosts']}\\n", end='')
time.sleep(1)`),
      local: bench.local({ hosts: 2 }),
    });
    assert.equal(record.status, 'completed', JSON.stringify(record.diagnosis));
    assert.deepEqual(log.trim().split('\n').toSorted(), [
      "algo-1 ['algo-1', 'algo-2']",
      "algo-2 ['algo-1', 'algo-2']",
    ]);
    assert.equal(readFileSync(join(ml('algo-2'), 'model/algo-2'), 'utf8'), 'algo-2');
    assert.deepEqual(
      (await connect(testEngine()).listNetworks()).filter(({ Name }) => Name === record.network),
      [],
    );
  });

  it('knows the name of a host that has ended already', async () => {
    const { log, record } = await bench.train({
      ...python(`
import json, socket, time
if json.load(open('/opt/ml/input/config/resourceconfig.json'))['current_host'] == 'algo-2':
    time.sleep(2); print(bool(socket.gethostbyname('algo-1')))`),
      local: bench.local({ hosts: 2 }),
    });
    assert.deepEqual([record.status, log], ['completed', 'True\n']);
  });

  it('ends all hosts when one fails', async () => {
    const { record } = await bench.train({
      ...python(`
import json, sys, signal, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if json.load(open('/opt/ml/input/config/resourceconfig.json'))['current_host'] == 'algo-2': sys.exit(5)
time.sleep(100)`),
      local: bench.local({ hosts: 2 }),
    });
    assert.equal(record.status, 'failed');
    assert.equal(record.exitCode, 5);
  });

  it('isolates from the network, and not from its own name', async () => {
    let asked: Promise<readonly NetworkInspectInfo[]> | undefined;
    const { log, record } = await bench.train(
      {
        ...python(`
import os, socket, time
print(sorted(os.listdir('/sys/class/net')), bool(socket.gethostbyname('algo-1')), flush=True)
time.sleep(1)`),
        networkIsolation: true,
      },
      (event) => {
        if (event.kind === 'output') asked ??= connect(testEngine()).listNetworks();
      },
    );
    assert.equal(log, "['eth0', 'lo'] True\n");
    const [network] = ((await asked) ?? []).filter(({ Name }) => Name === record.network);
    // What internal means is the engine's business; one without a firewall, as here, cannot be asked to prove it.
    assert.equal(network?.Internal, true);
  });

  it('fails here too, where only root gets in, for an image that runs as somebody else', async () => {
    const image = await makeProgramImage(
      testEngine(),
      'contract-user',
      { train: '#!/bin/sh\nid -u\ncat /opt/ml/input/config/resourceconfig.json\n' },
      ['USER 1234'],
    );
    const open = await bench.train({ image });
    assert.match(open.log, /^1234\n\{/);
    const strict = await bench.train({ image, local: bench.local({ strictPermissions: true }) });
    assert.equal(strict.record.status, 'failed');
    assert.match(strict.log, /Permission denied/);
    const root = await bench.train({
      ...python(`print(len(open('/opt/ml/input/config/resourceconfig.json').read()) > 0)`),
      local: bench.local({ strictPermissions: true }),
    });
    assert.equal(root.log, 'True\n');
  });

  it('runs the code of the user from a copy, as the toolkit expects it', async () => {
    bench.write('src/fit.py', 'print("fitted")');
    bench.write('src/__pycache__/fit.pyc', '');
    const { log } = await bench.train({
      ...python(`
import json, os
given = json.load(open('/opt/ml/input/config/hyperparameters.json'))
print(given, os.listdir('/opt/ml/code'))
open('/opt/ml/code/made', 'w').write('x')`),
      source: { folder: 'src', entry: 'fit.py' },
    });
    assert.equal(
      log,
      `{'sagemaker_program': '"fit.py"', 'sagemaker_submit_directory': '"/opt/ml/code"'} ['fit.py']\n`,
    );
  });

  describe('leaves files that belong to the user', () => {
    /** Somebody who is not root, whoever runs these tests. */
    const user = { uid: 4321, gid: 4321 };

    const ownersBelow = (folder: string, names: readonly string[]): readonly number[] =>
      names.map((name) => lstatSync(join(folder, name)).uid);

    it('also from folders that nobody else may enter', async () => {
      bench.actAs(user);
      const { record, ml } = await bench.train(
        python(`
import os
os.umask(0o077)
os.makedirs('/opt/ml/model/a/b/c'); open('/opt/ml/model/a/b/c/deep', 'w').write('x')
os.symlink('a', '/opt/ml/model/link'); os.mkfifo('/opt/ml/output/data/pipe')`),
      );
      assert.equal(record.status, 'completed', JSON.stringify(record));
      assert.deepEqual(
        ownersBelow(ml(), ['model/a', 'model/a/b', 'model/a/b/c/deep', 'model/link', 'output/data/pipe']),
        Array.from({ length: 5 }, () => user.uid),
      );
    });

    it('from an image without a shell', async () => {
      bench.actAs(user);
      const image = await makeShellessImage(testEngine(), 'contract-shell-less');
      bench.write('empty/ld.so.conf', '');
      const { record, ml } = await bench.train({
        image,
        arguments: ['-C', '/opt/ml/model/weights', '-f', '/opt/ml/input/data/train/ld.so.conf'],
        channels: { train: channel('empty') },
      });
      assert.equal(record.status, 'completed', JSON.stringify(record.diagnosis));
      assert.deepEqual(ownersBelow(ml(), ['model/weights']), [user.uid]);
      assert.deepEqual(
        record.artifacts.map(({ name }) => name),
        ['model.tar.gz'],
      );
    });

    it('also when the run had to be given up', async () => {
      bench.actAs(user);
      const { disk } = bench.world;
      const full = new Problem('disk-full', 'There is no space left.');
      bench.world = {
        ...bench.world,
        disk: {
          ...disk,
          append: async () => ({ write: async () => Promise.reject(full), close: async () => undefined }),
        },
      };
      const code = `
import time
open('/opt/ml/model/half', 'w').write('x'); print('written', flush=True); time.sleep(100)`;
      await assert.rejects(bench.train(python(code)), full);
      const [record] = await listRuns(bench.world, join(bench.folder, 'runs'));
      assert.deepEqual([record?.status, record?.failureReason], ['failed', full.message]);
      assert.deepEqual(ownersBelow(join(record?.folder ?? '', 'hosts/algo-1/ml'), ['model/half']), [
        user.uid,
      ]);
      const left = await bench.world.containers.ofRuns(new AbortController().signal);
      assert.deepEqual(
        left.filter(({ run }) => run === record?.id),
        [],
      );
    });

    it('and the job is not failed by files that cannot be given', async () => {
      bench.actAs(user);
      const { containers } = bench.world;
      const giveFiles = async () => Promise.reject(new Problem('docker-failed', 'No.'));
      bench.world = { ...bench.world, containers: { ...containers, giveFiles } };
      const { record } = await bench.train(python(`open('/opt/ml/model/m', 'w').write('x')`));
      assert.equal(record.status, 'completed');
    });

    it('and checkpoints too', async () => {
      bench.actAs(user);
      mkdirSync(join(bench.folder, 'kept'));
      chownSync(join(bench.folder, 'kept'), user.uid, user.gid);
      await bench.train({
        ...python(`open('/opt/ml/checkpoints/step', 'w').write('1')`),
        checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' },
      });
      assert.deepEqual(ownersBelow(bench.folder, ['kept/step']), [user.uid]);
    });
  });
});
