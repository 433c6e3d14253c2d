// Between bytes and the values that filters and joins work on.
import * as l10n from '@vscode/l10n';
import type { JsonValue } from '../../json';
import { isList, isText } from '../../json';
import { broken } from '../records/tooLarge';
import { csvFields } from './csvFields';
import type { DataFormat } from './dataFormat';
import { exactText, parseExact } from './exactJson';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

/** Without their ends; the last one may have none. */
const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);

/** Each line is a value; JSON that is no list of lines is one value. */
export function valuesIn(text: string, format: DataFormat): readonly JsonValue[] {
  if (format === 'csv') return linesOf(text).map(csvFields);
  const whole = format === 'json' ? parseExact(text) : undefined;
  return whole === undefined ? linesOf(text).map(jsonOf) : [whole];
}

function jsonOf(line: string): JsonValue {
  const value = parseExact(line);
  if (value === undefined) throw broken(l10n.t('This is no JSON: {0}', line.slice(0, 200)));
  return value;
}

export function rowText(value: JsonValue, format: DataFormat): string {
  if (format !== 'csv') return exactText(value);
  return isList(value) ? value.map(fieldText).join(',') : fieldText(value);
}

const fieldText = (value: JsonValue): string => (isText(value) ? value : exactText(value));
