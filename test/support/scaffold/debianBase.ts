// What `FROM debian:trixie-slim` and its packages would bring, for engines that reach no registry.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { canInstall, installPackages } from '../apt';
import { cached, dropOtherVersions } from '../cache';
import { connect, finish } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { testLabel, testNamespace } from '../engine/images';
import { run } from '../processes';

/** This file is a part of the recipe: another text makes another archive. */
const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');
/** For the client of `server.ts`. */
const client = 'python-is-python3';
const withoutTexts = ['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);

export interface DebianImage {
  readonly name: string;
  readonly packages: readonly string[];
}

/** Debian, with apt. Nothing where we may not make it: there a registry has to be reached. */
export async function makeDebianBase(
  engine: Engine,
  { name, packages }: DebianImage,
): Promise<string | undefined> {
  const archive = await debianArchive({ name, packages });
  if (archive === undefined) return undefined;
  const docker = connect(engine);
  const changes = ['ENV PATH=/usr/local/bin:/usr/bin:/bin', `LABEL ${testLabel}=${name}`, 'CMD ["bash"]'];
  const options = { repo: `${testNamespace}/${name}`, tag: 'latest', changes };
  await finish(docker, await docker.importImage(createReadStream(archive), options));
  return `${testNamespace}/${name}:latest`;
}

export async function debianArchive({ name, packages }: DebianImage): Promise<string | undefined> {
  if (!canInstall()) return undefined;
  const identity = [recipe, ...packages].join();
  const key = `${name}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}.tar`;
  const archive = await cached(key, async (path) => writeRoot(path, packages));
  dropOtherVersions(`${name}-`, key);
  return archive;
}

async function writeRoot(archive: string, packages: readonly string[]): Promise<void> {
  await installPackages('A maker of Debian roots', ['mmdebstrap', 'debian-archive-keyring'], ['mmdebstrap']);
  // It looks at the name to know what to write.
  const made = `${archive}.tar`;
  const words = ['--quiet', '--mode=root', '--variant=apt', '--keyring=/usr/share/keyrings', ...withoutTexts];
  const what = [`--include=${[...packages, client].join()}`, 'trixie', made, 'http://deb.debian.org/debian'];
  await run('mmdebstrap', [...words, ...what]);
  await rename(made, archive);
}
