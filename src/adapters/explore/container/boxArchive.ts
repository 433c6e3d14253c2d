import { addAbortSignal, Readable } from 'node:stream';
import type { TreeEntry } from '../../../core/explore/tree';
import { Problem } from '../../../core/problem';
import { field } from '../../field';
import { tarEntry, visitTar } from '../archive/tarEntries';
import { parentOf } from '../paths';
import { checkPath, noFile, notThere } from '../unreadable';
import type { Box } from './box';
import { askBox, boxState, inBox } from './box';

/** Of anything in a container, running or not: the engine has it in the head of an answer. */
export async function statInBox(box: Box, path: string, signal: AbortSignal): Promise<TreeEntry | undefined> {
  checkPath(path);
  const head = await belowFile(box, path, signal, async () =>
    askBox(box, signal, async (container) => {
      const answer: unknown = await container.infoArchive({ path: inBox(box, path), abortSignal: signal });
      // Left unread, it keeps its connection, and the process with it.
      if (answer instanceof Readable) answer.destroy();
      return field(field(answer, 'headers'), 'x-docker-container-path-stat');
    }),
  );
  return typeof head === 'string' ? goEntry(JSON.parse(Buffer.from(head, 'base64').toString())) : undefined;
}

/** The bits of Go's file modes that are set for what is no plain file. */
const goFolder = 0x80000000;
const goLink = 0x8000000;
const goOther = 0x4000000 | 0x2000000 | 0x1000000 | 0x200000;

function goEntry(stat: unknown): TreeEntry {
  const mode = Number(field(stat, 'mode'));
  const has = (bits: number): boolean => (mode & bits) !== 0;
  const kind = has(goFolder) ? 'folder' : has(goLink) ? 'link' : has(goOther) ? 'other' : 'file';
  const modified = Date.parse(String(field(stat, 'mtime')));
  return { kind, bytes: kind === 'file' ? Number(field(stat, 'size')) : 0, modified };
}

/** What the engine packs of a path. It knows no part of it: whoever has enough destroys the stream. */
export async function packOfBox(
  box: Box,
  path: string,
  abortSignal: AbortSignal,
): Promise<Readable | undefined> {
  return absent(box, abortSignal, async () =>
    askBox(box, abortSignal, async (container) => {
      const stream: unknown = await container.getArchive({ path: inBox(box, path), abortSignal });
      return stream instanceof Readable ? stream : undefined;
    }),
  );
}

/** The content of one file, as long as it is used. */
export async function streamInBox(
  box: Box,
  path: string,
  use: (content: Readable) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  checkPath(path);
  const entry = await statInBox(box, path, signal);
  if (!entry) throw notThere(path);
  if (entry.kind !== 'file') throw noFile(path);
  const pack = await packOfBox(box, path, signal);
  if (!pack) throw notThere(path);
  try {
    await visitTar(
      addAbortSignal(signal, pack),
      [],
      async (header, content) => {
        if (tarEntry(header).kind !== 'file') throw noFile(path);
        await use(content);
        return false;
      },
      signal,
    );
  } finally {
    pack.destroy();
  }
}

/** The engine fails without a word where a path goes on below a file. */
async function belowFile<T>(
  box: Box,
  path: string,
  signal: AbortSignal,
  question: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await absent(box, signal, question);
  } catch (error) {
    const above = parentOf(path);
    if (!(error instanceof Problem && error.kind === 'docker-failed') || above === path) throw error;
    if ((await statInBox(box, above, signal))?.kind === 'folder') throw error;
    return undefined;
  }
}

/** The engine says the same of a path that is not there and of a container that is not. */
async function absent<T>(box: Box, signal: AbortSignal, question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.kind !== 'container-gone') throw error;
    await boxState(box, signal);
    return undefined;
  }
}
