import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { resumeRun } from '../../../src/app/runs/resumeRun';
import { Problem } from '../../../src/core/problem';
import type { Channel } from '../../../src/core/run/file/runFile';
import { RunControl } from '../../../src/core/run/runControl';
import { channel, python, TrainingBench } from '../../support/runs/training';

const pipe = (local: string, more: Partial<Channel> = {}): Channel => ({
  ...channel(local),
  mode: 'Pipe',
  ...more,
});

const head = `
import hashlib, os, time
def fifo(channel, epoch):
    path = f'/opt/ml/input/data/{channel}_{epoch}'
    while not os.path.exists(path): time.sleep(0.05)
    return open(path, 'rb')
`;

describe('A channel in mode Pipe', function () {
  let bench: TrainingBench;
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());

  it('gives all files in their order, epoch after epoch', async () => {
    for (const [path, text] of [
      ['b', 'three'],
      ['a/x', 'two '],
      ['a.csv', 'one '],
    ] as const)
      bench.write(`data/${path}`, text);
    const { record, log, ml } = await bench.train({
      ...python(`${head}
for epoch in range(3): print(fifo('train', epoch).read().decode())
print(sorted(os.listdir('/opt/ml/input/data')))`),
      channels: { train: pipe('data') },
    });
    assert.equal(record.status, 'completed', JSON.stringify(record));
    const [first, second, third, names] = log.trim().split('\n');
    assert.deepEqual([first, second, third], ['one two three', 'one two three', 'one two three']);
    assert.match(names ?? '', /'train_0', 'train_1', 'train_2', 'train_3'/);
    assert.deepEqual(readdirSync(join(ml(), 'input/data')), [], 'no FIFO stays');
  });

  it('goes on to the next epoch when one is closed early', async () => {
    writeFileSync(join(bench.folder, 'large'), Buffer.alloc(20 * 1024 ** 2, 'x'));
    const { record, log } = await bench.train({
      ...python(`${head}
with fifo('train', 0) as early: print(len(early.read(10)))
print(len(fifo('train', 1).read()))`),
      channels: { train: pipe('large') },
    });
    assert.equal(record.status, 'completed', JSON.stringify(record));
    assert.equal(log, `10\n${20 * 1024 ** 2}\n`);
  });

  it('does not hold up a program that never reads it, or leaves in the middle', async () => {
    writeFileSync(join(bench.folder, 'large'), Buffer.alloc(20 * 1024 ** 2, 'x'));
    const { record, ml } = await bench.train({
      ...python(`${head}
fifo('read', 0).read(10); os._exit(0)`),
      channels: { ignored: pipe('large'), read: pipe('large') },
    });
    assert.equal(record.status, 'completed', JSON.stringify(record));
    assert.deepEqual(readdirSync(join(ml(), 'input/data')), []);
  });

  it('is one of several, which are read side by side', async () => {
    bench.write('train/a', 't'.repeat(300_000));
    bench.write('test/a', 'v'.repeat(300_000));
    const { log } = await bench.train({
      ...python(`${head}
left, right = fifo('train', 0), fifo('test', 0)
total = 0
while True:
    one, two = left.read(1000), right.read(1000)
    if not one and not two: break
    assert set(one) == {ord('t')} and set(two) == {ord('v')}
    total += len(one) + len(two)
print(total)`),
      channels: { train: pipe('train'), test: pipe('test') },
    });
    assert.equal(log, '600000\n');
  });

  it('unpacks, wraps into records, and shares files between hosts', async () => {
    bench.write('data/a', '');
    writeFileSync(join(bench.folder, 'data/a'), gzipSync('hello'));
    writeFileSync(join(bench.folder, 'data/b'), gzipSync('worlds!!'));
    const { log } = await bench.train({
      ...python(`${head}
import json
me = json.load(open('/opt/ml/input/config/resourceconfig.json'))['current_host']
print(me, fifo('train', 0).read().hex(), flush=True)
time.sleep(1)`),
      local: bench.local({ hosts: 2 }),
      channels: {
        train: pipe('data', {
          compression: 'Gzip',
          recordWrapper: 'RecordIO',
          distribution: 'ShardedByS3Key',
        }),
      },
    });
    assert.deepEqual(log.trim().split('\n').toSorted(), [
      `algo-1 0a23d7ce05000000${Buffer.from('hello').toString('hex')}000000`,
      `algo-2 0a23d7ce08000000${Buffer.from('worlds!!').toString('hex')}`,
    ]);
  });

  it('is shuffled for each epoch by the seed, always in the same way', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) bench.write(`data/${name}`, name);
    const epochs = async (shuffleSeed: number) => {
      const { log } = await bench.train({
        ...python(`${head}
for epoch in range(3): print(fifo('train', epoch).read().decode())`),
        channels: { train: pipe('data', { shuffleSeed }) },
      });
      return log.trim().split('\n');
    };
    const orders = await epochs(7);
    assert.equal(new Set(orders).size, 3, orders.join());
    assert.deepEqual(
      new Set(orders.map((order) => order.split('').toSorted().join(''))),
      new Set(['abcdefg']),
    );
    assert.deepEqual(await epochs(7), orders);
    assert.notDeepEqual(await epochs(8), orders);
  });

  it('is shuffled across hosts that share it: every epoch has each file once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) bench.write(`data/${name}`, name);
    const { log } = await bench.train({
      ...python(`${head}
import json
me = json.load(open('/opt/ml/input/config/resourceconfig.json'))['current_host']
for epoch in range(3): print(epoch, fifo('train', epoch).read().decode(), me, flush=True)
time.sleep(1)`),
      local: bench.local({ hosts: 2 }),
      channels: { train: pipe('data', { distribution: 'ShardedByS3Key', shuffleSeed: 3 }) },
    });
    const lines = log.trim().split('\n').toSorted();
    assert.equal(lines.length, 6, log);
    for (const epoch of ['0', '1', '2']) {
      const shares = lines.filter((line) => line.startsWith(epoch)).map((line) => line.split(' ')[1] ?? '');
      assert.deepEqual(shares.join('').split('').toSorted().join(''), 'abcdefgh', log);
    }
    const first = lines.filter((line) => line.endsWith('algo-1')).map((line) => line.split(' ')[1] ?? '');
    assert.ok(new Set(first.map((share) => share.split('').toSorted().join(''))).size > 1, log);
  });

  it('is not shuffled in mode File, where a program lists the folder itself', async () => {
    bench.write('data/a', '1');
    const { log } = await bench.train({
      ...python(`import os; print(os.listdir('/opt/ml/input/data/train'))`),
      channels: { train: { ...channel('data'), shuffleSeed: 7 } },
    });
    assert.equal(log, "['a']\n");
  });

  for (const [when, more, code] of [
    ['between two epochs', 0, "print(fifo('train', 0).read().decode(), flush=True)"],
    [
      'in the middle of one',
      20 * 1024 ** 2,
      "early = fifo('train', 0); print(early.read(3).decode(), flush=True); early.read()",
    ],
  ] as const)
    it(`is fed on when a window closes ${when}, and another follows the run`, async () => {
      bench.write('data', `one${'.'.repeat(more)}`);
      const run = {
        ...python(`${head}
${code}
while not os.path.exists('/opt/ml/model/go'): time.sleep(0.05)
print(len(fifo('train', 1).read()), flush=True)
print(len(fifo('train', 2).read()), flush=True)`),
        channels: { train: { local: 'data', mode: 'Pipe' } },
      };
      const { record } = await bench.train(
        { ...run, channels: { train: pipe('data') } },
        (event, control) => {
          if (event.kind === 'output') control.detach();
        },
      );
      assert.equal(record.status, 'running');
      writeFileSync(join(record.folder, 'run.train.json'), JSON.stringify(run));
      writeFileSync(join(record.folder, 'hosts/algo-1/ml/model/go'), '');
      let heard = '';
      const ended = await resumeRun(
        bench.world,
        { record, follower: process.pid },
        {
          signal: new AbortController().signal,
          control: new RunControl(),
          report: (event) => {
            if (event.kind === 'output') heard += Buffer.from(event.bytes).toString();
          },
        },
      );
      assert.equal(ended.status, 'completed', JSON.stringify(ended));
      assert.equal(heard, `one\n${more + 3}\n${more + 3}\n`);
      assert.deepEqual(readdirSync(join(record.folder, 'hosts/algo-1/ml/input/data')), [], 'no FIFO stays');
    });

  it('ends the run when its data cannot be read', async () => {
    bench.write('data/a', 'not packed');
    const training = bench.train({
      ...python(`${head}
fifo('train', 0).read(); time.sleep(60)`),
      channels: { train: pipe('data', { compression: 'Gzip' }) },
    });
    await assert.rejects(
      training,
      (error) =>
        error instanceof Problem && error.kind === 'file-unreadable' && /data\/a/.test(error.message),
    );
  });

  it('is refused where FIFOs do not reach the engine', async () => {
    bench.write('data/a', '1');
    bench.world = { ...bench.world, disk: { ...bench.world.disk, hasPipes: false } };
    const training = bench.train({ ...python('print(1)'), channels: { train: pipe('data') } });
    await assert.rejects(training, (error) => error instanceof Problem && error.kind === 'bad-run-file');
  });
});
