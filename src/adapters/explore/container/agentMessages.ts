import type { TreeChange, TreeEntry } from '../../../core/explore/tree';
import { field } from '../../field';

export interface AgentMessage {
  readonly message: unknown;
  readonly payload: Buffer;
}

/** One line of JSON, and after it so many bytes as it says; cut anywhere. */
export async function* readMessages(pieces: AsyncIterable<Buffer>): AsyncGenerator<AgentMessage> {
  let rest = Buffer.alloc(0);
  let waiting: { readonly message: unknown; readonly bytes: number; readonly parts: Buffer[] } | undefined;
  let missing = 0;
  for await (const piece of pieces) {
    let at = piece;
    while (at.length > 0) {
      if (waiting) {
        const part = at.subarray(0, missing);
        waiting.parts.push(part);
        missing -= part.length;
        at = at.subarray(part.length);
        if (missing > 0) continue;
        yield { message: waiting.message, payload: Buffer.concat(waiting.parts) };
        waiting = undefined;
        continue;
      }
      const end = at.indexOf(10);
      if (end < 0) {
        rest = Buffer.concat([rest, at]);
        break;
      }
      const line = Buffer.concat([rest, at.subarray(0, end)]).toString();
      rest = Buffer.alloc(0);
      at = at.subarray(end + 1);
      // Where there is no such program, the engine writes its own words in place of it.
      if (!line.startsWith('{')) continue;
      const message: unknown = JSON.parse(line);
      const bytes = field(message, 'bytes');
      missing = typeof bytes === 'number' ? bytes : 0;
      if (missing > 0) waiting = { message, bytes: missing, parts: [] };
      else yield { message, payload: Buffer.alloc(0) };
    }
  }
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = { f: 'file', d: 'folder', l: 'link', o: 'other' };

/** `[kind, bytes, modified]` */
export function agentEntry(value: unknown): TreeEntry | undefined {
  if (!Array.isArray(value)) return undefined;
  const [kind, bytes, modified]: readonly unknown[] = value;
  return { kind: kinds[String(kind)] ?? 'other', bytes: Number(bytes), modified: Number(modified) };
}

/** `[path]` for what is gone, `[path, kind, bytes, modified]` for what is there. */
export function agentChanges(value: unknown): readonly TreeChange[] {
  if (!Array.isArray(value)) return [];
  return value.map((each: unknown) => {
    const [path, ...entry]: readonly unknown[] = Array.isArray(each) ? each : [];
    return { path: String(path), entry: entry.length === 0 ? undefined : agentEntry(entry) };
  });
}
