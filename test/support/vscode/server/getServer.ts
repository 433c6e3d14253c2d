// A real VS Code server out of npm packages: no compiler, no other download host.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../../cache';
import { run } from '../../processes';
import { nodePackages, releases, type Release, type VersionName } from './releases';

const platform = `${process.platform}-${process.arch}`;

export interface ServerFiles {
  readonly node: string;
  readonly main: string;
}

/** Where the server of that version lies, fetched first if need be (about 10 seconds, 90 to 280 MB). */
export async function getServer(version: VersionName): Promise<ServerFiles> {
  if (process.platform === 'win32')
    throw new Error('The VS Code server needs Linux or macOS: set VSCODE_PATH to a desktop VS Code instead.');
  const release = releases[version];
  const [node, folder] = await Promise.all([
    getNode(release.nodeMajor),
    cached(`vscode-${release.vscode}-${platform}`, (path) => makeServer(release, path)),
  ]);
  return { node, main: join(folder, 'out', 'server-main.js') };
}

async function getNode(major: number): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) === major) return process.execPath;
  const source = nodePackages[platform]?.[major];
  if (source === undefined)
    throw new Error(`npm has no Node ${major} for ${platform}: run the tests with Node ${major} instead.`);
  const folder = await cached(source.replace('@', '-'), async (path) => {
    await unpack(source, path, ['--strip-components=2', 'package/bin/node']);
  });
  return join(folder, 'node');
}

async function makeServer(release: Release, path: string): Promise<void> {
  const excluded = ['*.map', ...unusedExtensions.map((name) => `package/lib/vscode/extensions/${name}`)];
  await unpack(`code-server@${release.codeServer}`, path, [
    '--strip-components=3',
    ...excluded.map((pattern) => `--exclude=${pattern}`),
    'package/lib/vscode',
  ]);
  // `npm ci` would refuse: the package's lock file and its package.json disagree.
  await install(path, []);
  if (release.replacements.length > 0)
    await install(path, ['--no-save', '--legacy-peer-deps', ...release.replacements]);
  await prune(join(path, 'node_modules'));
}

async function unpack(source: string, path: string, tarArguments: readonly string[]): Promise<void> {
  await mkdir(path, { recursive: true });
  const name = await run('npm', ['pack', '--silent', '--pack-destination', path, source]);
  const archive = join(path, name.trim());
  await run('tar', ['-xzf', archive, '-C', path, ...tarArguments]);
  await rm(archive);
}

async function install(path: string, more: readonly string[]): Promise<void> {
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  await run('npm', ['install', '--prefix', path, ...options, ...more]);
}

const unusedExtensions = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.vscode-js-profile-table',
];

/** Removes what is large and no test can meet: agents, source maps, and binaries for other platforms. */
async function prune(modules: string): Promise<void> {
  const agents = ['@github', '@microsoft/mxc-sdk', '@devcontainers', 'node-pty/deps', 'node-pty/third_party'];
  await Promise.all(agents.map((name) => rm(join(modules, name), { recursive: true, force: true })));
  await run('find', [modules, '-name', '*.map', '-delete']);
  await keepOnly(join(modules, 'node-pty', 'prebuilds'), platform);
  await keepOnly(join(modules, '@vscode', 'ripgrep-universal', 'bin'), platform);
}

async function keepOnly(folder: string, kept: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const others = names.filter((name) => name !== kept);
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true })));
}
