import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readNvidiaXml } from '../../../src/core/gpu/nvidia/nvidiaXml';
import { captureNames } from '../../support/gpu/captures.mjs';
import { installFakeNvidiaSmi } from '../../support/gpu/installFakeNvidiaSmi';

function say(settings: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const restore = installFakeNvidiaSmi(settings);
  try {
    const { status, stdout } = spawnSync('nvidia-smi', words, { encoding: 'utf8' });
    return { status, stdout };
  } finally {
    restore();
  }
}

const query = '--query-gpu=index,utilization.gpu,memory.used,temperature.memory,uuid';

describe('The stand-in for nvidia-smi', () => {
  it('says what was recorded, for as many cards as wanted', () => {
    const { stdout } = say({ LONGSHORE_GPU_COUNT: '2', LONGSHORE_GPU_SEED: '0' }, query, '--format=csv');
    assert.deepEqual(stdout.trim().split('\n'), [
      'index, utilization.gpu [%], memory.used [MiB], temperature.memory, uuid',
      '0, 100 %, 32362 MiB, 40, GPU-00000000-0000-0000-0000-000000000000',
      '1, 100 %, 32362 MiB, 40, GPU-00000001-0000-0000-0000-000000000001',
    ]);
  });

  it('lets values wander, the same for the same seed', () => {
    const line = (seed: string) =>
      say({ LONGSHORE_GPU_SEED: seed }, query, '--format=csv,noheader,nounits').stdout;
    assert.match(line('7'), /^0, \d+, 32\d+, 40, GPU-\S+\n$/);
    assert.equal(line('7'), line('7'));
    assert.notEqual(line('7'), line('8'));
  });

  it('refuses an unknown field as the driver does', () => {
    const refused = { status: 2, stdout: 'Field "cuda_version" is not a valid field to query.\n\n' };
    assert.deepEqual(say({}, '--query-gpu=index,cuda_version', '--format=csv'), refused);
  });

  it('says the same as XML, from every recording', () => {
    for (const name of captureNames()) {
      const { stdout } = say({ LONGSHORE_GPU_CAPTURE: name, LONGSHORE_GPU_COUNT: '2' }, '-q', '-x');
      const cards = readNvidiaXml(stdout);
      assert.deepEqual(
        cards.map(({ uuid, mig, memoryTotal, power, clock }) => [
          uuid.slice(0, 12),
          mig,
          [memoryTotal, power, clock].every((value) => value !== undefined),
        ]),
        [
          ['GPU-00000000', name.includes('mig'), true],
          ['GPU-00000001', name.includes('mig'), true],
        ],
        name,
      );
    }
  });
});
