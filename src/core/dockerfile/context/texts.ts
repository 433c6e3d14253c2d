import type { WalkedEntry } from '../../ports';
import { nameOf } from '../../paths';

/** Bytes of one text, bytes of all of them, and how many. */
const oneLimit = 256 * 1024;
const allLimit = 8 * 1024 * 1024;
const countLimit = 500;

/** Scripts without an extension, among them `train` and `serve`, and the files that say how a server starts. */
const first =
  /^[\w-]+$|\.(?:sh|bash|conf|cfg|ini|toml|properties)$|^requirements.*\.txt$|^buildspec.*\.ya?ml$/i;
const second = /\.(?:py|R)$/i;

/** The texts that rules ask for, the likeliest first and the nearest before the deep, as far as the limits go. */
export function textsWorthReading(
  entries: readonly WalkedEntry[],
  isIgnored: (path: string) => boolean,
): readonly WalkedEntry[] {
  const wanted = entries.filter(
    ({ kind, bytes, leadsOut }) => kind === 'file' && !leadsOut && bytes <= oneLimit,
  );
  const named = (pattern: RegExp): readonly WalkedEntry[] =>
    wanted.filter(({ path }) => pattern.test(nameOf(path)) && !isIgnored(path));
  let bytes = 0;
  return [...named(first), ...named(second)]
    .slice(0, countLimit)
    .filter((entry) => (bytes += entry.bytes) <= allLimit);
}
