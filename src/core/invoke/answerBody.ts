import type { Answered } from './invoker';
import { bare, isJson, isJsonType } from './contentType';
import { csvRecords, csvValues } from './csvRows';

/** What came back, as somebody can read it. */
export type AnswerBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: ReadonlyArray<readonly string[]>; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' };

/** By what it is called, and by what it is: many containers call JSON text. */
export function bodyOf({ body, contentType }: Pick<Answered, 'body' | 'contentType'>): AnswerBody {
  if (body.length === 0) return { kind: 'empty' };
  const text = textOf(body);
  if (text === undefined) return { kind: 'binary' };
  if ((isJsonType(contentType) || /^\s*[[{]/.test(text)) && isJson(text))
    return { kind: 'json', text: JSON.stringify(JSON.parse(text), undefined, 2) };
  if (bare(contentType) !== 'text/csv') return { kind: 'text', text };
  return { kind: 'table', rows: csvRecords(text).map(csvValues), text };
}

/** Nothing when these bytes are no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes);
  return text.includes('\0') || text.includes('\uFFFD') ? undefined : text;
}
