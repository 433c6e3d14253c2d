import { isList } from '../json';
import type { JsonValue } from '../json';

export interface Entry {
  readonly key: string;
  readonly value: JsonValue;
  /** What is said above it; lines of their own. */
  readonly comment?: string;
  /** Written as a comment, to be switched on. */
  readonly off?: true;
}

/** The text of a file with comments. */
export function fileText(head: readonly string[], entries: readonly Entry[]): string {
  const last = entries.findLastIndex(({ off }) => !off);
  const blocks = entries.map((entry, index) => entryText(entry, index === last));
  return [...head.map((line) => `// ${line}`.trimEnd()), '{', blocks.join('\n\n'), '}', ''].join('\n');
}

function entryText({ key, value, comment, off }: Entry, isLast: boolean): string {
  const text = `${JSON.stringify(key)}: ${valueText(value)}${isLast ? '' : ','}`;
  const lines = [
    ...(comment === undefined ? [] : comment.split('\n').map((line) => `// ${line}`)),
    ...text.split('\n').map((line) => (off ? `// ${line}` : line)),
  ];
  return lines.map((line) => `  ${line}`.trimEnd()).join('\n');
}

/** Short lists stay on their line. */
function valueText(value: JsonValue): string {
  if (isList(value) && value.every((each) => typeof each !== 'object')) {
    const line = `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
    if (line.length < 80) return line;
  }
  return JSON.stringify(value, undefined, 2);
}
