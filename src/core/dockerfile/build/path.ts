/** Is it this folder, or in it? Both are clean and absolute. */
export const isBelow = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`);

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
