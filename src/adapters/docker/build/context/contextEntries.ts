import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import type { IgnoreRules } from '../../../../core/dockerfile/context/ignore';

export interface ContextEntry {
  /** Relative to the context, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly kind: 'folder' | 'file' | 'link';
  readonly stats: Stats;
}

/**
 * What is sent of a context, sorted. Links are not followed. A folder that is ignored comes only for what an
 * exception takes from it, so that it keeps its mode.
 */
export async function* contextEntries(
  context: string,
  rules: IgnoreRules,
  signal: AbortSignal,
): AsyncGenerator<ContextEntry> {
  const waiting: ContextEntry[] = [];
  const within = async function* (folder: string): AsyncGenerator<ContextEntry> {
    signal.throwIfAborted();
    for (const name of (await readdir(`${context}/${folder}`)).toSorted()) {
      const entry = await entryOf(context, folder === '' ? name : `${folder}/${name}`);
      if (!entry) continue;
      const isIgnored = rules.isIgnored(entry.path);
      if (!isIgnored) yield* [...waiting.splice(0), entry];
      if (entry.kind !== 'folder' || (isIgnored && !rules.hasExceptions)) continue;
      if (isIgnored) waiting.push(entry);
      yield* within(entry.path);
      if (waiting.at(-1) === entry) waiting.pop();
    }
  };
  yield* within('');
}

/** Nothing for what went away meanwhile, and for sockets and devices, which no build takes. */
async function entryOf(context: string, path: string): Promise<ContextEntry | undefined> {
  const absolute = `${context}/${path}`;
  const stats = await lstat(absolute).catch(() => undefined);
  if (!stats) return undefined;
  const kind = stats.isDirectory()
    ? 'folder'
    : stats.isFile()
      ? 'file'
      : stats.isSymbolicLink()
        ? 'link'
        : undefined;
  return kind && { path, absolute, kind, stats };
}
