import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Headers } from 'tar-stream';
import { extract } from 'tar-stream';
import type { TreeEntry } from '../../../core/explore/tree';

/** Returns `false` when it has seen enough. What it does not read of the content is passed over. */
export type Visit = (header: Headers, content: Readable) => Promise<boolean>;

/** Takes a tar apart as it comes, holding no more of it than one piece. */
export async function visitTar(
  source: Readable,
  through: readonly Transform[],
  visit: Visit,
  signal: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const tar = extract();
  let failure: unknown;
  const onEntry = async (header: Headers, content: Readable, next: () => void): Promise<void> => {
    try {
      if (!(await visit(header, content))) return enough.abort();
      content.on('end', next);
      content.resume();
    } catch (error) {
      failure = error;
      enough.abort();
    }
  };
  tar.on('entry', (header, content, next) => void onEntry(header, content, next));
  try {
    await pipeline([source, ...through, tar], { signal: AbortSignal.any([signal, enough.signal]) });
  } catch (error) {
    signal.throwIfAborted();
    if (failure !== undefined) throw failure;
    if (!enough.signal.aborted) throw error;
  }
}

export function tarEntry({ type, size = 0, mtime }: Headers): TreeEntry {
  const kind = kinds[type ?? ''] ?? 'other';
  return { kind, bytes: kind === 'file' ? size : 0, modified: mtime?.getTime() ?? 0 };
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'folder',
  link: 'link',
  symlink: 'link',
};

/** A path below the root of the archive; nothing for its root and for what would lie outside of it. */
export function tarPath(name: string): string | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
