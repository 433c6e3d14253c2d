import { createReadStream } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as l10n from '@vscode/l10n';
import type { Pack } from 'tar-stream';
import { readIgnoreRules } from '../../../../core/dockerfile/context/ignore';
import { isInside } from '../../../../core/paths';
import type { ImageBuild } from '../../../../core/images/build/imageBuild';
import type { IgnoreRules } from '../../../../core/dockerfile/context/ignore';
import { isAbort, Problem } from '../../../../core/problem';
import type { ContextEntry } from './contextEntries';
import { contextEntries } from './contextEntries';

export interface PackedContext {
  /** The Dockerfile's name in the archive. */
  readonly dockerfile: string;
  /** Files are streamed as fast as the engine takes them. */
  pack(into: Pack, sent: SentTeller, signal: AbortSignal): Promise<void>;
}

/** Told how many bytes of files went so far. */
export type SentTeller = (bytes: number, isAll: boolean) => void;

const ignoreFile = '.dockerignore';
/** The name of a Dockerfile that lies elsewhere, or that COPY must not see. */
const ownName = '.longshore.dockerfile';

/** What is in force, and what lies in the context itself. */
export async function ignoreRulesOf({
  context,
  dockerfile,
}: ImageBuild): Promise<{ readonly rules: IgnoreRules; readonly own: string | undefined }> {
  const own = await textOf(`${context}/${ignoreFile}`);
  return { rules: readIgnoreRules((await textOf(`${dockerfile}${ignoreFile}`)) ?? own ?? ''), own };
}

export async function packedContext(
  build: ImageBuild,
  builder: 'buildkit' | 'classic',
): Promise<PackedContext> {
  const { context, dockerfile } = build;
  const { rules, own } = await ignoreRulesOf(build);
  const inside = isInside(dockerfile, context) ? dockerfile.slice(context.length).replace(/^\/+/, '') : '';
  const isSent = inside !== '' && !rules.isIgnored(inside);
  const name = inside === '' || (!isSent && builder === 'classic') ? ownName : inside;
  // The classic builder takes away again what this file names, and itself when it says so. BuildKit leaves it all.
  const hiding =
    isSent || builder === 'buildkit'
      ? undefined
      : [...(own === undefined ? [ignoreFile] : [own]), ownName].join('\n');
  return {
    dockerfile: name,
    pack: async (into, sent, signal) => {
      let bytes = 0;
      const count = (more: number): void => sent((bytes += more), false);
      if (!isSent) into.entry({ name }, await readFile(dockerfile));
      if (hiding !== undefined) into.entry({ name: ignoreFile }, hiding);
      for await (const entry of contextEntries(context, rules, signal))
        if (hiding === undefined || entry.path !== ignoreFile) await add(into, entry, count, signal);
      into.finalize();
      sent(bytes, true);
    },
  };
}

const textOf = async (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

async function add(
  into: Pack,
  { path, absolute, kind, stats }: ContextEntry,
  count: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const header = { name: path, mode: modeOf(stats.mode), mtime: stats.mtime, uid: 0, gid: 0 };
  try {
    if (kind === 'folder') into.entry({ ...header, name: `${path}/`, type: 'directory' });
    else if (kind === 'link')
      into.entry({ ...header, type: 'symlink', linkname: (await readlink(absolute)).replaceAll('\\', '/') });
    else if (stats.size === 0) into.entry({ ...header, type: 'file' }, '');
    else {
      const file = into.entry({ ...header, type: 'file', size: stats.size });
      // A file that still grows must not break the archive: its first bytes are what was promised.
      const content = createReadStream(absolute, { end: stats.size - 1 });
      await pipeline(content, counted(count), file, { signal });
    }
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Problem(
      'file-unreadable',
      l10n.t(
        '{0} could not be read for the build. If no build needs it, name it in .dockerignore.',
        absolute,
      ),
      error,
    );
  }
}

const counted = (count: (bytes: number) => void): Transform =>
  new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      count(chunk.length);
      done(null, chunk);
    },
  });

/** Windows has no modes: everything may be run there, as Docker does it. */
const modeOf = (mode: number): number => (process.platform === 'win32' ? 0o755 : mode & 0o7777);
