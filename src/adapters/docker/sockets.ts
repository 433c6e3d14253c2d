import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import { field } from '../field';
import { readFrames } from './frames';

const tables = ['tcp', 'tcp6'];

/**
 * The kernel's tables of a container's sockets, as text; nothing where nobody can look. From outside where its processes
 * are those of this machine, which needs no program in the image; else with a program of the image.
 */
export async function socketTables(
  docker: Dockerode,
  id: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const { State } = await docker.getContainer(id).inspect({ abortSignal });
  const outside = await fromOutside(id, State.Pid);
  if (outside !== undefined) return outside;
  for (const Cmd of [
    ['cat', ...tables.map((name) => `/proc/net/${name}`)],
    ['python3', '-c', python],
  ]) {
    const said = await fromInside(docker.getContainer(id), Cmd, abortSignal);
    if (said !== undefined) return said;
  }
  return undefined;
}

const python = tables.map((name) => `print(open("/proc/net/${name}").read())`).join('\n');

/** The number may be that of another machine's process: only its control groups tell whose it is. */
async function fromOutside(id: string, pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux' || pid <= 0) return undefined;
  const read = async (path: string): Promise<string | undefined> =>
    readFile(`/proc/${pid}/${path}`, 'utf8').catch(() => undefined);
  if ((await read('cgroup'))?.includes(id) !== true) return undefined;
  const [four, six] = await Promise.all(tables.map(async (name) => read(`net/${name}`)));
  return four === undefined ? undefined : `${four}\n${six ?? ''}`;
}

async function fromInside(
  container: Dockerode.Container,
  Cmd: string[],
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  try {
    const exec = await container.exec({ Cmd, AttachStdout: true, User: '0', abortSignal });
    const stream = await exec.start({ hijack: true, stdin: false, abortSignal });
    const text = (await buffer(Readable.from(readFrames(stream)))).toString('utf8');
    return text.includes('local_address') ? text : undefined;
  } catch (error) {
    abortSignal.throwIfAborted();
    // The image has no such program, or the container ended: both are said by what the engine refuses.
    if (typeof field(error, 'statusCode') === 'number') return undefined;
    throw error;
  }
}
