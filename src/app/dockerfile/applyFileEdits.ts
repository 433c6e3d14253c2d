import { joinPath } from '../../core/paths';
import { editedText, staysInside } from '../../core/dockerfile/lint/edit/fileEdits';
import type { FileEdit } from '../../core/dockerfile/lint/finding';
import type { Files } from '../../core/ports';
import type { Gathered } from './gatherEvidence';

const textBytes = 256 * 1024;

/** Changes the other files of a context on disk; a file that is no more what the rules saw is left alone. Gives the changed paths. */
export async function applyFileEdits(
  files: Files,
  { folder, evidence }: Gathered,
  edits: readonly FileEdit[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of edits.filter(staysInside))
    byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const changed: string[] = [];
  for (const [path, ours] of byPath) {
    const place = joinPath(folder, path);
    const isThere = (await files.stat(place, signal)) !== undefined;
    const text = isThere ? await files.read(place, textBytes, signal) : undefined;
    const isAsSeen = text === evidence.files.get(path)?.text && isThere === (text !== undefined);
    const edited = isAsSeen ? editedText(text, ours) : undefined;
    if (edited !== undefined) await files.write(place, edited, signal);
    const marks = (isThere || edited !== undefined) && ours.some(({ kind }) => kind === 'executable');
    if (marks) await files.makeExecutable(place, signal);
    if (marks || edited !== undefined) changed.push(path);
  }
  return changed;
}
