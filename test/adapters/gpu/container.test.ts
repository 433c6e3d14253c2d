import assert from 'node:assert/strict';
import type Dockerode from 'dockerode';
import { makeEngine } from '../../../src/adapters/docker/engine';
import { makeGpus } from '../../../src/adapters/gpu/gpus';
import type { GpuReading } from '../../../src/core/gpu/gpu';
import { pack } from '../../support/engine/archive';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { readCapture } from '../../support/gpu/captures.mjs';
import { eventually } from '../../support/workbench/eventually';

/** A stand-in for where there is no Node: two cards, in pieces of lines. */
const program = `#!/usr/bin/env python3
import sys, time
card = 'GPU-0000000%d-0000-0000-0000-00000000000%d'
values = {'count': '2', 'name': 'NVIDIA H200', 'pid': '7', 'process_name': 'python'}
def cell(field, index):
    if field in ('uuid', 'gpu_uuid'): return card % (index, index)
    return str(index) if field == 'index' else values.get(field, '42')
word = sys.argv[1]
if word == '--help-query-gpu': print(${JSON.stringify(readCapture('h200', 'capabilities :: help-query-gpu'))})
else:
    fields = word.split('=')[1].split(',')
    while True:
        for index in range(2):
            line = ', '.join(cell(field, index) for field in fields)
            for piece in (line[:9], line[9:] + '\\n'):
                sys.stdout.write(piece)
                sys.stdout.flush()
        time.sleep(float(sys.argv[-1]) / (1000 if sys.argv[-2] == '-lms' else 1))
`;

describe('The cards of a container', () => {
  let docker: Dockerode;
  let container: Dockerode.Container;
  const { ask } = makeEngine(() => ({ host: testEngine().host, context: '' }));
  const gpus = makeGpus(ask);

  before(async () => {
    docker = connect(testEngine());
    container = await docker.createContainer({
      Image: 'longshore-test/python-base:latest',
      Cmd: ['python3', '-c', 'import time; time.sleep(600)'],
    });
    await container.start();
  });
  after(async () => container.remove({ force: true }));

  const install = async (text: string) =>
    container.putArchive(pack([{ name: 'nvidia-smi', content: text, executable: true }]), {
      path: '/usr/bin',
    });

  async function take(count: number): Promise<readonly GpuReading[]> {
    const end = new AbortController();
    const readings: GpuReading[] = [];
    for await (const reading of gpus.watch({ kind: 'container', id: container.id }, 100, end.signal)) {
      readings.push(reading);
      if (readings.length >= count && reading.processes.length === 2) end.abort();
    }
    return readings;
  }

  async function commands(): Promise<readonly string[]> {
    const { Processes } = await container.top({ ps_args: '-eo pid,args' });
    return Processes.map((words: readonly string[]) => words.slice(1).join(' '));
  }
  const ofOurs = (words: string): boolean => /nvidia-smi/.test(words);

  it('are absent without nvidia-smi in it', async () => {
    await assert.rejects(take(1), { kind: 'gpu-absent', message: /sees no GPU: nvidia-smi/ });
  });

  it('are told at the interval, and nothing of us runs on in it', async () => {
    await install(program);
    let during: readonly string[] = [];
    const looking = eventually(async () => {
      during = await commands();
      assert.ok(during.some((words) => words.includes('--query-gpu')));
    });
    const readings = await take(5);
    await looking;
    for (const reading of readings) {
      assert.deepEqual(
        reading.gpus.map(({ index, name, utilization }) => [index, name, utilization]),
        [
          [0, 'NVIDIA H200', 42],
          [1, 'NVIDIA H200', 42],
        ],
      );
    }
    assert.equal(readings.at(-1)?.processes[0]?.name, 'python');
    assert.ok(during.some(ofOurs));
    // Not even a defunct process: this process 1 waits for none.
    await eventually(async () => assert.equal((await commands()).length, 1, (await commands()).join('\n')));
  });

  it('are missed with a reason when the container lost them', async () => {
    await install('#!/bin/sh\necho "Failed to initialize NVML: Unknown Error"\nexit 255\n');
    await assert.rejects(take(1), { kind: 'gpu-failed', message: /Start the container again/ });
  });

  it('are gone with the container', async () => {
    await install(program);
    const ended = assert.rejects(take(1_000_000), { kind: 'container-gone' });
    await eventually(async () => assert.ok((await commands()).some(ofOurs)));
    await container.kill();
    await ended;
  });
});
