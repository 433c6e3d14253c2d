// Containers whose files are looked at, made from the Python base, and removed with the test.
import type Dockerode from 'dockerode';
import { makeEngine } from '../../../src/adapters/docker/engine';
import { makeTrees } from '../../../src/adapters/explore/trees';
import type { FollowOptions, Trees } from '../../../src/core/explore/ports';
import type { TreePlace } from '../../../src/core/explore/tree';
import { connect } from './connection';
import type { Engine } from './engine';
import { testLabel } from './images';
import { Followed } from '../explore';

const image = 'longshore-test/python-base:latest';

export class ExploreBench {
  readonly trees: Trees;
  readonly docker: Dockerode;
  readonly #containers: Dockerode.Container[] = [];
  readonly #followed: Followed[] = [];

  constructor({ host }: Pick<Engine, 'host'>) {
    this.docker = connect({ host });
    this.trees = makeTrees(makeEngine(() => ({ host, context: '' })).ask);
  }

  /** Runs these lines of a shell, and then waits. */
  async start(lines: string, hostConfig: Dockerode.HostConfig = {}): Promise<Dockerode.Container> {
    const container = await this.docker.createContainer({
      Image: image,
      Cmd: ['sh', '-c', `mkdir -p /opt/ml; ${lines}\n touch /begun; trap 'exit 0' TERM; sleep 1000 & wait`],
      Labels: { [testLabel]: 'explore' },
      HostConfig: { Init: false, ...hostConfig },
    });
    this.#containers.push(container);
    await container.start();
    for (;;) if (await container.infoArchive({ path: '/begun' }).then(drop, () => false)) return container;
  }

  place({ id }: Pick<Dockerode.Container, 'id'>, root = '/opt/ml'): TreePlace {
    return { kind: 'container', id, root };
  }

  follow(container: Pick<Dockerode.Container, 'id'>, options: Partial<FollowOptions> = {}): Followed {
    const followed = new Followed().start(async (tell, signal) =>
      this.trees.follow(
        this.place(container),
        { sources: ['agent', 'shell', 'archive'], limit: 1_000_000, ...options },
        tell,
        signal,
      ),
    );
    this.#followed.push(followed);
    return followed;
  }

  /** What a program in the container wrote. */
  async run(container: Dockerode.Container, ...command: string[]): Promise<string> {
    const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true });
    const stream = await exec.start({ Tty: true });
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    await new Promise((resolve) => stream.on('end', resolve));
    return Buffer.concat(pieces).toString().replaceAll('\r', '');
  }

  /** As `Followed.paths` would say it. */
  async realPaths(container: Dockerode.Container): Promise<Readonly<Record<string, string>>> {
    const lines = await this.run(container, 'find', '/opt/ml', '-mindepth', '1', '-printf', '%y %s %P\\n');
    const kinds: Record<string, string> = { d: 'folder', l: 'link', f: 'file' };
    return Object.fromEntries(
      lines
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [type = '', bytes = '', ...path] = line.split(' ');
          const kind = kinds[type] ?? 'other';
          return [path.join(' '), kind === 'file' ? `file ${bytes}` : kind];
        }),
    );
  }

  async programs(container: Pick<Dockerode.Container, 'top'>): Promise<readonly string[]> {
    const { Processes }: { Processes: string[][] } = await container.top();
    return Processes.map((columns) => columns.at(-1) ?? '');
  }

  async close(): Promise<void> {
    for (const each of this.#followed.splice(0)) await each.stop();
    for (const each of this.#containers.splice(0))
      await each.remove({ force: true, v: true }).catch(() => undefined);
  }
}

function drop(answer: unknown): boolean {
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'destroy' in answer &&
    typeof answer.destroy === 'function'
  )
    answer.destroy();
  return true;
}

export const storm = `
import os, sys
root, folders, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for i in range(folders):
    folder = '%s/%d-%d' % (root, folders, i)
    os.mkdir(folder)
    for j in range(files):
        with open('%s/%d' % (folder, j), 'wb') as file: file.write(b'x' * (j % 100))
`;

/** A checkpoint as trainers write it: a folder, and at once files in it. */
export const race = `
import os, sys
for i in range(200):
    os.makedirs('%s/checkpoint-%d/deep' % (sys.argv[1], i))
    for j in range(5): open('%s/checkpoint-%d/deep/%d' % (sys.argv[1], i, j), 'w').write('x' * j)
`;
