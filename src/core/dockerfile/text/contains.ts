/** Whether one of the words, given in small letters, is in the text in letters of any size. In long texts several times faster than an expression. */
export function containsAny(text: string, words: readonly string[]): boolean {
  const small = text.toLowerCase();
  return words.some((word) => small.includes(word));
}
