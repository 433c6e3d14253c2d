import { createHash } from 'node:crypto';
import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { DockerContext } from '../../core/docker/endpoint';
import type { Contexts } from '../../core/ports';
import { Problem } from '../../core/problem';
import { field } from '../field';

/** The docker CLI's own folder; its contexts are files there, so that no CLI is needed to read them. */
export function dockerFolder(): string {
  return process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
}

export const dockerContexts: Contexts = { list: listContexts, watch: watchContexts };

export async function currentContext(): Promise<string | undefined> {
  const config = await readJson(join(dockerFolder(), 'config.json'));
  const name = text(field(config, 'currentContext'));
  return name === '' || name === 'default' ? undefined : name;
}

async function listContexts(): Promise<readonly DockerContext[]> {
  const folder = join(dockerFolder(), 'contexts', 'meta');
  const entries = await readdir(folder).catch(absent);
  const contexts = await Promise.all(
    (entries ?? []).map(async (entry) => readContext(join(folder, entry, 'meta.json'))),
  );
  return contexts.filter((each) => each !== undefined);
}

async function readContext(path: string): Promise<DockerContext | undefined> {
  const meta = await readJson(path);
  const name = text(field(meta, 'Name'));
  const engine = field(field(meta, 'Endpoints'), 'docker');
  const host = text(field(engine, 'Host'));
  if (name === '' || host === '') return undefined;
  const folder = join(
    dockerFolder(),
    'contexts',
    'tls',
    createHash('sha256').update(name).digest('hex'),
    'docker',
  );
  const tlsFolder = (await stat(folder).catch(absent))?.isDirectory() === true ? folder : undefined;
  const description = text(field(field(meta, 'Metadata'), 'Description'));
  return { name, description, host, skipTlsVerify: field(engine, 'SkipTLSVerify') === true, tlsFolder };
}

/** The folders may not be there yet, and the CLI replaces files: watched are folders, as far as they exist. */
function watchContexts(changed: () => void): { dispose(): void } {
  const watchers: FSWatcher[] = [];
  for (const folder of [dockerFolder(), join(dockerFolder(), 'contexts', 'meta')]) {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (folder !== dockerFolder() || name === 'config.json') changed();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch (error) {
      absent(error);
    }
  }
  return { dispose: () => watchers.forEach((each) => each.close()) };
}

async function readJson(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8').catch(absent);
  if (content === undefined) return undefined;
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Problem(
      'docker-context',
      l10n.t('The Docker configuration {0} is not valid JSON. Repair or remove it.', path),
      error,
    );
  }
}

function absent(error: unknown): undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw new Problem(
    'docker-context',
    l10n.t('The Docker configuration in {0} cannot be read.', dockerFolder()),
    error,
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
