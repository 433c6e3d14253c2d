// What `FROM python:3.12-slim` would bring, and what its pip would download: for engines that reach nothing.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, dropOtherVersions } from '../cache';
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { removeTestImages, testLabel, testNamespace } from '../engine/images';
import { ownFolder } from '../ownership';
import { run } from '../processes';
import { makeEnvironment, pip } from '../python/environment';
import { pythonBase, targetOf, wheelsFor, type Target } from '../python/target';
import { everyCase, scaffolded } from './templates';

/** This file is a part of the recipe: another text makes another archive. */
const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');
const installer = 'pip==26.0';
/** Published as source only. */
const sources = /^(?:sagemaker-(?:training|inference)|inotify_simple)==/;

const name = 'scaffold-base';

/**
 * An image with `python`, `pip` and all packages that scaffolded containers ask for, as wheels. The first who asks
 * makes it for all.
 */
export async function makeScaffoldBase(engine: Engine): Promise<string> {
  const archive = await wheelArchive(await targetOf(engine));
  const docker = connect(engine);
  const tag = basename(archive, '.tar');
  const image = `${testNamespace}/${name}:${tag}`;
  const known = await docker.listImages({ filters: { reference: [image] } });
  if (known.length > 0) return image;
  const script = [
    'python3 -m venv --without-pip /opt/python',
    '/opt/python/bin/python $(echo /opt/wheels/pip-*.whl)/pip install --quiet --no-index --find-links /opt/wheels pip',
    // The training toolkit asks it, and in Debian an installation script would have made it.
    `printf '#!/bin/sh\\ncommand -v "$1"\\n' > /opt/python/bin/which && chmod +x /opt/python/bin/which`,
  ].join(' && ');
  const container = await docker.createContainer({ Image: pythonBase, Cmd: ['sh', '-c', script] });
  try {
    await container.putArchive(createReadStream(archive), { path: '/' });
    await container.start();
    const { StatusCode }: { StatusCode: number } = await container.wait();
    if (StatusCode !== 0) throw new Error(String(await container.logs({ stderr: true, follow: false })));
    const changes = [
      'ENV PATH=/opt/python/bin:/usr/local/bin:/usr/sbin:/usr/bin PIP_NO_INDEX=1 PIP_FIND_LINKS=/opt/wheels',
      `LABEL ${testLabel}=${name}`,
      'CMD ["python3"]',
    ].join('\n');
    await container.commit({ repo: `${testNamespace}/${name}`, tag, changes });
  } finally {
    await container.remove({ force: true });
  }
  return image;
}

/** It stays for the next on an engine that goes with the tests, and on no other. */
export async function dropScaffoldBase(engine: Engine): Promise<void> {
  if (!engine.owned) await removeTestImages(engine, name);
}

export async function wheelArchive(target: Target): Promise<string> {
  // PyTorch alone has gigabytes.
  const small = everyCase.filter(({ answers }) => answers['framework'] !== 'pytorch');
  const lines = small.flatMap(({ template, answers }) =>
    scaffolded(template, answers)
      .filter(({ path }) => path === 'requirements.txt')
      .flatMap(({ text }) => text.split('\n').filter((line) => line.includes('=='))),
  );
  const packages = [...new Set([...lines, installer])].toSorted();
  const identity = [recipe, ...packages, target.python, target.machine].join();
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const key = `scaffold-wheels-${hash}.tar`;
  const archive = await cached(key, async (path) => writeArchive(target, packages, path));
  dropOtherVersions('scaffold-wheels-', key);
  return archive;
}

async function writeArchive(target: Target, packages: readonly string[], archive: string): Promise<void> {
  const folder = ownFolder('wheels');
  try {
    const maker = await makeEnvironment(join(folder.path, 'environment'));
    const wheels = join(folder.path, 'root/opt/wheels');
    await mkdir(wheels, { recursive: true });
    const asWheels = packages.filter((line) => !sources.test(line));
    await run(maker, [...pip('download'), ...wheelsFor(target), '--dest', wheels, ...asWheels]);
    for (const line of packages.filter((each) => sources.test(each)))
      await makeWheel(maker, { line, wheels, folder: join(folder.path, 'sources', line) });
    if ((await readdir(wheels)).length < packages.length) throw new Error('Wheels are missing.');
    await run('tar', ['--owner=0', '--group=0', '-cf', archive, '-C', join(folder.path, 'root'), 'opt']);
  } finally {
    folder.release();
  }
}

/** With nothing in the place of a part in C, which only MPI calls: no compiler is needed, and any Python takes it. */
async function makeWheel(
  maker: string,
  { line, wheels, folder }: { readonly line: string; readonly wheels: string; readonly folder: string },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const source = ['--no-deps', '--no-binary=:all:', '--dest', folder, line];
  await run(maker, [...pip('download'), ...source]);
  const [archive = ''] = await readdir(folder);
  await run('tar', ['-xzf', join(folder, archive), '-C', folder]);
  const unpacked = join(folder, archive.replace(/\.tar\.gz$/, ''));
  const setup = join(unpacked, 'setup.py');
  const text = await readFile(setup, 'utf8');
  if (text.includes('gethostname')) {
    const without = text.replace(/py_modules=.*$/m, "py_modules=['gethostname'],");
    await writeFile(setup, without.replace('ext_modules=[gethostname],', ''));
    await writeFile(join(unpacked, 'gethostname.py'), '');
  }
  await run(maker, ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', wheels, unpacked]);
}
