import { applyEdits } from './applyFixes';
import type { FileEdit } from '../finding';

/** A file edit stays inside the context, whatever a rule says. */
export const staysInside = ({ path }: FileEdit): boolean =>
  path !== '' && !/^(?:[/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes('..');

/** The text of one file after its edits; undefined when they ask for no other text. The file may be absent. */
export function editedText(text: string | undefined, edits: readonly FileEdit[]): string | undefined {
  const created = edits.find((edit) => edit.kind === 'create');
  if (text === undefined) return created?.text;
  const replacements = edits
    .filter((edit) => edit.kind === 'replace')
    .filter(({ start, end }) => start >= 0 && start <= end && end <= text.length)
    .toSorted((left, right) => left.start - right.start)
    .filter((edit, index, all) => index === 0 || edit.start > (all[index - 1]?.end ?? 0));
  const replaced = applyEdits(text, replacements);
  const edited = edits.some(({ kind }) => kind === 'line-feeds')
    ? replaced.replaceAll('\r\n', '\n')
    : replaced;
  return edited === text ? undefined : edited;
}
