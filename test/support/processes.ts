import { execFile, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, own, sleepBlocking } from './ownership';

export interface Running {
  readonly pid: number;
  /** The last part of what it printed, both streams together. */
  output(): string;
  hasEnded(): boolean;
  /** Ends it: politely first, unless told otherwise, and for certain within `graceMilliseconds`. */
  stop(): void;
}

const graceMilliseconds = 2_000;
const outputLimit = 64 * 1024;

/** The path of a program. Daemons live in folders that a user's PATH may lack. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Runs a program to its end and returns what it printed; a failure says what it complained of. */
export function run(command: string, args: readonly string[], env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args[0] ?? ''} failed: ${stderr.trim() || error.message}`));
      else resolve(stdout);
    });
  });
}

/** Starts a program that runs until it is stopped, or until this process ends, however that happens. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly politely?: boolean } = {},
): Running {
  const [program = command, ...rest] = [...tiedToThisProcess(), command, ...args];
  const child = spawn(program, rest, { env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended = false;
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-outputLimit);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.on('exit', () => (ended = true));
  child.on('error', (error) => {
    output += error.message;
    ended = true;
  });
  const pid = child.pid ?? -1;
  const stop = own(() => stopBlocking(pid, options.politely ?? true));
  return { pid, output: () => output, hasEnded: () => ended, stop };
}

/** Asks until there is an answer; gives up when the process behind it has ended, or after the limit. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  options: { readonly process?: Running; readonly seconds?: number } = {},
): Promise<T> {
  const deadline = Date.now() + (options.seconds ?? 60) * 1_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    const ended = options.process?.hasEnded() ?? false;
    if (ended || Date.now() > deadline) {
      const printed = options.process?.output().slice(-4_000) ?? '';
      throw new Error(`${what} ${ended ? 'ended' : 'did not answer'}.\n${printed}`);
    }
    await sleep(50);
  }
}

/** Whether a program of that name runs on this (Linux) machine, whoever started it. */
export function runsAnywhere(name: string): boolean {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .some((pid) => commandOf(pid) === name && isAlive(Number(pid)));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return ''; // It ended meanwhile.
  }
}

function stopBlocking(pid: number, politely: boolean): void {
  if (pid < 0 || !isAlive(pid)) return;
  process.kill(pid, politely ? 'SIGTERM' : 'SIGKILL');
  const deadline = Date.now() + graceMilliseconds;
  while (isAlive(pid) && Date.now() < deadline) sleepBlocking(10);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

let tie: readonly string[] | undefined;

/** On Linux the kernel ends the child when this process dies, even of SIGKILL, if it is asked to. */
function tiedToThisProcess(): readonly string[] {
  const prefix = ['setpriv', '--pdeathsig', 'KILL'];
  tie ??= spawnSync('setpriv', [...prefix.slice(1), 'true']).status === 0 ? prefix : [];
  return tie;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, which is an answer.
  }
}
