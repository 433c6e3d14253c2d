import { type ParseError, parse } from 'jsonc-parser';
import type { JsonValue } from '../json';
import { isList, isText, textAt } from '../json';
import { folderOf, resolvePath } from '../paths';

export interface InputManifest {
  /** `s3://…`, to which names are appended as they are, or a folder. */
  readonly prefix: string;
  readonly names: readonly string[];
}

/** A folder counts from the manifest. Names that lead out of it are no names. */
export function readInputManifest(text: string, path: string): InputManifest | undefined {
  const errors: ParseError[] = [];
  const content: JsonValue | undefined = parse(text, errors);
  if (errors.length > 0 || !isList(content)) return undefined;
  const [head, ...names] = content;
  const prefix = textAt(head, 'prefix');
  if (prefix === undefined || !names.every(isText)) return undefined;
  if (names.some((name) => name.split('/').includes('..'))) return undefined;
  const isStored = prefix.startsWith('s3://');
  return { prefix: isStored ? prefix : resolvePath(folderOf(path), prefix.replace(/^file:\/\//, '')), names };
}
