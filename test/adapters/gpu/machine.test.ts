import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeGpus } from '../../../src/adapters/gpu/gpus';
import type { GpuReading } from '../../../src/core/gpu/gpu';
import { Problem } from '../../../src/core/problem';
import { installFakeNvidiaSmi } from '../../support/gpu/installFakeNvidiaSmi';
import { ownFolder } from '../../support/ownership';
import { eventually } from '../../support/workbench/eventually';

const gpus = makeGpus(async () => assert.fail('The engine is not asked.'));
const mebibyte = 1024 * 1024;

/** Watches until there are enough readings, or the end. */
async function take(
  enough: (readings: readonly GpuReading[]) => boolean,
  milliseconds = 100,
): Promise<readonly GpuReading[]> {
  const end = new AbortController();
  const readings: GpuReading[] = [];
  for await (const reading of gpus.watch({ kind: 'machine' }, milliseconds, end.signal)) {
    readings.push(reading);
    if (enough(readings)) end.abort();
  }
  return readings;
}
const many = (count: number) => (readings: readonly GpuReading[]) => readings.length >= count;

/** The command lines of the children of this process that have such a word. */
function children(word: string): readonly string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes(word));
}

describe('The cards of this machine', () => {
  let restore: () => void = () => undefined;
  const install = (settings: Readonly<Record<string, string>> = {}) => {
    restore = installFakeNvidiaSmi(settings);
  };
  afterEach(() => {
    restore();
    restore = () => undefined;
  });

  it('are let go also when the driver hangs, and its tool with it', async () => {
    const folder = ownFolder('deaf');
    const before = process.env['PATH'];
    writeFileSync(join(folder.path, 'nvidia-smi'), "#!/bin/sh\ntrap '' TERM\nexec sleep 3333\n");
    chmodSync(join(folder.path, 'nvidia-smi'), 0o755);
    process.env['PATH'] = `${folder.path}:${before}`;
    try {
      const end = new AbortController();
      const watching = (async () => {
        for await (const _ of gpus.watch({ kind: 'machine' }, 100, end.signal))
          assert.fail('It says nothing.');
      })();
      await eventually(() => assert.equal(children('sleep 3333').length, 1));
      end.abort();
      await watching;
      await eventually(() => assert.deepEqual(children('sleep 3333'), []));
    } finally {
      process.env['PATH'] = before;
      folder.release();
    }
  });

  it('are told at the interval, all eight together, with their processes, by one process', async () => {
    install({ LONGSHORE_GPU_COUNT: '8' });
    const seen = new Set<string>();
    const readings = await take((all) => {
      children('nvidia-smi').forEach((words) => seen.add(words));
      return all.length >= 8 && (all.at(-1)?.processes.length ?? 0) === 24;
    });
    for (const { gpus: cards } of readings)
      assert.deepEqual(
        cards.map(({ index }) => index),
        [0, 1, 2, 3, 4, 5, 6, 7],
      );
    const gaps = readings.slice(1).map(({ at }, index) => at - (readings[index]?.at ?? 0));
    assert.ok(
      gaps.every((gap) => gap > 20),
      gaps.join(' '),
    );
    const [card] = readings[0]?.gpus ?? [];
    assert.ok(card && (card.utilization ?? 0) > 50 && (card.power ?? 0) > 500);
    assert.deepEqual(
      {
        name: card.name,
        memoryTotal: card.memoryTotal,
        clockLimit: card.clockLimit,
        throttled: card.throttled,
        state: card.state,
      },
      { name: 'NVIDIA H200', memoryTotal: 143771 * mebibyte, clockLimit: 1980, throttled: [], state: 'ok' },
    );
    assert.equal([...seen].filter((words) => words.includes('--query-gpu')).length, 1, [...seen].join('\n'));
    await eventually(() => assert.deepEqual(children('sleep 3333'), []));
  });

  it('that are cut tell the memory of their instances, and no utilisation', async () => {
    install({ LONGSHORE_GPU_CAPTURE: 'h100-mig', LONGSHORE_GPU_SEED: '0' });
    const readings = await take((all) => all.at(-1)?.gpus[0]?.instances !== undefined && all.length > 3);
    const card = readings.at(-1)?.gpus[0];
    assert.deepEqual(
      card?.instances?.map(({ id, memoryUsed = 0, memoryTotal = 0 }) => [
        id,
        memoryUsed / mebibyte,
        memoryTotal / mebibyte,
      ]),
      [
        [2, 11091, 40448],
        [3, 17, 20096],
        [9, 9, 9984],
        [10, 9, 9984],
      ],
    );
    assert.ok(card?.mig && !('utilization' in card) && card.power === 433.78);
  });

  it('are told also when one wants a reset', async () => {
    install({ LONGSHORE_GPU_COUNT: '2', LONGSHORE_GPU_MODE: 'reset' });
    const [reading] = await take(many(1));
    assert.deepEqual(
      reading?.gpus.map(({ state, utilization }) => [state, utilization === undefined]),
      [
        ['ok', false],
        ['needs-reset', true],
      ],
    );
  });

  it('are asked again when nvidia-smi dies', async () => {
    install({ LONGSHORE_GPU_MODE: 'death:2' });
    const readings = await take(many(4), 50);
    const pauses = readings.slice(1).map(({ at }, index) => at - (readings[index]?.at ?? 0));
    assert.ok((pauses[1] ?? 0) >= 1000 && (pauses[0] ?? 0) < 1000, pauses.join(' '));
  });

  it('are missed with a reason when the driver goes', async () => {
    install({ LONGSHORE_GPU_MODE: 'loss:3' });
    const readings: GpuReading[] = [];
    const work = take((all) => readings.splice(0, readings.length, ...all).length > 99, 50);
    await assert.rejects(
      work,
      (error) =>
        error instanceof Problem && error.kind === 'gpu-failed' && /does not run/.test(error.message),
    );
    assert.equal(readings.length, 3);
  });

  it('are not told when nvidia-smi says nothing, which ends with the signal', async () => {
    install({ LONGSHORE_GPU_MODE: 'silent:2' });
    const end = new AbortController();
    setTimeout(() => end.abort(), 1500);
    let count = 0;
    for await (const reading of gpus.watch({ kind: 'machine' }, 50, end.signal)) count += reading.gpus.length;
    assert.equal(count, 2);
    await eventually(() => assert.deepEqual(children('sleep 3333'), []));
  });

  it('are missed with a reason when there are none, or the driver is ill', async () => {
    install({ LONGSHORE_GPU_MODE: 'says:No devices were found' });
    await assert.rejects(take(many(1)), { kind: 'gpu-absent', message: /finds no GPU/ });
    restore();
    install({ LONGSHORE_GPU_MODE: 'says:Failed to initialize NVML: Driver/library version mismatch' });
    await assert.rejects(take(many(1)), { kind: 'gpu-failed', message: /Restart the machine/ });
  });

  describe('without nvidia-smi', () => {
    const folder = ownFolder('no-nvidia-smi');
    let path: string | undefined;
    before(() => {
      path = process.env['PATH'];
      process.env['PATH'] = folder.path;
    });
    after(() => {
      process.env['PATH'] = path;
      folder.release();
    });

    it('are absent, with a sentence', async () =>
      assert.rejects(take(many(1)), { kind: 'gpu-absent', message: /nvidia-smi is not installed/ }));

    it('are AMD’s', async () => {
      symlinkSync(process.execPath, join(folder.path, 'node'));
      const recorded = fileURLToPath(
        new URL('../../fixtures/nvidia-smi/telegraf/mi100_rocm602.json', import.meta.url),
      );
      const program = join(folder.path, 'rocm-smi');
      writeFileSync(
        program,
        `#!${join(dirname(process.execPath), 'node')}\nconsole.log('WARNING: low power');\nconsole.log(require('fs').readFileSync(${JSON.stringify(recorded)}, 'utf8'));\n`,
      );
      chmodSync(program, 0o755);
      const [reading] = await take(many(1));
      assert.deepEqual(
        reading?.gpus.map(({ index, power }) => [index, power]),
        [
          [0, 36],
          [1, 44],
          [2, 43],
          [3, 39],
        ],
      );
    });
  });
});
