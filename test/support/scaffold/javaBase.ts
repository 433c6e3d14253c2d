// The base of scaffolded containers with a Java runtime, out of Debian's or Ubuntu's package for it.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canInstall, updatePackageLists } from '../apt';
import { cached, dropOtherVersions } from '../cache';
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { removeTestImages, testLabel, testNamespace } from '../engine/images';
import { ownFolder } from '../ownership';
import { run } from '../processes';
import { makeScaffoldBase } from './baseImage';
import { onPython, type Localize } from './scaffoldBench';

/** This file is a part of the recipe: another text makes another archive. */
const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');
const name = 'scaffold-java';
const fetchInto = 'cd "$1" && apt-get --quiet -o APT::Sandbox::User=root download "$2"';
/** Of the runtime, for who only serves. */
const unused = ['./usr/share', './usr/lib/jvm/*/man', './usr/lib/jvm/*/legal'];

/** Where we may not install, a registry is reached, and Debian's packages are too: then the Dockerfile says enough. */
export async function localizeJava(engine: Engine): Promise<Localize> {
  const base = await makeScaffoldBase(engine);
  if (!canInstall()) return onPython(base);
  const onJava = onPython(await makeJavaBase(engine, base));
  return (dockerfile) => onJava(dockerfile).replace(/^RUN apt-get .*-jre-.*$/m, 'RUN java -version');
}

export const dropJavaBase = async (engine: Engine): Promise<void> => removeTestImages(engine, name);

async function makeJavaBase(engine: Engine, base: string): Promise<string> {
  const archive = await javaArchive();
  const container = await connect(engine).createContainer({ Image: base });
  try {
    await container.putArchive(createReadStream(archive), { path: '/' });
    await container.commit({
      repo: `${testNamespace}/${name}`,
      tag: 'latest',
      changes: `LABEL ${testLabel}=${name}`,
    });
  } finally {
    await container.remove({ force: true });
  }
  return `${testNamespace}/${name}:latest`;
}

export async function javaArchive(): Promise<string> {
  const java = await resolveRuntime();
  const hash = createHash('sha256').update(recipe).update(java.join()).digest('hex').slice(0, 12);
  const key = `${name}-${hash}.tar`;
  const archive = await cached(key, async (path) => writeArchive(java[0] ?? '', path));
  dropOtherVersions(`${name}-`, key);
  return archive;
}

/** Name and version of what `default-jre-headless` stands for. */
async function resolveRuntime(): Promise<readonly string[]> {
  const ask = async () => run('apt-cache', ['show', '--no-all-versions', 'default-jre-headless']);
  const told = await ask().catch(async () => updatePackageLists().then(ask));
  const [, runtime = ''] = /^Depends: .*\b(openjdk-\d+-jre-headless)\b/m.exec(told) ?? [];
  const [, version = ''] =
    /^Version: (.*)$/m.exec(await run('apt-cache', ['show', '--no-all-versions', runtime])) ?? [];
  return [runtime, version];
}

async function writeArchive(runtime: string, archive: string): Promise<void> {
  const folder = ownFolder('java');
  try {
    const root = join(folder.path, 'root');
    await mkdir(join(root, 'usr/bin'), { recursive: true });
    const download = async () => run('sh', ['-c', fetchInto, 'sh', folder.path, runtime]);
    // The lists may name a version that the mirror has replaced.
    await download().catch(async () => updatePackageLists().then(download));
    const [file = ''] = (await readdir(folder.path)).filter((each) => each.endsWith('.deb'));
    await run('dpkg-deb', ['--extract', join(folder.path, file), root]);
    const machines = await readdir(join(root, 'usr/lib/jvm'));
    const machine = machines.find((each) => each.startsWith('java-') && !each.includes('1.')) ?? '';
    await symlink(`../lib/jvm/${machine}/bin/java`, join(root, 'usr/bin/java'));
    const left = unused.map((each) => `--exclude=${each}`);
    await run('tar', ['--owner=0', '--group=0', ...left, '-cf', archive, '-C', root, '.']);
  } finally {
    folder.release();
  }
}
