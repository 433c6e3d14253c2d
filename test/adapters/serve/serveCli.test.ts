import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findUnfollowedEndpoints, listEndpoints, resumeServing } from '../../../src/app/serve/resumeServing';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { removeLeft, TestEndpoint } from '../../support/serve/endpointBench';
import { ServingBench } from '../../support/serve/servingBench';
import { servingImage } from '../../support/serve/servingImage';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const never = new AbortController().signal;

describe('longshore serve and longshore invoke', () => {
  let bench: ServingBench;
  before(async () => servingImage(testEngine(), 'serving-cli'));
  beforeEach(() => (bench = new ServingBench('longshore-test/serving-cli:latest')));
  afterEach(async () => bench.remove());
  after(async () => removeTestImages(testEngine(), 'serving-cli'));

  const start = (command: string, ...words: readonly string[]) => {
    const child = spawn(process.execPath, [cli, command, ...words, '--runs', bench.runsFolder], {
      env: { ...process.env, DOCKER_HOST: testEngine().host },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    return { child, ended };
  };

  it('serve until they are interrupted, and answer meanwhile', async () => {
    bench.write('test.endpoint.json', bench.text([{ name: 'a' }, { name: 'b' }]));
    const { child, ended } = start('serve', bench.file);
    const out = text(child.stdout);
    let error = '';
    for await (const line of createInterface(child.stderr)) {
      error += `${line}\n`;
      if (/serves after/.test(line) && error.match(/serves after/g)?.length === 2) break;
    }
    bench.write('rows.csv', '1,2\n');
    const invoke = start('invoke', bench.file, '--data', `${bench.folder}/rows.csv`, '--target-variant', 'b');
    const [said, told] = [await text(invoke.child.stdout), await text(invoke.child.stderr)];
    assert.equal(await invoke.ended, 0, told);
    const seen = JSON.parse(said);
    assert.deepEqual([seen.variant, seen.headers['content-type'], seen.body], ['b', 'text/csv', '1,2\n']);
    assert.match(told, /^200 {2}b {2}\d+\.\d ms\n$/);
    const missing = start('invoke', 'other', '--data', `${bench.folder}/rows.csv`);
    missing.child.stderr.resume();
    assert.equal(await missing.ended, 1);
    child.kill('SIGINT');
    child.stderr.resume();
    assert.equal(await ended, 0, error);
    assert.deepEqual((await out).trim().split('\n').toSorted(), [
      'a | listening',
      'a | started: serve',
      'b | listening',
      'b | started: serve',
    ]);
  });

  it('end with 1 and the reason when a variant never gets ready', async () => {
    bench.write(
      'test.endpoint.json',
      bench.text([{ name: 'a' }, { name: 'b', environment: { MODE: 'dies' } }]),
    );
    const { child, ended } = start('serve', bench.file);
    child.stdout.resume();
    const error = await text(child.stderr);
    assert.equal(await ended, 1, error);
    assert.match(error, /b: .*torch/);
    assert.deepEqual(
      (await listEndpoints(bench.world, bench.runsFolder)).map(({ status }) => status),
      ['stopped'],
    );
  });

  it('let the container of a serverless variant go, start it again, and refuse that where nothing is serverless', async () => {
    const serverless = { memory: 1024, concurrency: 1 };
    bench.write('test.endpoint.json', bench.text([{ name: 'a', serverless }]));
    const { child, ended } = start('serve', bench.file, '--serverless-idle', '1s', '--json');
    child.stderr.resume();
    bench.write('rows.csv', '1,2\n');
    const phases: string[] = [];
    const ask = async (): Promise<number | null> => {
      const invoke = start('invoke', bench.file, '--data', `${bench.folder}/rows.csv`);
      invoke.child.stdout.resume();
      invoke.child.stderr.resume();
      return invoke.ended;
    };
    let first: Promise<number | null> | undefined;
    let again: Promise<number | null> | undefined;
    for await (const line of createInterface(child.stdout)) {
      const event = JSON.parse(line);
      if (event.kind === 'ready') first ??= ask();
      if (event.kind !== 'kind') continue;
      phases.push(`${event.state.phase} ${event.state.coldStarts}`);
      if (phases.at(-1) === 'cold 1') again ??= ask();
      if (phases.at(-1) === 'warm 2') break;
    }
    assert.deepEqual([await first, await again], [0, 0]);
    const [kept] = await listEndpoints(bench.world, bench.runsFolder);
    assert.equal(kept?.serverlessIdle, 1);
    child.kill('SIGINT');
    child.stdout.resume();
    assert.equal(await ended, 0);

    bench.write('test.endpoint.json', bench.text([{ name: 'a' }]));
    const refused = start('serve', bench.file, '--serverless-idle', '1s');
    refused.child.stdout.resume();
    const said = await text(refused.child.stderr);
    assert.equal(await refused.ended, 2, said);
    assert.match(said, /--serverless-idle is for serverless variants, and .*test\.endpoint\.json has none/);
  });

  it('leave an endpoint that another process takes over when they are killed', async () => {
    bench.write('test.endpoint.json', bench.text([{ name: 'a' }]));
    const { child } = start('serve', bench.file, '--json');
    child.stderr.resume();
    for await (const line of createInterface(child.stdout)) if (JSON.parse(line).kind === 'ready') break;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const endpoints = await listEndpoints(bench.world, bench.runsFolder);
    const { resumable } = await findUnfollowedEndpoints(bench.world, endpoints, () => false, never);
    const [endpoint] = resumable;
    assert.ok(endpoint);
    bench.own(async () => removeLeft(endpoint.id));
    const resumed = new TestEndpoint(async (serving) =>
      resumeServing(bench.world, { endpoint, follower: process.pid }, serving),
    );
    await resumed.untilServing();
    assert.equal(resumed.url, endpoint.url);
    assert.equal((await resumed.invoke()).status, 200);
    resumed.stop();
    assert.equal((await resumed.ended).status, 'stopped');
  });
});
