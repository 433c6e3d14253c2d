import { spawn } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { field } from '../field';
import type { Lines } from './lines';
import { cutLines } from './lines';

const longestComplaint = 4000;
/** Milliseconds. */
const patience = 1000;

/** On this machine, by PATH; on Windows, too, `nvidia-smi` is found without its `.exe`. */
export const machineLines: Lines = async function* (words, signal) {
  if (signal.aborted) return;
  const [program, ...rest] = words;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  // A driver that hangs holds its tool, which must not hold us.
  const stop = (): void => {
    child.kill();
    for (const stream of [child.stdout, child.stderr]) stream.destroy();
    child.unref();
    setTimeout(() => child.kill('SIGKILL'), patience).unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  const failure = new Promise<Error | undefined>((resolve) => {
    child.once('error', resolve).once('close', () => resolve(undefined));
  });
  let complaint = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-longestComplaint)));
  try {
    yield* cutLines(child.stdout);
    const error = signal.aborted ? undefined : await failure;
    if (signal.aborted) return;
    if (error) throw startProblem(program, error);
    yield* complaint.split(/\r?\n/).filter((line) => line !== '');
  } catch (error) {
    // The end of a stream that was cut off.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
};

function startProblem(program: string, error: Error): Problem {
  if (field(error, 'code') !== 'ENOENT')
    return new Problem('gpu-failed', l10n.t('{0} could not be started: {1}', program, error.message), error);
  return new Problem(
    'gpu-absent',
    l10n.t('No NVIDIA GPU on the machine of this engine: {0} is not installed.', program),
    error,
  );
}
