import type { Word } from '../../../../syntax';
import type { View } from '../../../view';
import { contextSources } from '../../build/context/contextSources';
import { Notes } from '../../../../text/notes';

/** A text file that comes into some stage, and the word that brings it. */
export interface CopiedText {
  readonly path: string;
  readonly text: string;
  readonly word: Word;
}

const texts = new Notes<View, readonly CopiedText[]>();

/** Each file once, with the first word that brings it; none without evidence. */
export function copiedTexts(view: View): readonly CopiedText[] {
  let found = texts.get(view);
  if (found === undefined) {
    found = readTexts(view);
    texts.set(view, found);
  }
  return found;
}

function readTexts(view: View): readonly CopiedText[] {
  const { evidence } = view;
  if (evidence === undefined) return [];
  const found = new Map<string, CopiedText>();
  for (const { word, path: source } of contextSources(view)) {
    for (const [path, { text }] of evidence.files) {
      if (text === undefined || found.has(path) || evidence.isIgnored(path)) continue;
      if (source === '.' || path === source || path.startsWith(`${source}/`))
        found.set(path, { path, text, word });
    }
  }
  return [...found.values()];
}
