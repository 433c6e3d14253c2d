import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import { dockerCommand } from '../../../../core/docker/commandLine';
import type { Endpoint } from '../../../../core/docker/endpoint';
import type { RegistryKey } from '../../../../core/ecr/ports';
import type { BuildEvent } from '../../../../core/images/build/buildEvent';
import { buildxWords, tellsJson } from '../../../../core/images/build/buildxWords';
import type { BuildxPlan } from '../../../../core/images/build/chooseBuilder';
import type { PlannedBuild } from '../../../../core/images/build/imageBuild';
import { Problem } from '../../../../core/problem';
import type { BuildEnd } from '../buildLog';
import { readLines } from '../../lines';
import { PlainLog } from './plainLog';
import { RawJsonLog } from './rawJsonLog';

/** Milliseconds between the interrupt, upon which the builder is told to stop, and the end by force. */
const grace = 5000;

interface Asked {
  readonly build: PlannedBuild;
  readonly plan: BuildxPlan;
  readonly endpoint: Endpoint;
}

/** Builds with the user's own `docker buildx`, which finds its builders and their caches by itself. */
export async function runBuildx(
  { build, plan, endpoint }: Asked,
  report: (event: BuildEvent) => void,
  signal: AbortSignal,
): Promise<BuildEnd> {
  signal.throwIfAborted();
  const { words, environment } = dockerCommand(endpoint);
  const child = spawn('docker', [...words, ...buildxWords(build, plan)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    // A group of its own: docker and its plugin are two processes, and both must hear the interrupt.
    detached: process.platform !== 'win32',
    env: { ...process.env, ...environment, ...keysVariable(build.keys) },
  });
  const stop = (): void => interrupt(child);
  signal.addEventListener('abort', stop, { once: true });
  const ended = new Promise<number | Error>((resolve) => {
    child.once('error', resolve).once('close', (code) => resolve(code ?? 1));
  });
  const log = tellsJson(plan.buildx.version) ? new RawJsonLog() : new PlainLog();
  try {
    for await (const line of readLines(child.stderr)) log.read(line).forEach(report);
    const code = await ended;
    signal.throwIfAborted();
    if (code instanceof Error)
      throw new Problem(
        'builder-missing',
        l10n.t('`docker buildx` could not be started: {0}', code.message),
        code,
      );
    return code === 0 ? { kind: 'built' } : log.failure();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function interrupt(child: ChildProcess): void {
  kill(child, 'SIGINT');
  setTimeout(() => {
    if (child.exitCode === null && child.signalCode === null) kill(child, 'SIGKILL');
  }, grace).unref();
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') return void child.kill();
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** In the environment of that one process: in no file, and in no argument. Since buildx 0.26; what is there stays. */
function keysVariable(keys: readonly RegistryKey[]): Readonly<Record<string, string>> {
  if (keys.length === 0) return {};
  const own: unknown = JSON.parse(process.env['DOCKER_AUTH_CONFIG'] ?? '{}');
  const auths = keys.map(
    ({ registry, user, password }) =>
      [registry, { auth: Buffer.from(`${user}:${password}`).toString('base64') }] as const,
  );
  return { DOCKER_AUTH_CONFIG: JSON.stringify(withAuths(own, Object.fromEntries(auths))) };
}

function withAuths(own: unknown, more: object): object {
  const config = typeof own === 'object' && own !== null ? own : {};
  const auths = 'auths' in config && typeof config.auths === 'object' ? config.auths : {};
  return { ...config, auths: { ...auths, ...more } };
}
