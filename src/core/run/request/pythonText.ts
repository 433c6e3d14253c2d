import type { JsonValue } from '../../json';
import { isList, isObject } from '../../json';

/** A value as Python writes it. JSON's escapes are Python's too. */
export function pythonValue(value: JsonValue, indent = ''): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isList(value))
    return block(
      ['[', ']'],
      value.map((each) => pythonValue(each, `${indent}    `)),
      indent,
    );
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  return block(
    ['{', '}'],
    entries.map(([key, each]) => `${JSON.stringify(key)}: ${pythonValue(each, `${indent}    `)}`),
    indent,
  );
}

/** `name(a=1, b=2)` over several lines; what is undefined is left out. */
export function pythonCall(
  name: string,
  values: Readonly<Record<string, string | undefined>>,
  indent = '',
): string {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${value}`],
  );
  return name + block(['(', ')'], given, indent);
}

function block([open, close]: readonly [string, string], parts: readonly string[], indent: string): string {
  const line = parts.join(', ');
  if (line.length < 60 && !line.includes('\n')) return `${open}${line}${close}`;
  return `${open}\n${parts.map((part) => `${indent}    ${part},\n`).join('')}${indent}${close}`;
}
