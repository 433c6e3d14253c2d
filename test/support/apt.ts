// Brings in what a bare Debian or Ubuntu lacks, when we may, and says what to do when we may not.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { own } from './ownership';
import { findProgram, run } from './processes';

// Debian's convention: while this program says 101, no installed service is started.
const servicePolicy = '/usr/sbin/policy-rc.d';
const ourPolicy =
  '#!/bin/sh\n# Written by the tests of Longshore, for the length of one installation.\nexit 101\n';
const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

let queue: Promise<unknown> = Promise.resolve();
let updated: Promise<void> | undefined;

export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Makes sure that the programs are there, by installing the packages if that is allowed on this machine. */
export function installPackages(
  part: string,
  packages: readonly string[],
  programs: readonly string[],
): Promise<void> {
  const missing = () => programs.filter((program) => findProgram(program) === undefined);
  return installMissing(part, packages, () => Promise.resolve(missing()));
}

/** The same for what is not a program: `missing` names what is not there. */
export async function installMissing(
  part: string,
  packages: readonly string[],
  missing: () => Promise<readonly string[]>,
): Promise<void> {
  const wanted = await missing();
  if (wanted.length === 0) return;
  if (!canInstall()) {
    throw new Error(
      `${part} is missing: no ${wanted.join(', no ')} on this machine. ` +
        `Install it (on Debian or Ubuntu: apt-get install ${packages.join(' ')}), or run the tests as root there.`,
    );
  }
  await oneAtATime(async () => {
    if ((await missing()).length === 0) return;
    await updatePackageLists();
    await withoutStartingServices(() => apt('install', '--yes', '--no-install-recommends', ...packages));
  });
  const still = await missing();
  if (still.length > 0) {
    throw new Error(`${part} is missing: ${packages.join(', ')} brought no ${still.join(', no ')}.`);
  }
}

/** Once per process. */
export function updatePackageLists(): Promise<void> {
  updated ??= apt('update').then(() => undefined);
  return updated;
}

/** Runs apt-get, patiently: another process may hold its locks for a while. */
export async function apt(...args: readonly string[]): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], environment);
    } catch (error) {
      if (attempt === 60 || !/Could not get lock|Unable to lock/.test(String(error))) throw error;
      await sleep(2_000);
    }
  }
}

async function withoutStartingServices(install: () => Promise<unknown>): Promise<void> {
  // One of ours may lie there from a run that was killed: then it is taken over and removed.
  if (existsSync(servicePolicy) && readFileSync(servicePolicy, 'utf8') !== ourPolicy) {
    await install();
    return;
  }
  const restore = own(() => rmSync(servicePolicy, { force: true }));
  writeFileSync(servicePolicy, ourPolicy, { mode: 0o755 });
  try {
    await install();
  } finally {
    restore();
  }
}

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work, work);
  queue = turn.catch(() => undefined);
  return turn;
}
