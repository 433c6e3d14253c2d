import type { Mutability } from './ports';

/** May this tag be pushed again with another image? */
export function isTagMutable({ mutable, exceptions }: Mutability, tag: string): boolean {
  return exceptions.some((pattern) => matches(pattern, tag)) ? !mutable : mutable;
}

/** A `*` stands for any characters, also none. */
function matches(pattern: string, tag: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return pattern === tag;
  if (!tag.startsWith(first) || !tag.endsWith(last) || tag.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = tag.indexOf(part, at);
    if (found < 0 || found + part.length > tag.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
