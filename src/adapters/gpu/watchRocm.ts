import * as l10n from '@vscode/l10n';
import type { GpuReading } from '../../core/gpu/gpu';
import { readRocm } from '../../core/gpu/rocm';
import { Problem } from '../../core/problem';
import { wholeText } from './lines';
import { pause } from './pause';
import type { Watching } from './watchNvidia';

const shortestInterval = 2000;
const query = '--showproductname --showuniqueid --showuse --showmemuse --showpower --showmaxpower --showtemp';

/** rocm-smi has no way to go on by itself, and is a Python program: it is not asked often. */
export async function* watchRocm({ lines, milliseconds, signal }: Watching): AsyncGenerator<GpuReading> {
  while (!signal.aborted) {
    const words = [...query.split(' '), '--showmeminfo', 'vram', '--json'];
    const text = await wholeText(lines(['rocm-smi', ...words], signal));
    if (signal.aborted) return;
    const gpus = readRocm(text);
    if (gpus.length === 0)
      throw new Problem(
        'gpu-failed',
        l10n.t('rocm-smi does not tell about the GPU, but says: {0}', text.trim().slice(0, 300)),
      );
    yield { at: Date.now(), gpus, processes: [] };
    await pause(Math.max(shortestInterval, milliseconds), signal);
  }
}
