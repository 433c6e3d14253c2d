import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../../ownership';
import { waitFor } from '../../processes';
import { getServer } from './getServer';
import { installExtension, type ExtensionSource } from './installExtension';
import { startGroup } from './processGroup';
import type { VersionName } from './releases';
import { quietSettings, type Settings } from './settings';

export interface ServerOptions {
  readonly version: VersionName;
  readonly extensions?: readonly ExtensionSource[];
  /** A folder of extensions that are installed already, instead of one of the server's own. */
  readonly extensionsDirectory?: string;
  readonly settings?: Settings;
  readonly environment?: Readonly<Record<string, string>>;
  /** Lets a page run an extension's tests. It suppresses toasts, so UI tests go without. */
  readonly smokeTestDriver?: boolean;
  readonly connectionToken?: string;
  readonly port?: number;
}

export interface Server {
  readonly version: VersionName;
  readonly url: string;
  readonly port: number;
  readonly connectionToken: string | undefined;
  /** Everything that the server has said so far. */
  log(): string;
  /** Adds to the user's settings; windows opened from then on see them. */
  configure(settings: Settings): void;
  stop(): Promise<void>;
}

/** Starts a VS Code server with directories of its own. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const files = await getServer(options.version);
  const root = ownFolder('vscode');
  const configure = (settings: Settings) => {
    const all = { ...quietSettings, ...options.settings, ...settings };
    writeFileSync(join(root.path, 'data', 'User', 'settings.json'), JSON.stringify(all));
  };
  mkdirSync(join(root.path, 'data', 'User'), { recursive: true });
  const extensionsDirectory = options.extensionsDirectory ?? join(root.path, 'extensions');
  mkdirSync(extensionsDirectory, { recursive: true });
  configure({});
  for (const source of options.extensions ?? []) await installExtension(source, extensionsDirectory);

  const environment = { ...cleanEnvironment(), ...options.environment };
  const args = [files.main, ...serverArguments(options, root.path)];
  const server = startGroup(files.node, args, environment);
  const stop = async () => {
    await server.stop();
    root.release();
  };
  try {
    const announced = () => /Web UI available at http:\/\/[^:]+:(\d+)/.exec(server.leader.output())?.[1];
    const port = Number(await waitFor('The VS Code server', announced, { process: server.leader }));
    const url = `http://127.0.0.1:${port}/`;
    const { version, connectionToken } = options;
    return { version, url, port, connectionToken, log: () => server.leader.output(), configure, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(options: ServerOptions, root: string): string[] {
  const token = options.connectionToken;
  return [
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    token === undefined ? '--without-connection-token' : `--connection-token=${token}`,
    `--user-data-dir=${join(root, 'data')}`,
    `--server-data-dir=${join(root, 'server')}`,
    `--extensions-dir=${options.extensionsDirectory ?? join(root, 'extensions')}`,
    '--accept-server-license-terms',
    '--disable-experiments',
    '--disable-telemetry',
    '--disable-workspace-trust',
    ...(options.smokeTestDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** Our environment without what the terminal of an enclosing VS Code has left in it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
}
