import { IncomingMessage } from 'node:http';
import type Dockerode from 'dockerode';
import type { FoundProgram } from '../../core/images/image';
import { field } from '../field';
import { lookLabel } from './events';

/** Of an image that names none, as the engine has it. */
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** So many links in a row end at a file, or nowhere. */
const links = 8;

/** What the PATH of an image leads to, through a container that never starts: nothing of the image runs. */
export async function findPrograms(
  docker: Dockerode,
  image: string,
  names: readonly string[],
  abortSignal: AbortSignal,
): Promise<readonly FoundProgram[]> {
  const { Config } = await docker.getImage(image).inspect({ abortSignal });
  const folders = pathOf(Config?.Env ?? []);
  const container = await docker.createContainer({
    Image: image,
    // An image may say no command of its own.
    Cmd: ['none'],
    Labels: { [lookLabel]: 'yes' },
    abortSignal,
  });
  try {
    const found = names.map(async (name) => findOn(container, folders, name, abortSignal));
    return (await Promise.all(found)).flatMap((each) => each ?? []);
  } finally {
    await container.remove({ force: true, v: true });
  }
}

function pathOf(environment: readonly string[]): readonly string[] {
  const given = environment.findLast((variable) => variable.startsWith('PATH='));
  const folders = (given?.slice('PATH='.length) ?? usualPath).split(':');
  return [...new Set(folders.filter((folder) => folder.startsWith('/')))];
}

/** The first that can be started, as a shell would have it; else the first that is there. */
async function findOn(
  container: Dockerode.Container,
  folders: readonly string[],
  name: string,
  abortSignal: AbortSignal,
): Promise<FoundProgram | undefined> {
  let first: FoundProgram | undefined;
  for (const folder of folders) {
    const path = `${folder.replace(/\/+$/, '')}/${name}`;
    const mode = await fileMode(container, path, abortSignal);
    if (mode === undefined) continue;
    const found = { name, path, executable: (mode & 0o111) !== 0 };
    if (found.executable) return found;
    first ??= found;
  }
  return first;
}

// The engine is written in Go, and these are its bits: of a folder, of a link, and of all that is no plain file.
const linkBit = 2 ** 27;
const typeBits = 2 ** 31 + 2 ** 27 + 2 ** 26 + 2 ** 25 + 2 ** 24 + 2 ** 21 + 2 ** 19;

/** Of a plain file, or of one that links lead to. */
async function fileMode(
  container: Dockerode.Container,
  path: string,
  abortSignal: AbortSignal,
): Promise<number | undefined> {
  let at = path;
  for (let count = 0; count < links; count += 1) {
    const stat = await statOf(container, at, abortSignal);
    if (!stat) return undefined;
    if (!has(stat.mode, linkBit)) return has(stat.mode, typeBits) ? undefined : stat.mode;
    at = stat.target;
  }
  return undefined;
}

/** Beyond 31 bits the operators of numbers change the sign. */
const has = (mode: number, bits: number): boolean => (BigInt(mode) & BigInt(bits)) !== 0n;

interface Stat {
  readonly mode: number;
  /** Of a link, from the image's root. */
  readonly target: string;
}

async function statOf(
  container: Dockerode.Container,
  path: string,
  abortSignal: AbortSignal,
): Promise<Stat | undefined> {
  let answer: unknown;
  try {
    answer = await container.infoArchive({ path, abortSignal });
  } catch (error) {
    // What is not there, a folder that is a file, links in a circle: to the engine they are failures of many kinds.
    if (typeof field(error, 'statusCode') === 'number') return undefined;
    throw error;
  }
  if (!(answer instanceof IncomingMessage)) return undefined;
  // The answer is all in its head; left unread, it keeps its connection.
  answer.destroy();
  const head = answer.headers['x-docker-container-path-stat'];
  if (typeof head !== 'string') return undefined;
  const stat: unknown = JSON.parse(Buffer.from(head, 'base64').toString());
  const [mode, target] = [field(stat, 'mode'), field(stat, 'linkTarget')];
  return typeof mode === 'number' ? { mode, target: typeof target === 'string' ? target : '' } : undefined;
}
