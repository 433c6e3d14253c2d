import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { Ask } from '../docker/engine';
import { readFrames } from '../docker/frames';
import { field } from '../field';
import type { Lines } from './lines';
import { cutLines } from './lines';
import { pause } from './pause';

/**
 * The engine does not end what it runs in a container when its reader goes. So a shell waits beside the program for the
 * end of its own input, which comes with the end of our connection, however that ends. Each process is waited for, as
 * what is process 1 there may not do so for others.
 */
const runUntilInputEnds = `exec 3<&0
"$@" </dev/null 3<&- & child=$!
{ read -r _; kill "$child"; } <&3 >/dev/null 2>&1 & watcher=$!
wait "$child"; code=$?
kill "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
exit "$code"`;

const looks = 10;
/** Milliseconds. */
const lookEvery = 100;

/** What shells and engines answer when there is no such program, or it may not be run. */
const missingCodes: readonly unknown[] = [126, 127];

export function containerLines(ask: Ask, id: string): Lines {
  return async function* (words, signal) {
    try {
      if (!signal.aborted) yield* linesIn(ask, id, words, signal);
    } catch (error) {
      if (signal.aborted) return;
      // A container that just ends makes the engine fail in any of its ways.
      const running = await runs(ask, id, signal);
      if (signal.aborted) return;
      if (!running)
        throw new Problem('container-gone', l10n.t('The container does not run any more.'), error);
      if (error instanceof Problem) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new Problem('gpu-failed', l10n.t('The connection to the container broke: {0}', reason), error);
    }
  };
}

async function* linesIn(
  ask: Ask,
  id: string,
  words: readonly [string, ...string[]],
  abortSignal: AbortSignal,
): AsyncGenerator<string> {
  const Cmd = ['sh', '-c', runUntilInputEnds, 'sh', ...words];
  const attached = { AttachStdin: true, AttachStdout: true, AttachStderr: true };
  const exec = await ask(abortSignal, async (docker) =>
    docker.getContainer(id).exec({ Cmd, ...attached, abortSignal }),
  );
  const stream = await ask(abortSignal, async () => exec.start({ hijack: true, stdin: true }));
  const stop = (): void => void stream.destroy();
  abortSignal.addEventListener('abort', stop, { once: true });
  try {
    if (!abortSignal.aborted) yield* cutLines(readFrames(stream));
  } finally {
    abortSignal.removeEventListener('abort', stop);
    stop();
  }
  const { ExitCode } = await ask(abortSignal, async () => exec.inspect({ abortSignal }));
  if (missingCodes.includes(ExitCode))
    throw new Problem(
      'gpu-absent',
      l10n.t('The container sees no GPU: {0}, or the shell that starts it, is not in it.', words[0]),
    );
  if (ExitCode !== 0 && (await endsSoon(ask, id, abortSignal))) throw new Error('The container has ended.');
}

/** What runs in a container that is killed ends before the engine knows it of the container. */
async function endsSoon(ask: Ask, id: string, signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    if (!(await runs(ask, id, signal))) return true;
    await pause(lookEvery, signal);
  }
  return false;
}

async function runs(ask: Ask, id: string, abortSignal: AbortSignal): Promise<boolean> {
  try {
    const { State } = await ask(abortSignal, async (docker) =>
      docker.getContainer(id).inspect({ abortSignal }),
    );
    return State.Running && !State.Paused;
  } catch (error) {
    const gone = error instanceof Problem && field(error.cause, 'statusCode') === 404;
    if (gone || abortSignal.aborted) return false;
    throw error;
  }
}
