import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { LiveVariant } from '../../../src/app/serve/liveVariant';
import { untilReady } from '../../../src/app/serve/untilReady';
import type { HttpAnswer } from '../../../src/core/serve/ports';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { ServingBench } from '../../support/serve/servingBench';
import { servingImage } from '../../support/serve/servingImage';

const never = new AbortController().signal;

describe('The containers of a variant, on a real engine', () => {
  let bench: ServingBench;
  before(async () => servingImage(testEngine()));
  beforeEach(() => (bench = new ServingBench()));
  afterEach(async () => bench.remove());
  after(async () => removeTestImages(testEngine(), 'serving'));

  const ask = async (live: LiveVariant, attributes = ''): Promise<HttpAnswer> =>
    bench.world.http.call(
      {
        method: 'POST',
        url: `${live.addresses[0] ?? ''}/invocations`,
        headers: { 'x-amzn-sagemaker-custom-attributes': attributes },
        body: new Uint8Array(3),
        timeout: 5000,
      },
      never,
    );

  it('start with serve, are ready when /ping answers, and leave nothing', async () => {
    const live = await bench.start({ environment: { WARM_UP: '0.5' } });
    const readiness = await untilReady(bench.world, live, never);
    assert.equal(readiness.kind, 'ready', JSON.stringify(readiness));
    const answer = await ask(live);
    assert.equal(answer.kind === 'answered' && answer.status, 200);
    const lines: string[] = [];
    for await (const { text } of live.lines(never)) {
      lines.push(text);
      if (text === 'listening') break;
    }
    assert.deepEqual(lines, ['started: serve', 'listening']);
    const { containers } = await live.stop();
    assert.deepEqual(
      containers.map(({ host, killed, exitCode }) => ({ host, killed, exitCode })),
      [{ host: 'main', killed: false, exitCode: 0 }],
    );
    assert.deepEqual(await leftovers(live, bench.id), []);
  });

  for (const [mode, id, exitCode] of [
    ['dies', 'missing-module', 1],
    ['ends', 'server-ended', 0],
  ] as const)
    it(`are told to have died at once, and why: ${mode}`, async () => {
      const live = await bench.start({ environment: { MODE: mode }, startupTimeout: 480 });
      const readiness = await untilReady(bench.world, live, never);
      assert.equal(readiness.kind, 'died');
      if (readiness.kind !== 'died') return;
      assert.equal(readiness.end.exitCode, exitCode);
      assert.equal(readiness.end.diagnosis?.id, id, JSON.stringify(readiness.end));
    });

  it('are diagnosed when the image has no program serve', async () => {
    const live = await bench.start({ image: 'longshore-test/python-base:latest' });
    const readiness = await untilReady(bench.world, live, never);
    assert.equal(readiness.kind === 'died' && readiness.end.diagnosis?.evidence.includes('serve'), true);
  });

  for (const [mode, last] of [
    ['local', 'refused'],
    ['elsewhere', 'refused'],
    ['slow-ping', 'timeout'],
    ['unready', 503],
  ] as const)
    it(`are late with what /ping said last: ${mode}`, async () => {
      const live = await bench.start({ environment: { MODE: mode }, startupTimeout: 3 });
      const readiness = await untilReady(bench.world, live, never);
      assert.equal(readiness.kind, 'late');
      if (readiness.kind !== 'late') return;
      const { last: said } = readiness;
      assert.equal(said.kind === 'answered' ? said.status : said.reason, last);
    });

  it('are killed when SIGTERM is not enough, and that is told', async () => {
    const live = await bench.start({ environment: { MODE: 'deaf' } });
    await untilReady(bench.world, live, never);
    const { containers } = await live.stop(2);
    assert.equal(containers[0]?.killed, true);
    assert.ok((containers[0]?.milliseconds ?? 0) >= 2000);
  });

  it('may read their model, and not write it', async () => {
    bench.write('model/deep/weights', 'w');
    const live = await bench.start({ model: 'model' });
    assert.equal(await inside(live, 'cat /opt/ml/model/deep/weights'), 'w');
    assert.match(await inside(live, 'touch /opt/ml/model/x 2>&1'), /Read-only file system/);
    assert.ok(existsSync(`${bench.folder}/model/deep/weights`));
  });

  it('have 64 MB of shared memory, and what the platform sets', async () => {
    const live = await bench.start({});
    assert.match(await inside(live, 'df -k /dev/shm'), /\s65536\s/);
    assert.equal(await inside(live, 'echo $AWS_REGION $NVIDIA_VISIBLE_DEVICES'), 'eu-west-1 void');
  });

  it('are reached from here also when they are isolated', async () => {
    const live = await bench.start({}, { networkIsolation: true });
    assert.equal((await untilReady(bench.world, live, never)).kind, 'ready');
    const networks = await connect(testEngine()).listNetworks({ filters: { name: [bench.id] } });
    // What internal means is the engine's business; one without a firewall, as here, cannot be asked to prove it.
    assert.deepEqual(
      networks.map(({ Internal }) => Internal),
      [true],
    );
  });
});

async function inside(live: LiveVariant, command: string): Promise<string> {
  const container = connect(testEngine()).getContainer(live.containers[0] ?? '');
  const exec = await container.exec({
    Cmd: ['sh', '-c', command],
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  });
  let said = '';
  for await (const chunk of await exec.start({ Tty: true })) said += String(chunk);
  return said.trim();
}

async function leftovers(live: LiveVariant, id: string): Promise<readonly string[]> {
  const docker = connect(testEngine());
  const containers = await docker.listContainers({ all: true, filters: { label: ['longshore.endpoint'] } });
  const networks = await docker.listNetworks({ filters: { name: [id] } });
  const ours = containers.filter(({ Id }) => live.containers.includes(Id));
  return [...ours.map(({ Id }) => Id), ...networks.map(({ Name }) => Name)];
}
