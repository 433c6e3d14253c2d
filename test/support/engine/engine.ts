// A Docker engine for the tests: the user's own if one answers, else a private one.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { canInstall } from '../apt';
import { findProgram, run } from '../processes';
import { answers, socketOf } from './connection';
import { startPrivateEngine } from './privateEngine';

export interface Engine {
  /** A value for DOCKER_HOST, such as `unix:///run/docker.sock`. */
  readonly host: string;
  /** The path of its socket, when it has one on this machine. */
  readonly socket: string | undefined;
  /** Whether we started it, so that it goes when the tests end. */
  readonly owned: boolean;
  stop(): Promise<void>;
}

export async function startEngine(): Promise<Engine> {
  const explicit = process.env['DOCKER_HOST'];
  if (explicit) {
    if (await answers(explicit)) return usersEngine(explicit);
    throw new Error(
      `DOCKER_HOST is ${explicit}, where no engine answers. Start that engine, or unset DOCKER_HOST.`,
    );
  }
  for (const host of [await hostOfContext(), ...usualHosts()]) {
    if (host !== undefined && (await answers(host))) return usersEngine(host);
  }
  if (canInstall() && process.platform === 'linux') return startPrivateEngine();
  throw new Error('A Docker engine is missing. Start Docker (or run the tests as root on Debian or Ubuntu).');
}

/** The engine that the runner started, for a test file. */
export function testEngine(): Engine {
  const host = process.env['LONGSHORE_TEST_ENGINE'];
  if (!host) {
    throw new Error(
      'LONGSHORE_TEST_ENGINE is not set: run npm test (or npm run test:adapters), which starts it.',
    );
  }
  return { ...usersEngine(host), owned: process.env['LONGSHORE_TEST_ENGINE_OWNED'] === 'yes' };
}

function usersEngine(host: string): Engine {
  return { host, socket: socketOf(host), owned: false, stop: () => Promise.resolve() };
}

async function hostOfContext(): Promise<string | undefined> {
  if (findProgram('docker') === undefined) return undefined;
  const format = '{{.Endpoints.docker.Host}}';
  const host = await run('docker', ['context', 'inspect', '--format', format]).catch(() => '');
  return host.trim() || undefined;
}

function usualHosts(): string[] {
  if (process.platform === 'win32') return ['npipe:////./pipe/docker_engine'];
  const runtime = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.() ?? 0}`;
  return [
    '/var/run/docker.sock',
    join(runtime, 'docker.sock'),
    join(homedir(), '.docker/run/docker.sock'),
    join(homedir(), '.colima/default/docker.sock'),
  ]
    .filter((socket) => existsSync(socket))
    .map((socket) => `unix://${socket}`);
}
