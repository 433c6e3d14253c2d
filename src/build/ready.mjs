// Installs the packages when they are missing or older than the lock file. Plain JavaScript: nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Longshore needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name) => {
  try {
    return readFileSync(`${root}${name}`, 'utf8');
  } catch {
    return undefined;
  }
};
const stamp = 'node_modules/.longshore-lock.json';
if (read(stamp) !== read('package-lock.json')) {
  console.error('Installing packages…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
  if (status !== 0) {
    console.error('The packages could not be installed: npm says why above.');
    process.exit(1);
  }
  const { copyFileSync } = await import('node:fs');
  copyFileSync(`${root}package-lock.json`, `${root}${stamp}`);
}
