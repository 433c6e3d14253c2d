import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { cacheFolder } from '../cache';
import { ownFolder } from '../ownership';
import { outputFolderVariable, readHostResult, type HostResult } from './hostResult';
import { installExtension, type ExtensionSource } from './server/installExtension';
import { releases, type VersionName } from './server/releases';
import { versionVariable } from './runInBrowser';
import { quietSettings } from './server/settings';

export interface HostTests {
  readonly version: VersionName;
  /** A folder runs as an extension under development, a package as an installed one. */
  readonly extension: ExtensionSource;
  /** Other extensions that the user has. */
  readonly peers?: readonly ExtensionSource[];
  /** What `bundleSuite` made. */
  readonly suite: string;
  readonly workspace?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs tests inside a VS Code. Throws unless the run was complete; failed tests are a result. */
export async function runHostTests(tests: HostTests): Promise<HostResult> {
  const root = ownFolder('host');
  try {
    const extensionsDirectory = makeFolder(root.path, 'extensions');
    const settingsFolder = makeFolder(root.path, 'data', 'User');
    writeFileSync(join(settingsFolder, 'settings.json'), JSON.stringify(quietSettings));
    for (const peer of tests.peers ?? []) await installExtension(peer, extensionsDirectory);
    const results = makeFolder(root.path, 'results');
    const exitCode = await endOf({
      ...chooseExecutable(tests.version),
      extensionDevelopmentPath: await prepareExtension(tests.extension, root.path, extensionsDirectory),
      extensionTestsPath: tests.suite,
      extensionTestsEnv: {
        ...tests.environment,
        [outputFolderVariable]: results,
        [versionVariable]: tests.version,
      },
      launchArgs: [
        tests.workspace ?? makeFolder(root.path, 'workspace'),
        `--user-data-dir=${join(root.path, 'data')}`,
        `--extensions-dir=${extensionsDirectory}`,
      ],
    });
    return readHostResult(results, exitCode);
  } finally {
    root.release();
  }
}

/** A desktop VS Code where the developer names one or lets it be downloaded; else the server in a browser. */
function chooseExecutable(version: VersionName) {
  const executable = process.env['VSCODE_PATH'];
  if (executable !== undefined) return { vscodeExecutablePath: executable };
  if (process.env['LONGSHORE_VSCODE'] === 'download') {
    return { version: releases[version].vscode, cachePath: join(cacheFolder, 'vscode-desktop') };
  }
  return { vscodeExecutablePath: fileURLToPath(new URL('codeShim.mjs', import.meta.url)) };
}

/** Installs a package, and gives VS Code an empty extension to develop: tests need one to run in. */
async function prepareExtension(source: ExtensionSource, root: string, extensionsDirectory: string) {
  if ('folder' in source) return source.folder;
  await installExtension(source, extensionsDirectory);
  const empty = makeFolder(root, 'empty');
  const manifest = {
    name: 'empty',
    publisher: 'longshore-tests',
    version: '0.0.0',
    engines: { vscode: '*' },
  };
  writeFileSync(join(empty, 'package.json'), JSON.stringify(manifest));
  return empty;
}

async function endOf(options: Parameters<typeof runTests>[0]): Promise<number> {
  try {
    return await runTests(options);
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}

function makeFolder(...parts: readonly string[]): string {
  const path = join(...parts);
  mkdirSync(path, { recursive: true });
  return path;
}
