import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { testEngine } from '../../support/engine/engine';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

describe('longshore train', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-cli-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/a.csv'), '1');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (code: string, more: object = {}): string => {
    const file = join(folder, 'job.train.json');
    const run = {
      image: 'longshore-test/python-base:latest',
      entrypoint: ['python3', '-u', '-c'],
      arguments: [code],
      ...more,
    };
    writeFileSync(file, `// a run\n${JSON.stringify(run)}`);
    return file;
  };

  const start = (...words: readonly string[]) => {
    const child = spawn(process.execPath, [cli, 'train', '--runs', join(folder, 'runs'), ...words], {
      env: { ...process.env, DOCKER_HOST: testEngine().host },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    return { child, ended, out: text(child.stdout), error: text(child.stderr) };
  };

  it('trains, with the log on one side and the progress on the other', async () => {
    const file = write(
      `
print(open('/opt/ml/input/data/train/a.csv').read())
print('loss=0.5'); open('/opt/ml/model/m', 'w').write('x')`,
      { channels: { train: 'data' } },
    );
    const { ended, out, error } = start(file);
    assert.equal(await ended, 0, await error);
    assert.equal(await out, '1\nloss=0.5\n');
    assert.match(
      await error,
      /^Preparing …\nStarting …\nTraining …\nCollecting artifacts …\njob completed in /,
    );
    assert.match(await error, /model\.tar\.gz \(\d+ B\)\n$/);
    const [run = ''] = readdirSync(join(folder, 'runs'));
    const record: { metrics: unknown } = JSON.parse(
      readFileSync(join(folder, 'runs', run, 'run.json'), 'utf8'),
    );
    assert.deepEqual(record.metrics, { loss: { last: 0.5, min: 0.5, max: 0.5 } });
  });

  it('ends with the exit code of the job, and says why it failed', async () => {
    const { ended, error } = start(write('import pandas_is_not_here'));
    assert.equal(await ended, 1);
    assert.match(await error, /pandas_is_not_here/);
    assert.match(await error, /job failed after/);
    assert.equal(await start(write('raise SystemExit(7)')).ended, 7);
  });

  it('says whose each line is when there are several hosts, also of the last that has no end', async () => {
    const code = `
import os, sys, time
sys.stdout.write('it is '); sys.stdout.flush(); time.sleep(0.2); sys.stdout.write(os.uname().nodename)`;
    const { ended, out, error } = start(write(code, { local: { hosts: 2 } }));
    assert.equal(await ended, 0, await error);
    assert.deepEqual((await out).split('\n').toSorted(), [
      '',
      'algo-1 | it is algo-1',
      'algo-2 | it is algo-2',
    ]);
  });

  it('stops as SageMaker does when the user asks, and keeps what was saved', async () => {
    const { child, ended, out, error } = start(
      write(`
import signal, sys, time
def stop(*_): open('/opt/ml/model/m', 'w').write('x'); print('saved', flush=True); sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print('ready', flush=True)
while True: time.sleep(0.1)`),
    );
    child.stdout.once('data', () => child.kill('SIGINT'));
    assert.equal(await ended, 130, await error);
    assert.equal(await out, 'ready\nsaved\n');
    assert.match(await error, /Stopping …/);
    assert.match(await error, /model\.tar\.gz/);
  });

  it('tells events as JSON', async () => {
    const { ended, out } = start('--json', write('print("hello")'));
    assert.equal(await ended, 0);
    const events = (await out)
      .trim()
      .split('\n')
      .map((line): { kind: string; text?: string; record?: { status: string } } => JSON.parse(line));
    assert.equal(events.map(({ kind, text: said }) => (kind === 'output' ? said : '')).join(''), 'hello\n');
    assert.equal(events.at(-1)?.record?.status, 'completed');
  });

  it('starts nothing when the run file is wrong', async () => {
    const { ended, error } = start(write('', { channels: { train: 'nowhere' } }));
    assert.equal(await ended, 1);
    assert.match(await error, /job\.train\.json:2:\d+ {2}error .*nowhere/);
    assert.match(await error, /Nothing was started/);
    assert.equal(await start(join(folder, 'no.train.json')).ended, 1);
    assert.equal(await start().ended, 2);
  });
});
