import { setImmediate } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { TreeEntry, TreeEvent } from '../../../core/explore/tree';
import { pause } from '../pause';
import type { Box } from './box';
import type { Program } from './program';
import { runInBox } from './program';
import type { Snapshot } from './snapshot';
import { compareSnapshots } from './snapshot';

/** Milliseconds between looks; for large trees longer, so that no more than a fifth of the time is spent on them. */
const interval = 1_000;
const share = 5;

/**
 * Looks once for every line that it reads, and ends when there are no more. GNU's find tells all by itself, busybox'
 * needs stat; `ready` says which it is. A name with a line break is not told by the second.
 */
const script = String.raw`
if find / -maxdepth 0 -printf '' 2>/dev/null; then
  echo ready find
  while read -r line; do find "$1/" -mindepth 1 -printf '%y %s %T@ %p\0' 2>/dev/null; printf 'end\0'; done
elif stat -c %f / >/dev/null 2>&1 && find / -maxdepth 0 >/dev/null 2>&1; then
  echo ready stat
  while read -r line; do find "$1/" -mindepth 1 -exec stat -c '%f %s %Y %n' {} + 2>/dev/null; echo end; done
fi`;

export interface ShellLook {
  readonly box: Box;
  readonly limit: number;
  readonly tell: (event: TreeEvent) => void;
}

/** Follows until the container ends, or says why it cannot be done so. `begun` when it works. */
export async function followByShell(
  { box, limit, tell }: ShellLook,
  begun: () => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  const program = await runInBox(box, ['sh', '-c', script, 'sh', box.root], signal);
  try {
    const pieces = records(program.output);
    const first = await pieces.next();
    const kind = first.done === true ? '' : first.value;
    if (kind !== 'ready find' && kind !== 'ready stat') {
      signal.throwIfAborted();
      return (await program.failure()) ?? l10n.t('it has neither find nor stat');
    }
    begun();
    await keepLooking({ box, limit, tell }, program, pieces, signal);
    return undefined;
  } finally {
    program.close();
  }
}

async function keepLooking(
  { box, limit, tell }: ShellLook,
  program: Program,
  lines: AsyncGenerator<string>,
  signal: AbortSignal,
): Promise<void> {
  let known: Snapshot = new Map();
  let whole: boolean | undefined;
  for (;;) {
    const began = Date.now();
    program.write('\n');
    const found = await look(lines, box.root, limit);
    if (!found) return;
    for (const changes of compareSnapshots(known, found.entries)) {
      tell({ kind: 'changes', changes });
      await setImmediate();
    }
    if (whole !== found.whole) tell({ kind: 'scanned', whole: found.whole });
    ({ entries: known, whole } = found);
    await pause(Math.max(interval, share * (Date.now() - began)), signal);
  }
}

/** One look; nothing when the program ended before its end. */
async function look(
  lines: AsyncGenerator<string>,
  root: string,
  limit: number,
): Promise<{ readonly entries: Snapshot; readonly whole: boolean } | undefined> {
  const entries = new Map<string, TreeEntry>();
  let whole = true;
  for (;;) {
    const line = await lines.next();
    if (line.done === true) return undefined;
    if (line.value === 'end') return { entries, whole };
    const found = parse(line.value, root);
    whole &&= entries.size < limit;
    if (found && whole) entries.set(...found);
  }
}

/** What stands between line breaks or zeros. */
async function* records(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let separator = '\n';
  for await (const piece of pieces) {
    const all = (rest + decoder.decode(piece, { stream: true })).split(separator);
    rest = all.pop() ?? '';
    for (const record of all) {
      if (record === 'ready find') separator = '\0';
      yield record;
    }
  }
}

/** `f 12 1700000000.5 /opt/ml/a`, or with the mode in hexadecimal numbers `81a4 12 1700000000 /opt/ml/a`. */
function parse(line: string, root: string): readonly [string, TreeEntry] | undefined {
  const {
    type = '',
    bytes,
    modified,
    path = '',
  } = /^(?<type>[a-z]|[0-9a-f]{4}) (?<bytes>\d+) (?<modified>[\d.]+) (?<path>[^]*)$/.exec(line)?.groups ?? {};
  const inner = path.slice(root.length).replace(/^\/+/, '');
  if (!path.startsWith(root) || inner === '') return undefined;
  const kind = kinds[type.length === 1 ? type : (type[0] ?? '')] ?? 'other';
  return [inner, { kind, bytes: kind === 'file' ? Number(bytes) : 0, modified: Number(modified) * 1000 }];
}

/** The letters of find, and the first digit of a mode. */
const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  f: 'file',
  d: 'folder',
  l: 'link',
  '8': 'file',
  '4': 'folder',
  a: 'link',
};
