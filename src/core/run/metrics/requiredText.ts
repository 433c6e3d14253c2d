/**
 * The longest text that every match of an expression contains, empty when none is certain. Looking for it first makes
 * most lines cheap. Groups and classes are passed over, so what is found is never too much.
 */
export function requiredText({ source, flags }: RegExp): string {
  if (flags.includes('i')) return '';
  let longest = '';
  let run = '';
  const close = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (let at = 0; at < source.length;) {
    const part = partAt(source, at);
    if (part === undefined) return '';
    const [quantifier = ''] = /^(?:[*+?]|\{\d*,?\d*\})\??/.exec(source.slice(part.end)) ?? [];
    if (part.text === undefined || (quantifier !== '' && !quantifier.startsWith('+'))) close();
    else run += part.text;
    if (quantifier !== '') close();
    at = part.end + quantifier.length;
  }
  close();
  return longest;
}

interface Part {
  readonly end: number;
  /** What it matches, if that is always the same. */
  readonly text?: string;
}

/** Nothing for what this does not follow: alternatives, and what is not closed. */
function partAt(source: string, at: number): Part | undefined {
  const character = source[at] ?? '';
  switch (character) {
    case '|':
      return undefined;
    case '\\': {
      const escaped = source[at + 1] ?? '';
      return /[\w\s]/.test(escaped) ? escapeAt(source, at) : { end: at + 2, text: escaped };
    }
    case '[':
    case '(': {
      const end = closing(source, at);
      return end === undefined ? undefined : { end };
    }
    case '.':
    case '^':
    case '$':
      return { end: at + 1 };
    default:
      return { end: at + 1, text: character };
  }
}

/** `\d`, `\x41`, `\k<name>`: all match something that is not looked at here. */
function escapeAt(source: string, at: number): Part {
  const [text = ''] =
    /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|k<[^>]*>|c[A-Za-z]|\d+|.)/s.exec(source.slice(at)) ?? [];
  return { end: at + Math.max(2, text.length) };
}

function closing(source: string, start: number): number | undefined {
  let depth = 0;
  let inClass = false;
  for (let at = start; at < source.length; at += 1) {
    const character = source[at];
    if (character === '\\') at += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0 && !inClass) return at + 1;
  }
  return undefined;
}
