// A root file system with Python, numpy, scikit-learn, Flask, gunicorn and nginx, put together from
// Debian's or Ubuntu's packages without running their installation scripts: this needs no registry.
import { createWriteStream, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { apt, updatePackageLists } from '../apt';
import { ownFolder } from '../ownership';
import { run } from '../processes';

const packages =
  'base-files base-passwd bash coreutils dash sed grep findutils tar gzip libc-bin mawk hostname procps ' +
  'util-linux debianutils python3 python3-numpy python3-sklearn python3-flask gunicorn nginx-light ' +
  'ca-certificates libopenblas0-pthread';

// Scientific Python names pythran as needed, and it brings a compiler of 550 MB; nothing here uses it.
const pretendedStatus = `Package: python3-pythran
Status: install ok installed
Version: 99.0
Architecture: all
Maintainer: none
Description: none
`;

const excluded = ['doc', 'man', 'locale', 'info'].map((folder) => `./usr/share/${folder}/*`);
excluded.push('./usr/include/*', './usr/lib/python3/dist-packages/*/tests/*');

/** This file is the recipe: another text makes another root. */
export const debianRootRecipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');

/** The packages that make up the root, one line each with name, version and hash. */
export async function resolvePackages(): Promise<string> {
  const folder = ownFolder('resolve');
  try {
    const ask = async () => aptIn(folder.path, '--print-uris', 'install');
    const answer = await ask().catch(() => updatePackageLists().then(ask));
    const lines = answer.split('\n').filter((line) => line.startsWith("'"));
    return lines
      .map((line) => line.split(' ').slice(1).join(' '))
      .toSorted()
      .join('\n');
  } finally {
    folder.release();
  }
}

/** Writes the root as a compressed tar archive. */
export async function writeDebianRoot(archive: string): Promise<void> {
  const folder = ownFolder('root');
  const root = join(folder.path, 'root');
  try {
    await mkdir(root);
    await aptIn(folder.path, '--download-only', 'install').catch(async () => {
      await updatePackageLists(); // The lists name a version that the mirror has replaced.
      await aptIn(folder.path, '--download-only', 'install');
    });
    await unpackAll(join(folder.path, 'archives'), root);
    await doWhatTheScriptsWouldDo(root);
    await packRoot(root, archive);
  } finally {
    folder.release();
  }
}

async function aptIn(folder: string, ...args: string[]): Promise<string> {
  const status = join(folder, 'status');
  const archives = join(folder, 'archives');
  await mkdir(join(archives, 'partial'), { recursive: true });
  await writeFile(status, pretendedStatus);
  const settings = [`Dir::State::status=${status}`, `Dir::Cache::archives=${archives}`];
  settings.push('Debug::NoLocking=1', 'APT::Sandbox::User=root');
  const options = settings.flatMap((setting) => ['-o', setting]);
  return apt('-q', '--yes', '--no-install-recommends', ...options, ...args, ...packages.split(' '));
}

/** base-files comes first, since it makes the folders that others link into; the rest in parallel. */
async function unpackAll(archives: string, root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(root, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(root, name));
  }
  const all = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  const first = all.filter((name) => name.startsWith('base-files_'));
  const rest = all.filter((name) => !first.includes(name)).toSorted();
  for (const name of first) await unpack(join(archives, name), root);
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (let name = rest.pop(); name !== undefined; name = rest.pop())
      await unpack(join(archives, name), root);
  });
  await Promise.all(workers);
}

async function unpack(file: string, root: string): Promise<void> {
  const options = [
    '--keep-directory-symlink',
    '--no-same-owner',
    ...excluded.map((glob) => `--exclude=${glob}`),
  ];
  const script = 'file=$1; shift; dpkg-deb --fsys-tarfile "$file" | tar -x "$@"';
  await run('sh', ['-c', script, 'sh', file, '-C', root, ...options]);
  await unlink(file);
}

async function doWhatTheScriptsWouldDo(root: string): Promise<void> {
  const inRoot = (path: string) => join(root, path);
  for (const name of ['passwd', 'group']) {
    await copyFile(inRoot(`usr/share/base-passwd/${name}.master`), inRoot(`etc/${name}`));
  }
  for (const path of ['opt', 'srv', 'mnt', 'media', 'home', 'root', 'tmp', 'etc/ssl/certs']) {
    await mkdir(inRoot(path), { recursive: true });
  }
  await chmod(inRoot('root'), 0o700);
  await chmod(inRoot('tmp'), 0o1777);
  await symlink('mawk', inRoot('usr/bin/awk'));
  await symlink('python3', inRoot('usr/bin/python'));
  await linkNumericLibraries(inRoot('usr/lib'));
  await joinCertificates(
    inRoot('usr/share/ca-certificates/mozilla'),
    inRoot('etc/ssl/certs/ca-certificates.crt'),
  );
  await run('chroot', [root, 'ldconfig']);
  // Without this every new container would compile numpy and scikit-learn again: 2 s instead of 0.7 s.
  const compile = ['-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', '/usr/lib/python3'];
  await run('chroot', [root, 'python3', ...compile, ...(await pythonLibraries(inRoot('usr/lib')))]);
  await rm(inRoot('var/cache/ldconfig'), { recursive: true });
}

async function pythonLibraries(folder: string): Promise<string[]> {
  return (await readdir(folder))
    .filter((name) => /^python3\.\d+$/.test(name))
    .map((name) => `/usr/lib/${name}`);
}

/** What update-alternatives would choose. */
async function linkNumericLibraries(libraries: string): Promise<void> {
  const architecture = (await readdir(libraries)).find((name) => /-linux-gnu/.test(name)) ?? '';
  for (const name of ['blas.so.3', 'lapack.so.3', 'openblas.so.0']) {
    await symlink(`openblas-pthread/lib${name}`, join(libraries, architecture, `lib${name}`));
  }
}

async function joinCertificates(folder: string, target: string): Promise<void> {
  const names = (await readdir(folder)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  await writeFile(target, texts.join(''));
}

/** The same bytes for the same packages: sorted, and without the times and owners of this machine. */
async function packRoot(root: string, archive: string): Promise<void> {
  const options = ['--numeric-owner', '--owner=0', '--group=0', '--sort=name', '--mtime=@1700000000'];
  const tar = spawn('tar', ['-C', root, ...options, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => tar.on('close', resolve));
  await pipeline(tar.stdout, createGzip({ level: 1 }), createWriteStream(archive));
  if ((await ended) !== 0) throw new Error('tar could not pack the root of the Python base image.');
}
