import type { Gpus } from '../../core/gpu/ports';
import { Problem } from '../../core/problem';
import type { Ask } from '../docker/engine';
import { containerLines } from './containerLines';
import { machineLines } from './machineLines';
import type { Watching } from './watchNvidia';
import { watchNvidia } from './watchNvidia';
import { watchRocm } from './watchRocm';

export function makeGpus(ask: Ask): Gpus {
  return {
    watch: (place, milliseconds, signal) => {
      const lines = place.kind === 'machine' ? machineLines : containerLines(ask, place.id);
      return watchCards({ lines, place: place.kind, milliseconds, signal });
    },
  };
}

/** NVIDIA's cards, or else AMD's; where there are neither, it is NVIDIA's that are missed. */
async function* watchCards(watching: Watching) {
  try {
    yield* watchNvidia(watching);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    try {
      yield* watchRocm(watching);
    } catch (other) {
      throw isAbsent(other) ? error : other;
    }
  }
}

const isAbsent = (error: unknown): boolean => error instanceof Problem && error.kind === 'gpu-absent';
