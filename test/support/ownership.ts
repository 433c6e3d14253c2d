// What this process starts and must not leave behind: it is released in reverse order,
// also when the process ends early (an error, Ctrl+C, a polite kill).
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const owned = new Set<() => void>();
let listening = false;

/** Registers a release that works without awaiting, since an ending process cannot await. Returns it, to be called once. */
export function own(release: () => void): () => void {
  listen();
  const once = () => {
    if (owned.delete(once)) release();
  };
  owned.add(once);
  return once;
}

/** A fresh folder with a short path (a socket's path may have 108 bytes), removed by `release`. */
export function ownFolder(name: string): { readonly path: string; readonly release: () => void } {
  abandonedFolders(name).forEach(removeFolder);
  const path = mkdtempSync(join(tmpdir(), `longshore-${name}-${process.pid}-`));
  return { path, release: own(() => removeFolder(path)) };
}

/** Folders of the same name whose owner was killed before it could remove them. */
export function abandonedFolders(name: string): string[] {
  const pattern = new RegExp(`^longshore-${name}-(\\d+)-`);
  return readdirSync(tmpdir())
    .filter((entry) => {
      const owner = pattern.exec(entry)?.[1];
      return owner !== undefined && !isAlive(Number(owner));
    })
    .map((entry) => join(tmpdir(), entry));
}

/** Whether a process still does anything: one that ended but was never waited for is not alive. */
export function isAlive(pid: number): boolean {
  if (existsSync('/proc/self/stat')) {
    return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readStat(pid));
  }
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Blocks this thread, for releases that have to wait for a process to be gone. */
export function sleepBlocking(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 20 }); // Something may still be ending in it.
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ') Z '; // It went between the two looks.
  }
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', releaseAll);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
}

function releaseAll(): void {
  for (const release of [...owned].toReversed()) {
    try {
      release();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`); // The others must still be released.
    }
  }
}
