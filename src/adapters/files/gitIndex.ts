import { execFile } from 'node:child_process';
import { dirname } from 'node:path';

/** Bytes: a repository with a hundred thousand files. */
const outputLimit = 32 * 1024 * 1024;
/** Milliseconds. */
const patience = 5_000;

/** The exec bits of the files below a folder as git tracks them; none without git or a repository. */
export async function indexedModes(
  folder: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, boolean>> {
  const listed = await git(folder, ['ls-files', '--stage', '-z', '--', '.'], signal).catch(() => '');
  signal.throwIfAborted();
  const modes = new Map<string, boolean>();
  for (const line of listed.split('\0')) {
    const [, mode, path] = /^(\d+) \S+ \d\t(.+)$/s.exec(line) ?? [];
    if (path !== undefined) modes.set(path, mode === '100755');
  }
  return modes;
}

export async function setIndexedMode(path: string, signal: AbortSignal): Promise<void> {
  await git(dirname(path), ['update-index', '--chmod=+x', '--', path], signal);
}

/** A repository may name programs for git to run; a listing needs none of them. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

async function git(folder: string, words: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, signal, maxBuffer: outputLimit, timeout: patience, windowsHide: true };
    execFile('git', [...harmless, ...words], options, (error, output) => {
      if (error) reject(error);
      else resolve(output);
    });
  });
}
