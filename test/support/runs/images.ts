// Images that train, made from the Python base without a build: files are laid into a container, which is committed.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ArchiveFile, pack } from '../engine/archive';
import { connect, finish } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { testLabel, testNamespace } from '../engine/images';

const base = `${testNamespace}/python-base:latest`;

/** An image with these programs in its PATH. `changes` are lines of a Dockerfile. */
export async function makeProgramImage(
  engine: Engine,
  name: string,
  programs: Readonly<Record<string, string>>,
  changes: readonly string[] = [],
): Promise<string> {
  const docker = connect(engine);
  const container = await docker.createContainer({
    Image: base,
    Cmd: ['true'],
    Labels: { [testLabel]: name },
  });
  try {
    const files: ArchiveFile[] = Object.entries(programs).map(([path, content]) => ({
      name: `usr/local/bin/${path}`,
      content,
      executable: true,
    }));
    await container.putArchive(pack(files), { path: '/' });
    await container.commit({
      repo: `${testNamespace}/${name}`,
      tag: 'latest',
      changes: changes.length === 0 ? 'LABEL made=here' : changes.join('\n'),
    });
  } finally {
    await container.remove();
  }
  return `${testNamespace}/${name}:latest`;
}

/** An image with nothing but one static program, which writes a file where `-C` says: there is no shell in it. */
export async function makeShellessImage(engine: Engine, name: string): Promise<string> {
  const docker = connect(engine);
  const container = await docker.createContainer({ Image: base, Cmd: ['true'] });
  try {
    const archive = await buffer(await container.getArchive({ path: '/sbin/ldconfig' }));
    const options = { repo: `${testNamespace}/${name}`, tag: 'latest' };
    const changes = ['ENTRYPOINT ["/ldconfig"]', `LABEL ${testLabel}=${name}`];
    await finish(docker, await docker.importImage(Readable.from([archive]), { ...options, changes }));
  } finally {
    await container.remove();
  }
  return `${testNamespace}/${name}:latest`;
}
