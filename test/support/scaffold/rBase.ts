// What `FROM debian:trixie-slim` and the packages of R would bring, for engines that reach no registry.
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
/** The last is for the client of `server.ts`. */
const packages = ['r-base-core', 'r-cran-httpuv', 'r-cran-jsonlite', 'python-is-python3'];
const withoutTexts = ['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);

/** Debian with R, and still with apt. Nothing where we may not make it: there a registry has to be reached. */
export async function makeRBase(engine: Engine, name: string): Promise<string | undefined> {
  if (!canInstall()) return undefined;
  const key = `scaffold-r-${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}.tar`;
  const archive = await cached(key, writeRoot);
  dropOtherVersions('scaffold-r-', key);
  const docker = connect(engine);
  const changes = ['ENV PATH=/usr/local/bin:/usr/bin:/bin', `LABEL ${testLabel}=${name}`, 'CMD ["bash"]'];
  const options = { repo: `${testNamespace}/${name}`, tag: 'latest', changes };
  await finish(docker, await docker.importImage(createReadStream(archive), options));
  return `${testNamespace}/${name}:latest`;
}

async function writeRoot(archive: string): Promise<void> {
  const bootstrap = ['mmdebstrap', 'debian-archive-keyring'];
  await installPackages('A maker of Debian roots', bootstrap, ['mmdebstrap']);
  const words = ['--quiet', '--mode=root', '--variant=apt', '--keyring=/usr/share/keyrings', ...withoutTexts];
  // It looks at the name to know what to write.
  const made = `${archive}.tar`;
  await run('mmdebstrap', [
    ...words,
    `--include=${packages.join()}`,
    'trixie',
    made,
    'http://deb.debian.org/debian',
  ]);
  await rename(made, archive);
}
