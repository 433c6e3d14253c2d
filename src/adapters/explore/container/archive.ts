import { setImmediate } from 'node:timers/promises';
import type { TreeEntry } from '../../../core/explore/tree';
import { tarEntry, tarPath, visitTar } from '../archive/tarEntries';
import { pause } from '../pause';
import type { Box } from './box';
import { boxState } from './box';
import { packOfBox } from './boxArchive';
import type { ShellLook } from './shell';
import type { Snapshot } from './snapshot';
import { compareSnapshots } from './snapshot';

/** Milliseconds. */
const interval = 5_000;
/** Bytes of one look: the engine sends all content to tell the names. */
const mostBytes = 256 * 1024 ** 2;

/** What the engine packs, once of a container that has ended, and again and again of one that runs. */
export async function followByArchive({ box, limit, tell }: ShellLook, signal: AbortSignal): Promise<void> {
  let known: Snapshot = new Map();
  let whole: boolean | undefined;
  for (;;) {
    const began = Date.now();
    const { running } = await boxState(box, signal);
    const found = await look(box, limit, signal);
    for (const changes of compareSnapshots(known, found.entries)) {
      tell({ kind: 'changes', changes });
      await setImmediate();
    }
    if (whole !== found.whole) tell({ kind: 'scanned', whole: found.whole });
    ({ entries: known, whole } = found);
    // Long looks are a burden for the engine.
    if (running) await pause(Math.max(interval, 5 * (Date.now() - began)), signal);
    if (!running || signal.aborted) return;
  }
}

async function look(
  box: Box,
  limit: number,
  signal: AbortSignal,
): Promise<{ readonly entries: Snapshot; readonly whole: boolean }> {
  const entries = new Map<string, TreeEntry>();
  const pack = await packOfBox(box, '', signal);
  if (!pack) return { entries, whole: true };
  let whole = true;
  let bytes = 0;
  try {
    await visitTar(
      pack,
      [],
      async (header) => {
        const path = belowRoot(header.name);
        if (entries.size >= limit || bytes > mostBytes) return (whole = false);
        if (path !== undefined) entries.set(path, tarEntry(header));
        bytes += header.size ?? 0;
        return true;
      },
      signal,
    );
  } finally {
    pack.destroy();
  }
  return { entries, whole };
}

/** The names begin with that of the root itself. */
function belowRoot(name: string): string | undefined {
  const path = tarPath(name);
  const slash = path?.indexOf('/') ?? -1;
  return slash < 0 ? undefined : path?.slice(slash + 1);
}
