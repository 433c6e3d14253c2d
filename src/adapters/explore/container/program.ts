import type { Duplex } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../../core/problem';
import { readNamedFrames } from '../../docker/frames';
import type { Box } from './box';
import { askBox } from './box';

/** A program that looks for us in a container, and ends when its input does. */
export interface Program {
  readonly output: AsyncIterable<Buffer>;
  write(text: string): void;
  /** Why it did not begin, or ended. */
  failure(): Promise<string | undefined>;
  close(): void;
}

/** Root sees what the training's user may not; nothing is written. */
export async function runInBox(
  box: Box,
  command: readonly string[],
  abortSignal: AbortSignal,
): Promise<Program> {
  return askBox(box, abortSignal, async (container) => {
    const exec = await container.exec({
      Cmd: [...command],
      User: '0',
      WorkingDir: '/',
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      abortSignal,
    });
    const stream = await exec.start({ hijack: true, stdin: true });
    let errors = '';
    const close = (): void => closeStream(stream);
    abortSignal.addEventListener('abort', close, { once: true });
    stream.on('error', () => undefined).on('close', () => abortSignal.removeEventListener('abort', close));
    if (abortSignal.aborted) close();
    return {
      output: output(stream, abortSignal, (text) => (errors = (errors + text).slice(-2_000))),
      write: (text) => void (stream.destroyed || stream.write(text)),
      failure: async () => {
        const { ExitCode } = await exec.inspect({ abortSignal });
        const lines = errors.trim().split('\n');
        // The engine's own words: there is no such program.
        if (ExitCode === 126 || ExitCode === 127) return l10n.t('there is no {0}', command[0] ?? '');
        return lines.at(-1) || undefined;
      },
      close,
    };
  });
}

function closeStream(stream: Duplex): void {
  stream.end();
  stream.destroy();
}

async function* output(
  stream: Duplex,
  signal: AbortSignal,
  fail: (text: string) => void,
): AsyncGenerator<Buffer> {
  try {
    for await (const { isError, bytes } of readNamedFrames(stream))
      if (isError) fail(bytes.toString());
      else yield bytes;
  } catch (error) {
    // A connection that ends is the end of the program for us, however it ended; asking the engine then tells more.
    if (error instanceof Problem && !signal.aborted) throw error;
  }
}
