// The image that training and serving tests run in: what a data scientist's `FROM python` would bring.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { canInstall } from '../apt';
import { cached, dropOtherVersions } from '../cache';
import { pack } from './archive';
import { connect, finish } from './connection';
import { debianRootRecipe, resolvePackages, writeDebianRoot } from './debianRoot';
import type { Engine } from './engine';
import { testLabel, testNamespace } from './images';

const repository = `${testNamespace}/python-base`;
const label = `LABEL ${testLabel}=python-base`;
const settings = [
  'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin',
  'ENV LANG=C.UTF-8',
  label,
  'CMD ["python3"]',
];

// For everybody who is not root on Debian or Ubuntu: the same programs, with the help of a registry.
const dockerfile = `FROM python:3.11-slim
RUN apt-get update && apt-get install --yes --no-install-recommends nginx-light procps && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir numpy==1.24.4 scikit-learn==1.2.2 scipy==1.10.1 flask==2.2.5 gunicorn==20.1.0
${label}
`;

/** Makes sure that the engine has the image. Returns its name, which changes with its content; `:latest` is there too. */
export async function loadPythonBase(engine: Engine): Promise<string> {
  return canInstall() ? importDebianRoot(engine) : buildFromRegistry(engine);
}

async function importDebianRoot(engine: Engine): Promise<string> {
  const hash = shortHash([await resolvePackages(), debianRootRecipe, ...settings]);
  if (await has(engine, hash)) return tagLatest(engine, hash);
  const key = `python-base-${hash}.tar.gz`;
  const archive = await cached(key, writeDebianRoot);
  dropOtherVersions('python-base-', key);
  const docker = connect(engine);
  const options = { repo: repository, tag: hash, changes: settings };
  await finish(docker, await docker.importImage(createReadStream(archive).pipe(createGunzip()), options));
  return tagLatest(engine, hash);
}

async function buildFromRegistry(engine: Engine): Promise<string> {
  const hash = shortHash([dockerfile]);
  if (await has(engine, hash)) return tagLatest(engine, hash);
  const docker = connect(engine);
  const context = Readable.from([pack([{ name: 'Dockerfile', content: dockerfile }])]);
  await finish(docker, await docker.buildImage(context, { t: `${repository}:${hash}` }));
  return tagLatest(engine, hash);
}

async function has(engine: Engine, tag: string): Promise<boolean> {
  const found = await connect(engine).listImages({ filters: { reference: [`${repository}:${tag}`] } });
  return found.length > 0;
}

async function tagLatest(engine: Engine, tag: string): Promise<string> {
  await connect(engine).getImage(`${repository}:${tag}`).tag({ repo: repository, tag: 'latest' });
  return `${repository}:${tag}`;
}

function shortHash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}
