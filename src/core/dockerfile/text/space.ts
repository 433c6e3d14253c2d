// Two notions of white space live in BuildKit: Go's unicode.IsSpace where lines and words are trimmed, and
// the narrower set of its regular expression where arguments are split. JavaScript's \s is neither.

const tab = 9;
const newline = 10;
const carriageReturn = 13;
const space = 32;

/** Go's unicode.IsSpace; unlike \s it has U+0085 and lacks U+FEFF. */
export function isSpace(code: number): boolean {
  if (code <= space) return code === space || (code >= tab && code <= carriageReturn);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** What separates a keyword from its arguments, and the arguments of COPY, FROM and EXPOSE. */
export const isBlank = (code: number): boolean =>
  code === space || (code >= tab && code <= carriageReturn && code !== newline);

export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== space && !isSpace(code)) break;
  }
  return at;
}

/** The end of the text after its trailing white space is dropped. */
export function trimEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
