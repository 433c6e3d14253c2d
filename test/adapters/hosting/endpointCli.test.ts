import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';
import { eventually } from '../../support/workbench/eventually';

const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/iris:1';
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('longshore endpoint', () => {
  let standIn: StandInSageMaker;
  let folder: string;
  before(async () => (standIn = await startStandInSageMaker()));
  after(async () => {
    await standIn.stop();
    await standIn.checkRequests();
  });
  beforeEach(() => {
    standIn.reset();
    standIn.make('iris', [
      { name: 'blue', weight: 0.9, instances: 2 },
      { name: 'green', weight: 0.1, instances: 1 },
    ]);
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-endpoint-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (weights: readonly [number, number], more: object = {}): void => {
    const variants = ['blue', 'green'].map((name, index) => ({
      name,
      image,
      weight: weights[index],
      instanceType: 'ml.m5.large',
      instances: 2 - index,
      ...more,
    }));
    const cloud = { role: 'arn:aws:iam::123456789012:role/sagemaker' };
    writeFileSync(join(folder, 'iris.endpoint.json'), JSON.stringify({ variants, cloud }));
  };
  const run = async (...words: readonly string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const env = { ...process.env, ...standIn.environment };
      const child = execFile(
        process.execPath,
        [cli, 'endpoint', ...words],
        { cwd: folder, env },
        (_, stdout, stderr) => resolve({ status: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  it('shows how an endpoint is', async () => {
    write([9, 1]);
    standIn.scale('iris', 'blue', { min: 1, max: 4 });
    const { status, stdout, stderr } = await run('get', 'iris.endpoint.json');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^iris: in service\nVARIANT  TRAFFIC  WEIGHT  CAPACITY  TYPE +SCALING\n/);
    assert.match(stdout, /^blue +90 % +0\.9 +2 +ml\.m5\.large +1 to 4$/m);
  });

  it('plans, and tells CI with its exit code', async () => {
    write([9, 1]);
    const same = await run('plan', 'iris.endpoint.json', '--check');
    assert.deepEqual(
      [same.status, same.stdout],
      [0, 'Traffic, capacity and scaling are as in the file.\n'],
      same.stderr,
    );
    write([1, 1]);
    const other = await run('plan', 'iris.endpoint.json', '--check');
    assert.deepEqual([other.status, other.stdout], [2, 'blue: weight 0.9 → 1\ngreen: weight 0.1 → 1\n']);
    assert.match(other.stderr, /green: each instance gets 5 times the traffic/);
    assert.match(other.stderr, /^UpdateEndpointWeightsAndCapacities \{"EndpointName":"iris"/m);
    assert.equal((await run('plan', 'iris.endpoint.json')).status, 0);
    const { calls }: { calls: readonly { action: string }[] } = JSON.parse(
      (await run('plan', 'iris.endpoint.json', '--json')).stdout,
    );
    assert.deepEqual(
      calls.map(({ action }) => action),
      ['UpdateEndpointWeightsAndCapacities'],
    );
    assert.deepEqual(standIn.writes, []);
  });

  it('applies, follows until it is in service, and does nothing a second time', async () => {
    write([1, 1]);
    const applying = run('apply', 'iris.endpoint.json');
    await eventually(() => assert.equal(standIn.writes.length, 1));
    standIn.settle('iris');
    const { status, stdout, stderr } = await applying;
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^iris is as in the file\.$/m);
    assert.match(stderr, /^1 of 1: in service$/m);
    assert.match((await run('apply', 'iris.endpoint.json')).stdout, /There was nothing to do/);
  });

  it('brings a new image and another instance type with a canary, and traffic after it', async () => {
    write([1, 1], { instanceType: 'ml.c5.xlarge', image: image.replace(':1', ':2') });
    const words = ['iris.endpoint.json', '--deployment', 'canary:50%:60s', '--reset', 'counts'];
    const planned = await run('plan', ...words, '--check');
    assert.equal(planned.status, 2, planned.stderr);
    assert.match(
      planned.stdout,
      /^Needs a new configuration: blue: Container1\.Image \S+iris:1 → \S+iris:2$/m,
    );
    assert.match(
      planned.stdout,
      /^Needs a new configuration: green: InstanceType ml\.m5\.large → ml\.c5\.xlarge$/m,
    );
    assert.match(planned.stderr, /^Paid for twice meanwhile: all 3 instances/m);
    assert.match(planned.stderr, /^UpdateEndpoint \{"EndpointName":"iris".*"CANARY".*"Value":50/m);
    assert.deepEqual(standIn.writes, []);
    const applying = run('apply', ...words);
    await eventually(() => assert.equal(standIn.writes.at(-1)?.[1], 'UpdateEndpoint'));
    standIn.phase('iris', 'Baking');
    standIn.settle('iris');
    await eventually(() => assert.equal(standIn.writes.at(-1)?.[1], 'UpdateEndpointWeightsAndCapacities'));
    standIn.settle('iris');
    const { status, stdout, stderr } = await applying;
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^iris is as in the file\.$/m);
    assert.match(stderr, /^iris is in service with iris-\d{8}-\d{6}\.$/m);
    const again = await run('plan', ...words, '--check');
    assert.deepEqual(
      [again.status, again.stdout],
      [0, 'Traffic, capacity and scaling are as in the file.\n'],
    );
  });

  it('does not begin while one of its alarms rings already, unless somebody insists', async () => {
    write([9, 1], { image: image.replace(':1', ':2') });
    standIn.alarm({ AlarmName: 'errors', StateValue: 'ALARM' });
    const words = ['apply', 'iris.endpoint.json', '--deployment', 'canary:50%:60s', '--alarm'];
    const refused = await run(...words, 'errors');
    assert.deepEqual([refused.status, standIn.writes], [1, []]);
    assert.match(
      refused.stderr,
      /The alarm errors rings already: AWS aborts the update at once\. With --insist/,
    );
    assert.match((await run(...words, 'none')).stderr, /no alarm none in this region/);
    const applying = run(...words, 'errors', '--insist');
    await eventually(() => assert.equal(standIn.writes.at(-1)?.[1], 'UpdateEndpoint'));
    standIn.rollBack('iris', 'The alarm errors is in ALARM state.');
    standIn.settle('iris');
    const { status, stderr } = await applying;
    assert.equal(status, 1);
    assert.match(
      stderr,
      /iris was rolled back and serves with iris-1 as before\. AWS said: The alarm errors/,
    );
  });

  it('changes the type of a variant that scales, with its scaling as it was', async () => {
    standIn.scale('iris', 'blue', { min: 1, max: 4 });
    const before = standIn.scalingOf('iris', 'blue');
    write([9, 1], { instanceType: 'ml.c5.xlarge' });
    const applying = run('apply', 'iris.endpoint.json');
    await eventually(() => assert.equal(standIn.writes.at(-1)?.[1], 'UpdateEndpoint'));
    assert.deepEqual(standIn.scalingOf('iris', 'blue'), []);
    standIn.settle('iris');
    const { status, stderr } = await applying;
    assert.equal(status, 0, stderr);
    assert.deepEqual(standIn.scalingOf('iris', 'blue'), before);
    assert.match(stderr, /the scaling of blue is taken away, and put back/);
  });

  it('does not bring an image that cannot be hosted, unless its manifest is written again', async () => {
    write([9, 1], { image: image.replace(':1', ':2-oci') });
    const refused = await run('apply', 'iris.endpoint.json');
    assert.deepEqual([refused.status, standIn.writes], [1, []]);
    assert.match(
      refused.stderr,
      /iris:2-oci cannot be hosted\. .*oci\.image\.manifest.*--repack writes it again/,
    );
    const applying = run('apply', 'iris.endpoint.json', '--repack');
    await eventually(() => assert.equal(standIn.writes.at(-1)?.[1], 'UpdateEndpoint'));
    standIn.settle('iris');
    const { status, stderr } = await applying;
    assert.equal(status, 0, stderr);
    const model = standIn.writes.find(([, action]) => action === 'CreateModel');
    assert.match(JSON.stringify(model), /iris@sha256:[0-9a-f]{64}/);
  });

  it('creates an endpoint, and names what is left of one that fails', async () => {
    standIn.reset();
    write([9, 1]);
    const creating = run('create', 'iris.endpoint.json');
    await eventually(() => assert.equal(standIn.writes.at(-1)?.[1], 'CreateEndpoint'));
    standIn.settle('iris');
    const { status, stdout, stderr } = await creating;
    assert.deepEqual([status, stdout], [0, 'iris is in service in us-east-1.\n'], stderr);
    const twice = await run('create', 'iris.endpoint.json');
    assert.deepEqual([twice.status, /There is an endpoint iris already/.test(twice.stderr)], [1, true]);
    standIn.reset();
    standIn.refuse('CreateEndpoint', { type: 'ResourceLimitExceeded', message: 'no ml.m5.large' });
    const failed = await run('create', 'iris.endpoint.json');
    assert.equal(failed.status, 1);
    assert.match(
      failed.stderr,
      /no ml\.m5\.large This exists of it: Model iris-blue-\S+, Model iris-green-\S+, EndpointConfig iris-/,
    );
  });

  it('says what it cannot change, and what is wrong', async () => {
    write([9, 1], { instanceType: 'ml.c5.xlarge' });
    standIn.dropConfig('iris');
    const blind = await run('apply', 'iris.endpoint.json');
    assert.deepEqual([blind.status, blind.stdout.split('\n').at(-2)], [0, 'There was nothing to do.']);
    assert.match(blind.stderr, /configuration iris-1 is deleted: nobody can see what it had/);
    for (const words of [
      ['--deployment', 'blue'],
      ['--reset', 'all'],
      ['--deployment', 'canary:60%'],
    ])
      assert.equal((await run('plan', 'iris.endpoint.json', ...words)).status, 2, words.join(' '));
    standIn.reset();
    const gone = await run('plan', 'iris.endpoint.json');
    assert.deepEqual(
      [gone.status, gone.stderr],
      [1, 'There is no endpoint iris in us-east-1. Make it with: longshore endpoint create\n'],
    );
    writeFileSync(join(folder, 'iris.endpoint.json'), '{ "variants": [] }');
    assert.match(
      (await run('plan', 'iris.endpoint.json')).stderr,
      /iris\.endpoint\.json has mistakes:\n {2}/,
    );
    assert.equal((await run('plans', 'iris.endpoint.json')).status, 2);
    assert.equal((await run('apply', 'iris.endpoint.json', '--check')).status, 2);
  });
});
