// Paths of the user's disk as core and app see them: absolute, with forward slashes on every system (`C:/work/a`).

export const joinPath = (folder: string, path: string): string =>
  path === '' || path === '.'
    ? folder
    : cleanAbsolute(folder.endsWith('/') ? folder + path : `${folder}/${path}`);

const startsAtRoot = (path: string): boolean => /^(?:\/|[a-z]:\/)/i.test(path);

/** A path as somebody types it in a folder. */
export const resolvePath = (folder: string, path: string): string =>
  startsAtRoot(path) ? cleanAbsolute(path) : joinPath(folder, path);

function cleanAbsolute(path: string): string {
  // `//server/share` of Windows is a root of its own.
  const isShare = /^\/\/[^/]/.test(path);
  return isShare ? `/${cleanPath(path, true)}` : cleanPath(path, true);
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  if (slash === 0) return '/';
  // The root of a drive keeps its slash.
  return slash === 2 && path[1] === ':' ? path.slice(0, 3) : path.slice(0, slash);
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** The folder and those above it up to the root, the nearest first. */
export function foldersUpTo(folder: string, root: string, limit: number): readonly string[] {
  const folders = [folder];
  let at = folder;
  while (folders.length < limit && at !== root && isInside(at, root) && folderOf(at) !== at) {
    at = folderOf(at);
    folders.push(at);
  }
  return folders;
}

/** From one folder to another: `.`, `..`, `../../src`. */
export function relativePath(from: string, to: string): string {
  const [left, right] = [from.split('/').filter(Boolean), to.split('/').filter(Boolean)];
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared += 1;
  const path = [...left.slice(shared).map(() => '..'), ...right.slice(shared)].join('/');
  return path === '' ? '.' : path;
}

const clean = /^(?:\/[^/.:][^/]*)+$/;

/** A path without `.`, `..` and doubled slashes; an absolute one cannot climb above the root. */
export function cleanPath(path: string, isAbsolute: boolean): string {
  if (isAbsolute && clean.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolute) parts.push(part);
  }
  const joined = parts.join('/');
  if (!isAbsolute) return joined === '' ? '.' : joined;
  return /^[a-zA-Z]:/.test(joined) ? joined : `/${joined}`;
}
