import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { agentSource } from '../../../src/adapters/explore/container/agentSource';
import { Problem } from '../../../src/core/problem';
import { testEngine } from '../../support/engine/engine';
import { ExploreBench, race, storm } from '../../support/engine/exploreBench';

const signal = new AbortController().signal;

describe('A container is followed by an agent in it', () => {
  let bench: ExploreBench;
  beforeEach(() => (bench = new ExploreBench(testEngine())));
  afterEach(async () => bench.close());

  const quiet = async (
    container: Parameters<ExploreBench['follow']>[0],
    follow = bench.follow(container),
  ) => {
    await follow.until('scanned', () => follow.scanned !== undefined);
    return follow;
  };

  it('from what is there to all that changes, and nothing of it stays', async () => {
    const container = await bench.start(
      'cd /opt/ml; mkdir -p model/deep; echo 1 > model/deep/a; mkfifo pipe; ln -s /etc link',
    );
    const followed = await quiet(container);
    assert.equal(followed.source, 'agent');
    assert.deepEqual(followed.paths(), await bench.realPaths(container));
    const steps = [
      'echo 2 >> model/deep/a; echo whole > .part; mv .part checkpoint; mv model/deep moved',
      'echo 3 > moved/b',
      'rm -r moved; mkdir moved; echo again > moved/c; mkdir -p moved/moved/moved',
      'rm -r model pipe; touch "é \\" name"',
    ];
    for (const step of steps) {
      await bench.run(container, 'sh', '-c', `cd /opt/ml; ${step}`);
      const real = await bench.realPaths(container);
      await followed.until(step, () => same(followed.paths(), real));
    }
    await followed.stop();
    await gone(container);
  });

  it('also in a volume, and no file is lost that is written right after its folder was made', async () => {
    const volume = `longshore-test-${process.pid}`;
    await bench.docker.createVolume({ Name: volume });
    try {
      const mount = { Type: 'volume', Source: volume, Target: '/opt/ml' } as const;
      const container = await bench.start('', { Mounts: [mount] });
      const followed = await quiet(container);
      await bench.run(container, 'python3', '-c', race, '/opt/ml');
      await followed.until('all', () => followed.model.totals('').files === 1000);
      assert.deepEqual(followed.paths(), await bench.realPaths(container));
    } finally {
      await bench.close();
      await bench.docker.getVolume(volume).remove();
    }
  });

  it('through storms in many folders and in one', async function () {
    this.timeout(120_000);
    const container = await bench.start('', inMemory);
    const followed = await quiet(container);
    for (const [folders, files] of [
      ['100', '1000'],
      ['1', '20000'],
    ] as const)
      await bench.run(container, 'python3', '-c', storm, '/opt/ml', folders, files);
    await followed.until('all', () => followed.model.totals('').files === 120_000, 60);
    const real = await bench.realPaths(container);
    await followed.until('sizes', () => same(followed.paths(), real));
  });

  it('after a storm that it slept through', async () => {
    const container = await bench.start('', inMemory);
    const followed = await quiet(container);
    await bench.run(container, 'pkill', '-STOP', '-x', 'longshore');
    await bench.run(container, 'python3', '-c', storm, '/opt/ml', '10', '2000');
    await bench.run(container, 'pkill', '-CONT', '-x', 'longshore');
    await followed.until('all', () => followed.model.totals('').files === 20_000);
    const real = await bench.realPaths(container);
    await followed.until('sizes', () => same(followed.paths(), real));
  });

  it('and answers what is asked', async () => {
    const container = await bench.start(
      'cd /opt/ml; printf 0123456789 > digits; mkfifo pipe; ln -s /etc/passwd link; ln -s /etc folder',
    );
    const place = bench.place(container);
    const read = async (path: string, offset = 0): Promise<string> =>
      Buffer.from(await bench.trees.read(place, path, { offset, length: 4 }, signal)).toString();
    const answers = async () => ({
      stat: (await bench.trees.stat(place, 'digits', signal))?.bytes,
      absent: await bench.trees.stat(place, 'absent', signal),
      link: (await bench.trees.stat(place, 'link', signal))?.kind,
      begin: await read('digits'),
      end: await read('digits', 8),
      beyond: await read('digits', 100),
      problems: await Promise.all(
        ['pipe', 'link', 'absent', '../etc/passwd', 'digits/', 'digits/x'].map(async (path) =>
          problem(read(path)),
        ),
      ),
    });
    const expected = {
      stat: 10,
      absent: undefined,
      link: 'link',
      begin: '0123',
      end: '89',
      beyond: '',
      problems: Array.from({ length: 6 }, () => 'file-unreadable'),
    };
    const withoutAgent = await answers();
    await quiet(container);
    assert.deepEqual([withoutAgent, await answers()], [expected, expected]);
    assert.equal(await problem(read('folder/passwd')), 'file-unreadable');
  });

  it('until it stops, or is removed; one that is not there is a problem', async () => {
    for (const end of ['stop', 'remove'] as const) {
      const container = await bench.start('');
      const followed = await quiet(container);
      await (end === 'stop' ? container.stop({ t: 1 }) : container.remove({ force: true }));
      await followed.end();
      if (end === 'remove') assert.equal(await problem(bench.follow(container).end()), 'container-gone');
    }
  });

  it('and leaves nothing when the one who follows is killed', async () => {
    const container = await bench.start('');
    const alone = fileURLToPath(new URL('../../support/engine/exploreAlone.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import=tsx', alone, container.id], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    assert.equal((await agents(container)).length, 1);
    child.kill('SIGKILL');
    await gone(container);
  });

  const agents = async (container: Parameters<ExploreBench['programs']>[0]): Promise<readonly string[]> =>
    (await bench.programs(container)).filter((line) => line.startsWith('python3 -I'));

  const gone = async (container: Parameters<ExploreBench['programs']>[0]): Promise<void> => {
    for (let round = 0; round < 100; round += 1) if ((await agents(container)).length === 0) return;
    assert.fail('The agent is still there.');
  };
});

/** As files that another system writes into a shared folder: here nothing is told of them. */
it('An agent that hears of nothing looks by itself, and says so', async () => {
  const root = mkdtempSync(join(tmpdir(), 'longshore-deaf-'));
  writeFileSync(join(root, 'log'), '1');
  const deaf = agentSource.replace('    while events >= 0:', '    while False:');
  const child = spawn('python3', ['-I', '-S', '-u', '-c', deaf, root, '1000']);
  try {
    const told: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      told.push(line);
      if (line.includes('scanned')) writeFileSync(join(root, 'later'), '1');
      if (line.includes('polling')) appendFileSync(join(root, 'log'), '2');
      if (/"log","f",2/.test(line)) break;
    }
    assert.match(told.join('\n'), /\{"fault":"polling"\}[^]*"later"/);
  } finally {
    child.stdin.end();
    const code = await new Promise((resolve) => child.on('close', resolve));
    rmSync(root, { recursive: true });
    assert.equal(code, 0, 'It ends with its input.');
  }
});

/** It takes an engine minutes to remove a hundred thousand files. */
const inMemory = { Mounts: [{ Type: 'tmpfs' as const, Source: '', Target: '/opt/ml' }] };

async function problem(asked: Promise<unknown>): Promise<string> {
  try {
    return `answer ${String(await asked)}`;
  } catch (error) {
    return error instanceof Problem ? error.kind : String(error);
  }
}

const same = (left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean => {
  const paths = Object.keys(left);
  return paths.length === Object.keys(right).length && paths.every((path) => left[path] === right[path]);
};
