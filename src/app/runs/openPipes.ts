import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { RunFile } from '../../core/run/file/runFile';
import type { OpenPipe } from '../../core/run/ports';
import type { PlannedRun, RunWorld } from './prepareRun';

/** What feeds the channels in mode Pipe while the containers run. */
export interface Pipes {
  /** Throws when a channel could not be fed to its end. */
  close(): Promise<void>;
  /** Somebody else feeds them on. */
  leave(): Promise<void>;
}

export const noPipes: Pipes = { close: () => Promise.resolve(), leave: () => Promise.resolve() };

/** A FIFO is a thing of one kernel: it works where the engine runs on this machine, and not beside it. */
export async function refusePipes(
  { containers, disk }: RunWorld,
  run: RunFile,
  signal: AbortSignal,
): Promise<void> {
  const channel = Object.keys(run.channels).find((name) => run.channels[name]?.mode === 'Pipe');
  if (channel === undefined) return;
  if (disk.hasPipes && !(await containers.facts(signal)).desktop) return;
  throw new Problem(
    'bad-run-file',
    l10n.t(
      'The channel {0} has the mode Pipe, which needs Linux with a Docker engine of its own. On this machine use the mode File or FastFile.',
      channel,
    ),
  );
}

/** A FIFO of every channel is there when this is done: its first, or the one at which somebody else left off. */
export async function openPipes(
  { disk }: RunWorld,
  { plan, folder }: PlannedRun,
  failed: () => void,
): Promise<Pipes> {
  const open: OpenPipe[] = [];
  let failure: unknown;
  const close = async (): Promise<void> => {
    await Promise.all(open.splice(0).map(async (pipe) => pipe.close()));
    if (failure !== undefined) throw failure;
  };
  const leave = async (): Promise<void> => {
    await Promise.all(open.splice(0).map(async (pipe) => pipe.leave()));
  };
  const note = (error: unknown): void => {
    failure ??= error;
    failed();
  };
  try {
    for (const { name, pipes } of plan.hosts) {
      for (const { place, source } of pipes)
        open.push(await disk.openPipe(`${folder.ml(name)}/${place}`, source, note));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { close, leave };
}
