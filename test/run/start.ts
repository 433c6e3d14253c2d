/** `npm start [-- --check] [-- --demo]`: VS Code with the extension, on the example workspace. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeWorld } from '../../src/adapters/world';
import { bundle } from '../../src/build/bundle';
import { packageProduct } from '../../src/build/package';
import { writeManifest } from '../../src/build/writeManifest';
import { Problem } from '../../src/core/problem';
import { startBench } from '../support/bench';
import { installFakeNvidiaSmi } from '../support/gpu/installFakeNvidiaSmi';
import { ownFolder } from '../support/ownership';
import { findProgram } from '../support/processes';
import { windowAddress } from '../support/vscode/server/windowAddress';
import { startServer } from '../support/vscode/server/startServer';
import { makeDemo } from './demo';
import { takePictures } from './pictures';

const root = fileURLToPath(new URL('../..', import.meta.url));
const workspace = join(root, 'examples');
const { values } = parseArgs({
  options: { check: { type: 'boolean' }, demo: { type: 'boolean' }, browser: { type: 'boolean' } },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

if (values.check !== true) {
  await writeManifest(root);
  await bundle(root, { production: false });
}
const demo = values.demo === true ? await startDemo() : undefined;
print(`Docker engine: ${await describeEngine()}`);
print(`AWS: ${describeAws()}`);
if (values.check === true) await check();
else if (values.browser !== true && !demo && findProgram('code') !== undefined) await openDesktop();
else await openBrowser();

async function startDemo() {
  print('Starting the demo: a Docker engine with images, and an AWS emulator…');
  const bench = await startBench(['engine', 'pythonBase', 'emulator']);
  await makeDemo(bench.engine);
  // Two cards, replayed from a recording, unless this machine has some of its own.
  const removeCards =
    findProgram('nvidia-smi') === undefined
      ? installFakeNvidiaSmi({ LONGSHORE_GPU_COUNT: '2' })
      : () => undefined;
  Object.assign(process.env, { DOCKER_HOST: bench.engine.host, ...bench.emulator.environment });
  const stop = async (): Promise<void> => {
    removeCards();
    await bench.stop();
  };
  return { stop };
}

async function describeEngine(): Promise<string> {
  const { docker } = makeWorld({ docker: () => ({ host: '', context: '' }) });
  try {
    const { name, source } = await docker.endpoint();
    const images = await docker.listImages(AbortSignal.timeout(10_000));
    return `${name} (${source}), ${images.length} images`;
  } catch (error) {
    if (error instanceof Problem) return `none. ${error.message} The Images view will say what to do.`;
    throw error;
  }
}

function describeAws(): string {
  const { AWS_PROFILE: profile, AWS_ACCESS_KEY_ID: key, AWS_ENDPOINT_URL: endpoint } = process.env;
  const files = ['config', 'credentials'].some((name) => existsSync(join(homedir(), '.aws', name)));
  const who = profile
    ? `profile ${profile}`
    : key
      ? 'keys of the environment'
      : files
        ? 'profile default'
        : 'no profile';
  return endpoint ? `${who}, at ${endpoint}` : who;
}

async function check(): Promise<void> {
  const folder = join(root, 'out', 'check');
  print('VS Code: headless, to take pictures');
  const scenes = ['resources'];
  const { path: vsix } = await packageProduct(root);
  const files = await takePictures({
    engine: undefined,
    extension: { vsix },
    workspace,
    folder,
    scenes,
  });
  files.forEach(print);
  await demo?.stop();
  process.exit();
}

async function openDesktop(): Promise<void> {
  print('VS Code: the desktop one (code)');
  const words = [`--extensionDevelopmentPath=${root}`, workspace];
  const child = spawn('code', words, { stdio: 'inherit', shell: process.platform === 'win32' });
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

async function openBrowser(): Promise<void> {
  const extensions = ownFolder('start-extensions');
  // A link, so that the next window sees the next build; an extension under development is not loaded by this server.
  symlinkSync(root, join(extensions.path, 'longshore.longshore-0.0.0'), 'dir');
  const server = await startServer({
    version: 'current',
    extensionsDirectory: extensions.path,
    connectionToken: randomBytes(16).toString('hex'),
    // The PATH of this process, and not that of a login shell: the demo's cards are there.
    ...(demo ? { environment: { VSCODE_CLI: '1' } } : {}),
  });
  const address = windowAddress(server, workspace);
  print('VS Code: a server of our own, in your browser, until you press Ctrl+C');
  print(address);
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  if (findProgram(opener) !== undefined)
    spawn(opener, [address], { stdio: 'ignore', detached: true }).on('error', () => undefined);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await server.stop();
  extensions.release();
  await demo?.stop();
  process.exit();
}
