import type { RunFile } from '../file/runFile';
import type { PipeSource } from '../ports';
import type { ChannelSource } from './localPlan';

/** A channel in mode Pipe, as one host reads it. */
export interface PipePlan {
  /** Below `/opt/ml`; the FIFO of an epoch adds `_0`, `_1`… */
  readonly place: string;
  readonly source: PipeSource;
}

export function pipesOf(
  run: RunFile,
  sourceOf: (channel: string) => ChannelSource | undefined,
  host: { readonly index: number; readonly count: number },
): readonly PipePlan[] {
  return Object.entries(run.channels).flatMap(([name, channel]) => {
    const source = channel.mode === 'Pipe' ? sourceOf(name) : undefined;
    if (!source) return [];
    const isSharded = channel.distribution === 'ShardedByS3Key';
    return {
      place: `input/data/${name}`,
      source: {
        path: source.path,
        order: source.order,
        shuffleSeed: channel.shuffleSeed,
        gunzip: channel.compression === 'Gzip',
        recordIO: channel.recordWrapper === 'RecordIO',
        share: isSharded ? { first: host.index, step: host.count } : { first: 0, step: 1 },
      },
    };
  });
}
