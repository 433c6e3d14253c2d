import type { Edit, FileEdit, Finding, Fix } from '../finding';

export interface Applied {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixedText {
  readonly text: string;
  readonly applied: readonly Applied[];
  /** What is to be done to other files, each once. */
  readonly files: readonly FileEdit[];
}

/** So many rounds at most; a fix that needs more never comes to rest. */
const rounds = 20;

/** From the back to the front, so that offsets stay true. The edits must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = text.length;
  for (const edit of edits.toSorted((left, right) => right.start - left.start || right.end - left.end)) {
    parts.push(text.slice(edit.end, at), edit.text);
    at = edit.start;
  }
  return [...parts, text.slice(0, at)].toReversed().join('');
}

/** The preferred fixes that can be applied together: the first of two that touch each other wins, the other waits. */
export function chooseFixes(text: string, findings: readonly Finding[]): readonly Applied[] {
  const chosen: Applied[] = [];
  // In the order of the text. As they do not overlap, they end in this order too.
  const taken: Edit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ preferred }) => preferred);
    if (!fix || !isSound(text, fix.edits) || fix.edits.some((edit) => touchesOne(edit, taken))) continue;
    chosen.push({ finding, fix });
    for (const edit of fix.edits.toSorted((left, right) => left.start - right.start))
      taken.splice(firstBehind(taken, edit), 0, edit);
  }
  return chosen;
}

/** Of the edits in order, those that end before it and begin behind it are far away. */
function touchesOne(edit: Edit, taken: readonly Edit[]): boolean {
  for (let at = firstFrom(taken, ({ end }) => end >= edit.start); at < taken.length; at += 1) {
    const other = taken[at];
    if (other === undefined || other.start > edit.end) return false;
    if (touch(edit, other)) return true;
  }
  return false;
}

const firstBehind = (taken: readonly Edit[], { start, end }: Edit): number =>
  firstFrom(taken, (other) => other.start > start || (other.start === start && other.end > end));

/** The first place from which on all are so. */
function firstFrom(edits: readonly Edit[], isSo: (edit: Edit) => boolean): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const edit = edits[middle];
    if (edit !== undefined && isSo(edit)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Fixes again what is found after each round, until nothing is left that a preferred fix could mend. */
export function fixUntilAtRest(text: string, find: (text: string) => readonly Finding[]): FixedText {
  const applied: Applied[] = [];
  const files = new Map<string, FileEdit>();
  const seen = new Set([text]);
  let current = text;
  for (let round = 0; round < rounds; round += 1) {
    const isNew = ({ fix }: Applied): boolean =>
      fix.edits.length > 0 || (fix.files ?? []).some((file) => !files.has(keyOf(file)));
    const chosen = chooseFixes(current, find(current)).filter(isNew);
    if (chosen.length === 0) break;
    const next = applyEdits(
      current,
      chosen.flatMap(({ fix }) => fix.edits),
    );
    // Two fixes that undo each other would go round for ever.
    if (next !== current && seen.has(next)) break;
    seen.add(next);
    current = next;
    applied.push(...chosen);
    for (const file of chosen.flatMap(({ fix }) => fix.files ?? [])) files.set(keyOf(file), file);
  }
  return { text: current, applied, files: [...files.values()] };
}

const keyOf = (file: FileEdit): string => JSON.stringify(file);

/** Within the text, and no two of them touching. */
function isSound(text: string, edits: readonly Edit[]): boolean {
  const sorted = edits.toSorted((left, right) => left.start - right.start);
  return sorted.every((edit, index) => {
    const next = sorted[index + 1];
    return edit.start >= 0 && edit.start <= edit.end && edit.end <= (next?.start ?? text.length);
  });
}

/** Do they share text, or insert at the same place? Then their order would decide. */
const touch = (left: Edit, right: Edit): boolean =>
  left.start === right.start ||
  (left.start < right.end && right.start < left.end) ||
  isAtEdge(left, right) ||
  isAtEdge(right, left);

const isAtEdge = (insertion: Edit, other: Edit): boolean =>
  insertion.start === insertion.end && insertion.start >= other.start && insertion.start <= other.end;
