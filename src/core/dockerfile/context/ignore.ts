import { cleanPath } from '../../paths';
import { skipSpace, trimEnd } from '../text/space';
import { compileGlob, type Glob } from './glob';

/** What a .dockerignore says. Paths are relative to the context, with forward slashes; case counts everywhere. */
export interface IgnoreRules {
  readonly isIgnored: (path: string) => boolean;
  /** There are `!` lines: something inside an ignored folder may be sent all the same. */
  readonly hasExceptions: boolean;
}

interface Pattern {
  readonly isException: boolean;
  readonly matches: Glob;
}

/** Lines that Docker refuses are left out: its own message about them is clear. */
export function readIgnoreRules(text: string): IgnoreRules {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(readPattern);
  const folders = new Map<string, readonly boolean[]>();

  /** As BuildKit walks: a pattern that matched a folder matches all that is in it, and the last match decides. */
  const judge = (path: string): { readonly ignored: boolean; readonly matched: readonly boolean[] } => {
    const above = matchedBy(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    let ignored = false;
    const matched = patterns.map(({ isException, matches }, index) => {
      const is = above[index] === true || (isException === ignored && matches(path));
      if (is) ignored = !isException;
      return is;
    });
    return { ignored, matched };
  };
  const matchedBy = (folder: string): readonly boolean[] => {
    if (folder === '') return [];
    const known = folders.get(folder);
    if (known) return known;
    const { matched } = judge(folder);
    folders.set(folder, matched);
    return matched;
  };

  return {
    isIgnored: (path) => {
      const inside = cleanPath(path, false);
      return inside !== '.' && patterns.length > 0 && judge(inside).ignored;
    },
    hasExceptions: patterns.some(({ isException }) => isException),
  };
}

/** Docker reads a line twice, first for the file and then for the matcher: `* /` is `* ` and then `*`. */
function readPattern(line: string): readonly Pattern[] {
  const text = cleanLine(line);
  if (text === '') return [];
  const isException = text.startsWith('!');
  const matches = text === '!' ? undefined : compileGlob(isException ? text.slice(1) : text);
  return matches ? [{ isException, matches }] : [];
}

function cleanLine(line: string): string {
  // Only a `#` at the very start makes a comment.
  const text = line.startsWith('#') ? '' : trim(line);
  const isException = text.startsWith('!');
  const path = isException ? trim(text.slice(1)) : text;
  const relative = clean(path).replace(/^\/(?=.)/, '');
  return clean(trim(isException ? `!${relative}` : relative));
}

const clean = (path: string): string => (path === '' ? '' : cleanPath(path, path.startsWith('/')));

function trim(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, trimEnd(text, start, text.length));
}
