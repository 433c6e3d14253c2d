import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, symlink } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import type { Headers } from 'tar-stream';
import { extract } from 'tar-stream';
import { Problem } from '../../core/problem';
import { codeOf } from '../field';

interface Target {
  readonly archive: string;
  readonly root: string;
  /** Where symbolic links were made. */
  readonly links: Set<string>;
}

/** Unpacks what may come from anywhere: names, links and kinds of entries that lead out of the folder are refused. */
export async function unpack(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const target: Target = { archive, root: resolve(folder), links: new Set() };
  await mkdir(target.root, { recursive: true });
  const tar = extract();
  tar.on('entry', (header, content, goOn) => void put(header, content, target).then(goOn, goOn));
  try {
    await pipeline(createReadStream(archive), createGunzip(), tar, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw isBroken(error)
      ? new Problem('bad-model', l10n.t('{0} is no whole tar.gz archive.', archive), error)
      : error;
  }
}

async function put(header: Headers, content: Readable, target: Target): Promise<void> {
  const path = placeIn(target, header.name);
  if (path === undefined) throw escapes(target.archive, header.name);
  if (header.type === 'directory' || path === target.root) await mkdir(path, { recursive: true });
  else {
    await mkdir(dirname(path), { recursive: true });
    await putFile(header, content, { path, target });
  }
  content.resume();
}

async function putFile(
  { type, name, linkname, mode }: Headers,
  content: Readable,
  { path, target }: { readonly path: string; readonly target: Target },
): Promise<void> {
  const leadsTo = linkname ?? '';
  if (type === 'file' || type === 'contiguous-file')
    return pipeline(content, createWriteStream(path, { mode: ((mode ?? 0o644) & 0o777) | 0o600 }));
  if (type === 'symlink') {
    if (leadsTo.startsWith('/') || placeIn(target, join(dirname(name), leadsTo)) === undefined)
      throw escapes(target.archive, name);
    await symlink(leadsTo, path);
    return void target.links.add(keyOf(path));
  }
  if (type === 'link') {
    const from = placeIn(target, leadsTo);
    if (from === undefined) throw escapes(target.archive, name);
    return link(from, path);
  }
  throw new Problem(
    'bad-model',
    l10n.t('{0} holds {1}, which is neither a file nor a folder.', target.archive, name),
  );
}

/** Nothing for what lies outside, or is or lies behind a link of the archive, which leads anywhere. */
function placeIn({ root, links }: Target, name: string): string | undefined {
  if (name.includes('\0') || (process.platform === 'win32' && /[:\\]/.test(name))) return undefined;
  const path = resolve(root, name);
  if (path !== root && !path.startsWith(root + sep)) return undefined;
  for (let at = path; at.length > root.length; at = dirname(at)) if (links.has(keyOf(at))) return undefined;
  return path;
}

/** Disks differ in which names are the same to them. */
const keyOf = (path: string): string => path.normalize('NFC').toLowerCase();

const escapes = (archive: string, name: string): Problem =>
  new Problem(
    'bad-model',
    l10n.t(
      '{0} holds {1}, which leads out of the folder of the model. Pack it again with plain files.',
      archive,
      name,
    ),
  );

/** zlib has codes for what is no gzip, or not whole; the reader of tars has words alone. */
const isBroken = (error: unknown): boolean =>
  codeOf(error).startsWith('Z_') ||
  (error instanceof Error && /tar header|tar format|unexpected end/i.test(error.message));
