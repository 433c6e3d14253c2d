import assert from 'node:assert/strict';
import { driverProblem } from '../../../src/core/gpu/nvidia/driverProblem';
import type { GpuPlace } from '../../../src/core/gpu/ports';

const failed =
  'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.';

describe('What nvidia-smi says instead of numbers', () => {
  const cases: ReadonlyArray<readonly [string, GpuPlace['kind'], string, RegExp]> = [
    [failed.replace('’', "'"), 'machine', 'gpu-failed', /does not run\. Install it.*modprobe/],
    ['Failed to initialize NVML: Driver Not Loaded', 'machine', 'gpu-failed', /does not run/],
    [
      "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system.",
      'container',
      'gpu-failed',
      /does not run/,
    ],
    [
      'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.161',
      'machine',
      'gpu-failed',
      /updated.*Restart the machine/,
    ],
    ['No devices were found', 'machine', 'gpu-absent', /finds no GPU/],
    [
      'Unable to determine the device handle for GPU0000:00:1E.0: Unknown Error',
      'machine',
      'gpu-failed',
      /does not answer.*Xid/,
    ],
    [
      'Failed to initialize NVML: Unknown Error',
      'container',
      'gpu-failed',
      /lost its GPU.*Start the container again/,
    ],
    ['Failed to initialize NVML: Unknown Error', 'machine', 'gpu-failed', /says: Failed to initialize NVML/],
    [
      'Field "x" is not a valid field to query.\n\n',
      'machine',
      'gpu-failed',
      /says: Field "x" is not a valid field to query\.$/,
    ],
    ['', 'machine', 'gpu-failed', /without a word/],
  ];
  for (const [words, place, kind, message] of cases)
    it(`${words.slice(0, 50)} (${place})`, () => {
      const problem = driverProblem(words, place);
      assert.equal(problem.kind, kind);
      assert.match(problem.message, message);
    });
});
