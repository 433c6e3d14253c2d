import assert from 'node:assert/strict';
import { ComputeApps, readAppLine } from '../../../src/core/gpu/nvidia/computeApps';
import type { GpuSample } from '../../../src/core/gpu/gpu';
import { cardReader } from '../../../src/core/gpu/nvidia/cardReader';
import { negotiateFields } from '../../../src/core/gpu/nvidia/fields';
import { Rounds } from '../../../src/core/gpu/nvidia/rounds';
import { readMask, throttleReasons } from '../../../src/core/gpu/nvidia/throttle';
import { mebibyte } from './expected';

const uuid = 'GPU-12345678-aaaa-bbbb-cccc-0123456789ab';
const fields = ['index', 'name', 'utilization.gpu', 'memory.used', 'memory.total', 'power.draw', 'uuid'];
const read = cardReader(fields);
const plain: GpuSample = { uuid, index: 0, name: 'A', throttled: [], state: 'ok', mig: false };

describe('A line of a card', () => {
  const cases: ReadonlyArray<readonly [string, string, Partial<GpuSample> | undefined]> = [
    [
      'as it should be',
      `0, A, 7, 2, 4, 66.84, ${uuid}`,
      { utilization: 7, memoryUsed: 2 * mebibyte, memoryTotal: 4 * mebibyte, power: 66.84 },
    ],
    [
      'with units, padding and the line end of Windows',
      `0, A,  7 % , 2 MiB,4 MiB,  66.84 W , ${uuid}\r`,
      { utilization: 7, memoryUsed: 2 * mebibyte, memoryTotal: 4 * mebibyte, power: 66.84 },
    ],
    [
      'with commas in the name',
      `0, A, the first, 7, [N/A], N/A, [Not Supported], ${uuid}`,
      { name: 'A, the first', utilization: 7 },
    ],
    [
      'that the driver will not tell',
      `0, A, [Insufficient Permissions], [Not Supported], N/A, [Function Not Found], ${uuid}`,
      {},
    ],
    [
      'with deprecated fields',
      `0, A, [Requested functionality has been deprecated], [N/A], [N/A], [N/A], ${uuid}`,
      {},
    ],
    [
      'of a GB10, whose memory is the machine’s',
      `0, NVIDIA GB10, 96, [N/A], [N/A], 33.01, ${uuid}`,
      { name: 'NVIDIA GB10', utilization: 96, power: 33.01 },
    ],
    [
      'of a card that is not well',
      `0, A, [Unknown Error], 2, [N/A], [N/A], ${uuid}`,
      { state: 'degraded', memoryUsed: 2 * mebibyte },
    ],
    [
      'of a card that wants a reset',
      `0, A, [GPU requires reset], 2, [N/A], ERR!, ${uuid}`,
      { state: 'needs-reset', memoryUsed: 2 * mebibyte },
    ],
    [
      'of a card that fell off the bus',
      '0, [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost]',
      { state: 'needs-reset', uuid: 'GPU 0', name: 'GPU 0' },
    ],
    ['that is cut off', `0, A, 7, 2, 4, 66.84, ${uuid.slice(0, -1)}`, undefined],
    ['with too few cells', '0, A, 7', undefined],
    [
      'that is an error',
      'Unable to determine the device handle for GPU0000:00:1E.0: Unknown Error',
      undefined,
    ],
    ['that is empty', '', undefined],
  ];
  for (const [title, line, expected] of cases)
    it(title, () => assert.deepEqual(read(line)?.card, expected && { ...plain, ...expected }));
});

describe('Fields', () => {
  it('are those that the driver knows, under the name that it knows', () => {
    const help =
      '"index"\nwords "memory.used"\n\n"uuid" or "gpu_uuid"\r\n"clocks_throttle_reasons.active"\n"clocks.sm"\n';
    assert.deepEqual(negotiateFields(help), ['index', 'clocks.sm', 'clocks_throttle_reasons.active', 'uuid']);
    assert.deepEqual(negotiateFields('NVIDIA-SMI has failed'), []);
  });
});

describe('What slows a card down', () => {
  it('is in the bits of the driver', () => {
    const reasons = (mask: string) => throttleReasons(readMask(mask));
    assert.deepEqual(reasons('0x0000000000000000'), []);
    assert.deepEqual(reasons('0x0000000000000001'), []);
    assert.deepEqual(reasons('0x0000000000000004'), ['power-cap']);
    assert.deepEqual(reasons('0x0000000000000008'), ['hardware']);
    assert.deepEqual(reasons('0x0000000000000048'), ['heat']);
    assert.deepEqual(reasons('0x0000000000000088'), ['power-brake']);
    assert.deepEqual(reasons('0x80000000000000e4'), ['power-cap', 'heat', 'power-brake']);
    assert.deepEqual(reasons('[N/A]'), []);
  });
});

describe('A round of cards', () => {
  const line = (index: number, count?: number) => ({ card: { ...plain, index }, count });
  const told = (counts: ReadonlyArray<readonly [index: number, count?: number]>) => {
    const rounds = new Rounds();
    return counts.map(([index, count], at) => {
      const round = rounds.add(line(index, count), at);
      return round && `${round.at}: ${round.gpus.map((gpu) => gpu.index).join(' ')}`;
    });
  };

  it('is whole with its last card', () =>
    assert.deepEqual(
      told([
        [0, 2],
        [1, 2],
        [0, 2],
        [1, 2],
      ]),
      [undefined, '0: 0 1', undefined, '2: 0 1'],
    ));
  it('of one card is every line', () =>
    assert.deepEqual(
      told([
        [0, 1],
        [0, 1],
      ]),
      ['0: 0', '1: 0'],
    ));
  it('with a card missing ends where the next begins', () =>
    assert.deepEqual(
      told([
        [0, 3],
        [2, 3],
        [0, 3],
        [2, 3],
        [0, 3],
      ]),
      [undefined, undefined, '0: 0 2', undefined, '2: 0 2'],
    ));
  it('of unknown length too', () =>
    assert.deepEqual(told([[0], [1], [0]]), [undefined, undefined, '0: 0 1']));
});

describe('The processes of cards', () => {
  const app = (gpu: string, pid: number) => {
    const process = readAppLine(`${gpu}, ${pid}, python, train, 12`);
    assert.ok(process);
    return process;
  };

  it('have any name, also one with commas, and may have no memory', () => {
    assert.deepEqual(app(uuid, 12), { gpu: uuid, pid: 12, name: 'python, train', memoryUsed: 12 * mebibyte });
    assert.deepEqual(readAppLine(`${uuid}, 7, [Not Found], [N/A]\r`), {
      gpu: uuid,
      pid: 7,
      name: '[Not Found]',
    });
    assert.equal(readAppLine('No devices were found'), undefined);
  });

  it('are as listed last, card by card, and gone when a card has no line any more', () => {
    const apps = new ComputeApps(1000);
    apps.add(app('GPU-a', 1), 1000);
    apps.add(app('GPU-a', 2), 1001);
    apps.add(app('GPU-b', 3), 1002);
    const pids = (at: number) => apps.at(at).map(({ pid }) => pid);
    assert.deepEqual(pids(1900), [1, 2, 3]);
    apps.add(app('GPU-a', 2), 2000);
    assert.deepEqual([pids(2001), pids(3600), pids(4600)], [[2, 3], [2], []]);
  });
});
