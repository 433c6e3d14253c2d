import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type Dockerode from 'dockerode';
import { makeWorld } from '../../../src/adapters/world';
import { GroupReader } from '../../../src/adapters/docker/usage/groupReader';
import { engineCounters } from '../../../src/adapters/docker/usage/statsStream';
import { makeEngine } from '../../../src/adapters/docker/engine';
import { Problem } from '../../../src/core/problem';
import type { UsageCounters, UsageSample } from '../../../src/core/resources/usage/usage';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { putInGroup } from '../../support/engine/ownGroup';
import { eventually } from '../../support/workbench/eventually';

/** Half a processor or more, 20 MB of /dev/shm, 50 MB of its own. */
const program = `
import time
held = bytearray(50_000_000)
open('/dev/shm/batch', 'wb').write(bytes(20_000_000))
print('ready', flush=True)
end = time.time() + 60
while time.time() < end: sum(range(10000))
`;

describe('What a container uses', () => {
  const { host } = testEngine();
  const world = makeWorld({ docker: () => ({ host, context: '' }) });
  let container: Dockerode.Container;

  beforeEach(async () => {
    container = await connect(testEngine()).createContainer({
      Image: 'longshore-test/python-base:latest',
      Cmd: ['python3', '-c', program],
      HostConfig: { ShmSize: 64 * 1024 * 1024, Memory: 512 * 1024 * 1024, NanoCpus: 1e9 },
    });
    const output = await container.attach({ stream: true, stdout: true });
    await container.start();
    await new Promise((resolve) => output.once('data', resolve));
    output.on('error', () => undefined);
  });
  afterEach(async () => container.remove({ force: true }));

  async function first(count: number, id = container.id): Promise<readonly UsageSample[]> {
    const abort = new AbortController();
    const samples: UsageSample[] = [];
    for await (const sample of world.usages.watch(id, 100, abort.signal)) {
      samples.push(sample);
      if (samples.length === count) abort.abort();
    }
    return samples;
  }

  function assertBusy(sample: UsageCounters | undefined): void {
    assert.ok(sample);
    const { memory = 0, processes = 0 } = sample;
    assert.ok(memory > 50e6 && memory < 200e6, `memory ${memory}`);
    assert.ok(processes >= 1);
  }

  it('is seen again and again, with its limits', async () => {
    const samples = await first(4);
    assert.equal(samples[0]?.cpu, undefined);
    const last = samples.at(-1);
    assertBusy(last);
    const { shmUsed = 0 } = last ?? {};
    assert.ok(shmUsed >= 20e6 && shmUsed < 30e6, `shm ${shmUsed}`);
    assert.ok((last?.cpu ?? 0) > 5 && (last?.cpu ?? 0) < 250, `cpu ${last?.cpu}`);
    assert.deepEqual(
      [last?.cpus, last?.memoryLimit, last?.shmSize],
      [1, 512 * 1024 * 1024, 64 * 1024 * 1024],
    );
  });

  it('is told by the engine where its control groups cannot be read', async () => {
    const { ask } = makeEngine(() => ({ host, context: '' }));
    const abort = new AbortController();
    const told: UsageCounters[] = [];
    for await (const counters of engineCounters(ask, container.id, abort.signal)) {
      told.push(counters);
      if (told.length === 2) abort.abort();
    }
    const [before, after] = told;
    assertBusy(after);
    assert.ok((after?.cpuNanoseconds ?? 0) > (before?.cpuNanoseconds ?? 0));
    assert.ok((after?.at ?? 0) > (before?.at ?? 0));
  });

  it('ends with the container', async () => {
    const watching = first(1000);
    await container.kill();
    assert.ok((await watching).length < 1000);
  });

  it('of one that has ended is nothing', async () => {
    await container.kill();
    await container.wait();
    await assert.rejects(
      async () => first(1),
      (error) => error instanceof Problem && error.kind === 'container-gone',
    );
  });

  it('has processes with the numbers of this machine', async () => {
    const { State } = await container.inspect();
    assert.deepEqual(await world.usages.processes(container.id, new AbortController().signal), [State.Pid]);
  });

  it('is read from the control groups of this machine, when they are here', async () => {
    const { id, pid, end } = await busyGroup(container);
    try {
      const about = {
        id,
        pid,
        shmSize: undefined,
        cpus: undefined,
        memoryLimit: undefined,
        sharesNetwork: false,
      };
      const reader = await GroupReader.open(about);
      const before = await reader?.read(() => 0);
      await eventually(async () => {
        const after = await reader?.read(() => 500);
        assert.ok((after?.cpuNanoseconds ?? 0) > (before?.cpuNanoseconds ?? 0) + 50e6);
        assert.ok((after?.shmSize ?? 0) > 0);
        assert.equal(typeof after?.received, 'number');
      });
      assert.equal(await GroupReader.open({ ...about, id: 'f'.repeat(64) }), undefined);
    } finally {
      await end();
    }
  });
});

/** Only root may make a group; everybody else has an engine whose containers are groups of this machine. */
async function busyGroup(container: Dockerode.Container) {
  if (process.getuid?.() !== 0) {
    const { Id: id, State } = await container.inspect();
    return { id, pid: State.Pid, end: async () => Promise.resolve() };
  }
  const id = randomBytes(32).toString('hex');
  const child = spawn(process.execPath, ['-e', 'Buffer.alloc(50e6, 1); for (;;);'], { stdio: 'ignore' });
  const { pid = 0 } = child;
  const group = putInGroup(`longshore-test-${id}`, pid);
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    group.remove();
  };
  return { id, pid, end };
}
