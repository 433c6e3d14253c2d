import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { engineNames } from '../../../../core/docker/commandLine';
import type { Endpoint } from '../../../../core/docker/endpoint';
import type { BuildNeeds } from '../../../../core/images/build/buildNeeds';
import type { BuilderWish } from '../../../../core/images/build/builderWish';
import type { Buildx } from '../../../../core/images/build/chooseBuilder';
import { isAbort } from '../../../../core/problem';
import { field } from '../../../field';
import { dockerFolder } from '../../contexts';

/** Looked for only where something speaks for it: most builds start no program to find out. */
export async function findBuildx(
  { wish, needs, endpoint }: { wish: BuilderWish; needs: BuildNeeds; endpoint: Endpoint },
  signal: AbortSignal,
): Promise<Buildx | undefined> {
  if (wish === 'engine') return undefined;
  const builder = await chosenBuilder(endpoint);
  if (wish === 'auto' && builder === undefined && !needs.ssh) return undefined;
  const version = await versionOf(signal);
  return version === undefined ? undefined : { version, builder };
}

/** `docker buildx use NAME` writes it down, and for which engine; builders within an engine are the engine. */
async function chosenBuilder(endpoint: Endpoint): Promise<string | undefined> {
  const folder = process.env['BUILDX_CONFIG'] ?? join(dockerFolder(), 'buildx');
  const name = process.env['BUILDX_BUILDER'] ?? (await currentName(folder, engineNames(endpoint)));
  if (name === undefined || name === '' || /[/\\]/.test(name)) return undefined;
  const instance = await readJson(join(folder, 'instances', name));
  const driver = field(instance, 'Driver');
  return typeof driver === 'string' && driver !== 'docker' ? name : undefined;
}

/** The one in use; else the default of the engine, which is kept under the beginning of a hash. */
async function currentName(folder: string, engines: readonly string[]): Promise<string | undefined> {
  const current = await readJson(join(folder, 'current'));
  const [key, name] = [field(current, 'Key'), field(current, 'Name')];
  if (typeof name === 'string' && name !== '') {
    const isMeant = field(current, 'Global') === true || (typeof key === 'string' && engines.includes(key));
    if (isMeant) return name;
  }
  for (const engine of engines) {
    const hash = createHash('sha256').update(engine).digest('hex').slice(0, 20);
    const standard = await readFile(join(folder, 'defaults', hash), 'utf8').catch(() => undefined);
    if (standard !== undefined) return standard;
  }
  return undefined;
}

/** What buildx keeps for itself may have any form: what cannot be read speaks for nothing. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const run = promisify(execFile);

async function versionOf(signal: AbortSignal): Promise<string | undefined> {
  try {
    const { stdout } = await run('docker', ['buildx', 'version'], {
      signal,
      timeout: 10_000,
      windowsHide: true,
    });
    return /\bv?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch (error) {
    if (isAbort(error)) throw error;
    return undefined;
  }
}
