import * as l10n from '@vscode/l10n';
import type { Edit, Fix } from '../../../finding';
import { optMlPaths } from '../../../optMl';
import type { View } from '../../../view';
import type { Placed } from './placed';

/**
 * Writes another path here, and wherever else the Dockerfile has it unless SageMaker itself uses that path.
 * Programs may have the path too, so nobody should take this without looking.
 */
export function movePath(view: View, { path, raw, start }: Placed, target: string): readonly Fix[] {
  const at = raw.indexOf(path);
  if (at < 0) return [];
  const here = { start: start + at, end: start + at + path.length };
  const uses = optMlPaths.has(path) ? [here] : usesOf(view, path);
  const edits = uses.map((use): Edit => ({ start: use.start, end: use.end, text: target }));
  return [{ title: l10n.t('Move to {0}', target), edits, preferred: false }];
}

/** Where the Dockerfile has this path or something below it, comments left out. */
function usesOf({ dockerfile }: View, path: string): ReadonlyArray<{ start: number; end: number }> {
  const { comments, text } = dockerfile;
  const uses: { start: number; end: number }[] = [];
  for (let start = text.indexOf(path); start >= 0; start = text.indexOf(path, start + 1)) {
    const end = start + path.length;
    const isWhole = !/[\w.}-]/.test(text[start - 1] ?? ' ') && !/[\w-]/.test(text[end] ?? ' ');
    const isComment = comments.some((comment) => comment.start <= start && start < comment.end);
    if (isWhole && !isComment && !/^\.\w/.test(text.slice(end, end + 2))) uses.push({ start, end });
  }
  return uses;
}
