import { type ParseError, parse } from 'jsonc-parser';
import type { ObjectPlace } from '../../aws/ports';
import type { JsonValue } from '../../json';
import { isList, isText, textAt } from '../../json';
import { parseS3 } from './s3Place';

export interface Manifest {
  readonly prefix: ObjectPlace;
  /** Whole keys. */
  readonly keys: readonly string[];
}

/** `[{"prefix": "s3://bucket/some/"}, "a.csv", "b.csv"]`; names are appended to the prefix as they are. */
export function readManifest(text: string): Manifest | undefined {
  const errors: ParseError[] = [];
  const content: JsonValue | undefined = parse(text, errors);
  if (errors.length > 0 || !isList(content)) return undefined;
  const [head, ...names] = content;
  const prefix = parseS3(textAt(head, 'prefix') ?? '');
  if (!prefix || !names.every(isText)) return undefined;
  return { prefix, keys: names.map((name) => prefix.key + name) };
}
