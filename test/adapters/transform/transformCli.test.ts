import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { testEngine } from '../../support/engine/engine';
import { batchImage } from '../../support/serve/kindImages';
import { leftovers } from '../../support/serve/leftovers';
import { ServingBench } from '../../support/serve/servingBench';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

describe('longshore transform', () => {
  let bench: ServingBench;
  let image: string;
  before(async () => {
    image = await batchImage();
  });
  beforeEach(() => {
    bench = new ServingBench();
    bench.write(
      'test.endpoint.json',
      JSON.stringify({ variants: [{ name: 'main', image, instanceType: 'ml.m5.large' }] }),
    );
    bench.write('in/a.txt', 'a\nb\n');
  });
  afterEach(async () => bench.remove());

  function start(...words: readonly string[]) {
    const child = spawn(process.execPath, [cli, 'transform', 'test.endpoint.json', ...words], {
      cwd: bench.folder,
      env: { ...process.env, DOCKER_HOST: testEngine().host, LONGSHORE_RUNS: bench.runsFolder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    return { child, ended, out: text(child.stdout), error: text(child.stderr) };
  }

  it('transforms a folder, with the files on one side and all else on the other', async () => {
    const { ended, out, error } = start(
      '--input',
      'in',
      '--output',
      'out',
      '--split',
      'Line',
      '--environment',
      'A=b=c',
    );
    assert.equal(await ended, 0, await error);
    assert.equal(await out, 'a.txt: 2 records\n');
    assert.match(
      await error,
      /Starting the container …\n(?:.*\n)*Transforming …\n(?:.*\n)*Stopping the container …\n$/,
    );
    assert.equal(readFileSync(join(bench.folder, 'out/a.txt.out'), 'utf8'), 'A\nB\n');
  });

  it('ends with 1 and the words of the container when a file fails, also as JSON', async () => {
    bench.write('in/b.txt', 'status 400 x\n');
    const { ended, out, error } = start('--input', 'in', '--output', 'out', '--json');
    assert.equal(await ended, 1);
    const last: { readonly kind: string; readonly files: readonly unknown[] } = JSON.parse(
      (await out).trim().split('\n').at(-1) ?? '',
    );
    assert.deepEqual(
      [last.kind, last.files.at(-1)],
      [
        'result',
        {
          kind: 'failed',
          key: 'b.txt',
          reason: 'ClientError: 400',
          status: 400,
          body: 'cannot do status 400 x',
          records: 0,
        },
      ],
    );
    assert.match(await error, /1 of 2 files were not transformed/);
  });

  it('stops with the first Ctrl-C, and leaves no container', async () => {
    bench.write('in/b.txt', 'sleep 60\n');
    const { child, ended } = start('--input', 'in', '--output', 'out');
    child.stderr.on('data', (piece: Buffer) => {
      if (piece.toString().includes('Transforming')) child.kill('SIGINT');
    });
    assert.equal(await ended, 130);
    assert.deepEqual(await leftovers(bench), []);
  });

  it('says what is wrong before anything starts', async () => {
    const wrong = start('--input', 'in', '--output', 'out', '--max-payload', '200');
    assert.equal(await wrong.ended, 2);
    assert.match(await wrong.error, /--max-payload is a whole number from 0 to 100/);
    const missing = start('--input', 'nowhere', '--output', 'out');
    assert.equal(await missing.ended, 1);
    assert.match(await missing.error, /The input is not there: .*nowhere/);
  });
});
