// The one folder that outlives a test run: what is slow to make and never changes.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './ownership';

export const cacheFolder = process.env['LONGSHORE_CACHE'] ?? join(homedir(), '.cache', 'longshore');

const making = '.making-';

/**
 * The path of a cache entry, a file or a folder. A missing one is made under a temporary name and then
 * renamed, so that a killed run leaves no half entry; what another process makes is waited for. The key carries a
 * version or a hash.
 */
export async function cached(key: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(cacheFolder, key);
  if (existsSync(path)) return path;
  mkdirSync(cacheFolder, { recursive: true });
  removeAbandoned();
  while (isMadeElsewhere(key)) await sleep(300);
  if (existsSync(path)) return path;
  const temporary = `${path}${making}${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  try {
    await make(temporary);
    publish(temporary, path);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return path;
}

/** Drops the entries that start with the prefix, except the one in use: earlier versions of the same thing. */
export function dropOtherVersions(prefix: string, key: string): void {
  for (const entry of readdirSync(cacheFolder)) {
    if (!entry.startsWith(prefix) || entry === key || entry.includes(making)) continue;
    rmSync(join(cacheFolder, entry), { recursive: true, force: true });
  }
}

export function removeCache(): void {
  rmSync(cacheFolder, { recursive: true, force: true });
}

function publish(temporary: string, path: string): void {
  try {
    renameSync(temporary, path);
  } catch (error) {
    if (!existsSync(path)) throw error; // Otherwise another run made the same entry first.
  }
}

/** Another process is at it. */
const isMadeElsewhere = (key: string): boolean =>
  readdirSync(cacheFolder).some((entry) => {
    const [made, maker] = entry.split(making);
    return made === key && maker !== undefined && Number(maker) !== process.pid && isAlive(Number(maker));
  });

function removeAbandoned(): void {
  for (const entry of readdirSync(cacheFolder)) {
    const [, maker] = entry.split(making);
    if (maker !== undefined && !isAlive(Number(maker))) {
      rmSync(join(cacheFolder, entry), { recursive: true, force: true });
    }
  }
}
