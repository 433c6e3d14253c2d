// What `FROM golang` would bring, out of the Go of this machine, with its libraries compiled already.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, dropOtherVersions } from '../cache';
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { testLabel, testNamespace } from '../engine/images';
import { ownFolder } from '../ownership';
import { findProgram, run } from '../processes';
import { pythonBase } from '../python/target';
import { scaffolded } from './templates';

/** This file is a part of the recipe: another text makes another archive. */
const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');

/** Of Go's folder, for who only builds: much smaller without. */
const unused = ['api', 'doc', 'lib', 'misc', 'test', 'src/cmd', 'bin/gofmt'];

/** Nothing where this machine has no Go: there a registry has to be reached. */
export async function makeGoBase(engine: Engine, name: string): Promise<string | undefined> {
  const archive = await goArchive();
  if (archive === undefined) return undefined;
  const docker = connect(engine);
  const container = await docker.createContainer({ Image: pythonBase });
  try {
    await container.putArchive(createReadStream(archive), { path: '/' });
    const path = 'ENV PATH=/usr/local/go/bin:/usr/local/bin:/usr/bin GOTOOLCHAIN=local GOCACHE=/go-cache';
    const changes = `${path}\nLABEL ${testLabel}=${name}`;
    await container.commit({ repo: `${testNamespace}/${name}`, tag: 'latest', changes });
  } finally {
    await container.remove({ force: true });
  }
  return `${testNamespace}/${name}:latest`;
}

export async function goArchive(): Promise<string | undefined> {
  if (findProgram('go') === undefined) return undefined;
  const version = await run('go', ['env', 'GOVERSION', 'GOARCH']);
  const hash = createHash('sha256').update(recipe).update(version).digest('hex').slice(0, 12);
  const key = `scaffold-go-${hash}.tar`;
  const archive = await cached(key, writeArchive);
  dropOtherVersions('scaffold-go-', key);
  return archive;
}

async function writeArchive(archive: string): Promise<void> {
  const folder = ownFolder('go');
  try {
    const source = join(folder.path, 'source');
    for (const { path, text } of scaffolded('own', { framework: 'other' })) {
      await mkdir(dirname(join(source, path)), { recursive: true });
      await writeFile(join(source, path), text);
    }
    const root = (await run('go', ['env', 'GOROOT'])).trim();
    const compiled = { ...process.env, CGO_ENABLED: '0', GOCACHE: join(folder.path, 'go-cache') };
    await run('go', ['build', '-C', source, '-trimpath', '-o', `${folder.path}/out/`, './cmd/...'], compiled);
    const left = [
      ...unused.map((name) => `--exclude=${root}/${name}`),
      '--exclude=*_test.go',
      '--exclude=testdata',
    ];
    const renamed = `--transform=s,^${root.slice(1)},usr/local/go,`;
    const words = ['--owner=0', '--group=0', ...left, renamed, '-cf', archive, '-C', folder.path, 'go-cache'];
    await run('tar', [...words, root]);
  } finally {
    folder.release();
  }
}
