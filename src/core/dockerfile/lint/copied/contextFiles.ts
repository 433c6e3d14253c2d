import type { Evidence, FileFact } from '../evidence';
import { Notes } from '../../text/notes';

/** The files of a build context that are sent, found quickly by folder. One for each Evidence. */
export interface ContextFiles {
  /** Undefined for what is not there or is ignored. */
  readonly find: (path: string) => FileFact | undefined;
  /** All files below a folder, or the whole context for `.`. */
  readonly below: (folder: string) => ReadonlyArray<readonly [path: string, fact: FileFact]>;
  readonly paths: readonly string[];
}

const known = new Notes<Evidence, ContextFiles>();

export function contextFiles(evidence: Evidence): ContextFiles {
  const before = known.get(evidence);
  if (before) return before;
  const sent = [...evidence.files].filter(([path]) => !evidence.isIgnored(path));
  const facts = new Map(sent);
  const paths = [...facts.keys()].toSorted(byUnits);
  const below = (folder: string): (readonly [string, FileFact])[] => {
    const prefix = folder === '.' ? '' : `${folder}/`;
    const found: (readonly [string, FileFact])[] = [];
    for (let at = firstNotBelow(paths, prefix); at < paths.length; at += 1) {
      const path = paths[at] ?? '';
      if (!path.startsWith(prefix)) break;
      const fact = facts.get(path);
      if (fact?.kind === 'file') found.push([path, fact]);
    }
    return found;
  };
  const result = { find: (path: string) => facts.get(path), below, paths };
  known.set(evidence, result);
  return result;
}

/** As `<` compares, not as a language sorts: what begins alike stands together. */
const byUnits = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function firstNotBelow(sorted: readonly string[], prefix: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
