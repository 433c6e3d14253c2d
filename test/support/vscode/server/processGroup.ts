import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { own, sleepBlocking } from '../../ownership';
import { findProgram, type Running } from '../../processes';

export interface ProcessGroup {
  readonly leader: Running;
  /** Ends the program and all that it has started; nobody is left when this resolves. */
  stop(): Promise<void>;
}

const graceMilliseconds = 3_000;
const killMilliseconds = 2_000;

/**
 * Starts a program whose children must go when it goes. They join its process group, but do not watch it.
 * The group also goes when this process ends; if this one is killed, Linux at least ends the program.
 */
export function startGroup(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ProcessGroup {
  const tie = findProgram('setpriv') === undefined ? [] : ['setpriv', '--pdeathsig', 'KILL'];
  const [program = command, ...rest] = [...tie, command, ...args];
  const leader = spawn(program, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended = false;
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  leader.stdout.on('data', collect);
  leader.stderr.on('data', collect);
  leader.on('exit', () => (ended = true));
  leader.on('error', (error) => {
    output += error.message;
    ended = true;
  });

  const kill = own(() => {
    if (leader.pid !== undefined && signal(leader.pid, 'SIGKILL')) sleepBlocking(100);
  });
  const stop = async () => {
    if (leader.pid !== undefined) await end(leader.pid);
    kill();
  };
  const running = { pid: leader.pid ?? -1, output: () => output, hasEnded: () => ended, stop: kill };
  return { leader: running, stop };
}

async function end(pid: number): Promise<void> {
  if (isLeft(pid)) process.kill(pid, 'SIGTERM');
  for (let waited = 0; waited < graceMilliseconds && isLeft(pid); waited += 20) await sleep(20);
  // Bounded, because where nobody reaps orphans a dead one answers for ever.
  for (let waited = 0; waited < killMilliseconds && signal(pid, 'SIGKILL'); waited += 20) await sleep(20);
}

function isLeft(pid: number): boolean {
  return signal(pid, 0);
}

/** Whether anyone was left in the group to receive the signal. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
