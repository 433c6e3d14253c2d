// The Python base with SageMaker's training toolkit in it, as AWS's own images and those of most users have it.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, dropOtherVersions } from '../../cache';
import { connect } from '../../engine/connection';
import type { Engine } from '../../engine/engine';
import { testLabel, testNamespace } from '../../engine/images';
import { ownFolder } from '../../ownership';
import { run } from '../../processes';
import { makeEnvironment, pip } from '../../python/environment';
import { pythonBase, targetOf, wheelsFor, type Target } from '../../python/target';
import { needs, toolkit } from './requirements';

/** Where Python finds it, from the root. */
export const place = 'opt/toolkit';
const programs = {
  train: '#!/usr/bin/env python3\nfrom sagemaker_training.cli.train import main\nmain()\n',
  // The toolkit asks it, and in Debian an installation script would have made it.
  which: '#!/bin/sh\ncommand -v "$1"\n',
};
/** This file is the recipe: another text makes another archive. */
const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');

export async function makeToolkitImage(engine: Engine, name: string): Promise<string> {
  const archive = await toolkitArchive(await targetOf(engine));
  const docker = connect(engine);
  const container = await docker.createContainer({ Image: pythonBase, Cmd: ['true'] });
  try {
    await container.putArchive(createReadStream(archive), { path: '/' });
    const changes = [`ENV PYTHONPATH=/${place}`, `LABEL ${testLabel}=${name}`].join('\n');
    await container.commit({ repo: `${testNamespace}/${name}`, tag: 'latest', changes });
  } finally {
    await container.remove();
  }
  return `${testNamespace}/${name}:latest`;
}

export async function toolkitArchive(target: Target): Promise<string> {
  const identity = [recipe, toolkit, ...needs, target.python, target.machine].join();
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const key = `toolkit-${hash}.tar`;
  const archive = await cached(key, async (path) => writeArchive(target, path));
  dropOtherVersions('toolkit-', key);
  return archive;
}

async function writeArchive(target: Target, archive: string): Promise<void> {
  const folder = ownFolder('toolkit');
  try {
    const maker = await makeEnvironment(join(folder.path, 'environment'));
    const root = join(folder.path, 'root');
    const packages = join(root, place);
    await run(maker, [
      ...pip('install'),
      ...wheelsFor(target),
      '--no-compile',
      '--target',
      packages,
      ...needs,
    ]);
    await unpackSource(maker, { source: join(folder.path, 'source'), packages });
    const folderOfPrograms = join(root, 'usr/local/bin');
    await mkdir(folderOfPrograms, { recursive: true });
    for (const [name, text] of Object.entries(programs))
      await writeFile(join(folderOfPrograms, name), text, { mode: 0o755 });
    await run('tar', ['--owner=0', '--group=0', '-cf', archive, '-C', root, 'opt', 'usr']);
  } finally {
    folder.release();
  }
}

/** To build it would take a C compiler; of its part in C only MPI uses anything, and that is the path. */
async function unpackSource(
  maker: string,
  { source, packages }: { readonly source: string; readonly packages: string },
): Promise<void> {
  await run(maker, [...pip('download'), '--no-deps', '--no-binary=:all:', '--dest', source, toolkit]);
  const [name = ''] = await readdir(source);
  await run('tar', ['-xzf', join(source, name), '-C', source, '--strip-components=2']);
  await rename(join(source, 'sagemaker_training'), join(packages, 'sagemaker_training'));
  await writeFile(join(packages, 'gethostname.py'), '');
}
