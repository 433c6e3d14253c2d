/** Of text whose words only the parser knows. */
export const anything = '\0';

/**
 * Shell text as its words read: without quotes, escapes and continued lines. Whatever a word says stands in it, so
 * that a pattern without quotes and backslashes which is not found here is in no word either.
 */
export function wordsText(text: string): string {
  if (!/['"\\]/.test(text)) return text;
  // `$'\x61'` may stand for any word.
  return text.includes("$'") || text.includes('$"') ? anything : text.replaceAll(/\\\n|['"\\]/g, '');
}
