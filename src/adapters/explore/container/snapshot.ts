import type { TreeChange, TreeEntry } from '../../../core/explore/tree';
import { sameEntry } from '../sameEntry';

/** Folders before what is in them. */
export type Snapshot = ReadonlyMap<string, TreeEntry>;

/** Changes of one event: a listener takes a few milliseconds for them. */
const changesAtOnce = 500;

/** What is to be told after a look, a few at a time. */
export function* compareSnapshots(before: Snapshot, now: Snapshot): Generator<readonly TreeChange[]> {
  let changes: TreeChange[] = [];
  for (const change of differences(before, now)) {
    changes.push(change);
    if (changes.length < changesAtOnce) continue;
    yield changes;
    changes = [];
  }
  if (changes.length > 0) yield changes;
}

function* differences(before: Snapshot, now: Snapshot): Generator<TreeChange> {
  for (const path of before.keys()) if (!now.has(path)) yield { path, entry: undefined };
  for (const [path, entry] of now) {
    const known = before.get(path);
    if (known && known.kind !== entry.kind) yield { path, entry: undefined };
    if (!known || !sameEntry(known, entry)) yield { path, entry };
  }
}
