import * as l10n from '@vscode/l10n';
import { nameOf } from '../../paths';
import { Problem } from '../../problem';
import type { Payload, PayloadFile } from '../ports';
import { loadLimits } from './loadStep';

export interface PayloadChoice {
  /** Instead of what the name of a file says. */
  readonly contentType?: string;
  /** The rows of CSV and of JSON Lines are one request, as they stand in the file. */
  readonly whole: boolean;
  /** The first row of CSV has names. */
  readonly header: boolean;
}

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/json',
  ndjson: 'application/json',
  txt: 'text/plain',
  npy: 'application/x-npy',
  libsvm: 'text/x-libsvm',
  parquet: 'application/x-parquet',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};

const isRows = (ending: string): boolean => ending === 'csv' || ending === 'jsonl' || ending === 'ndjson';

/** One request for each file; for each row of CSV and JSON Lines. */
export function payloadsOf(files: readonly PayloadFile[], choice: PayloadChoice): readonly Payload[] {
  const payloads = files.flatMap((file) => payloadsIn(file, choice));
  if (payloads.length === 0) throw new Problem('data-missing', l10n.t('There is nothing to send.'));
  if (payloads.length > loadLimits.payloads)
    throw new Problem('bad-usage', l10n.t('{0} payloads are the most that take turns.', loadLimits.payloads));
  const tooLarge = payloads.find(({ body }) => body.length > loadLimits.payload);
  if (tooLarge)
    throw new Problem('bad-usage', l10n.t('{0} is larger than the 25 MB that hosting takes.', tooLarge.name));
  if (payloads.reduce((sum, { body }) => sum + body.length, 0) > loadLimits.payloadBytes)
    throw new Problem('bad-usage', l10n.t('The payloads are larger than 256 MB together.'));
  return payloads;
}

function payloadsIn({ path, bytes }: PayloadFile, choice: PayloadChoice): readonly Payload[] {
  const name = nameOf(path);
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const lines = ending === 'jsonl' || ending === 'ndjson' ? 'application/jsonlines' : undefined;
  const known = (choice.whole ? lines : undefined) ?? types[ending] ?? 'application/octet-stream';
  const contentType = choice.contentType ?? known;
  if (choice.whole || !isRows(ending)) return [{ name, contentType, body: bytes }];
  const rows = rowsOf(bytes, ending === 'csv');
  return rows
    .slice(ending === 'csv' && choice.header ? 1 : 0)
    .map(({ body, line }) => ({ name: `${name}:${line}`, contentType, body }));
}

const [newline, carriage, quote] = [10, 13, 34];

interface PlacedRow {
  readonly body: Uint8Array;
  /** Where it begins, from 1. */
  readonly line: number;
}

/** Rows without their ends, and without empty ones. A quoted cell of CSV may have several lines. */
function rowsOf(bytes: Uint8Array, quotes: boolean): readonly PlacedRow[] {
  const rows: PlacedRow[] = [];
  let [from, line, first, inQuotes] = [0, 1, 1, false];
  const end = (at: number): void => {
    const until = bytes[at - 1] === carriage && at > from ? at - 1 : at;
    if (until > from) rows.push({ body: bytes.slice(from, until), line: first });
    from = at + 1;
    first = line + 1;
  };
  for (let at = 0; at < bytes.length; at += 1) {
    if (quotes && bytes[at] === quote) inQuotes = !inQuotes;
    if (bytes[at] !== newline) continue;
    if (!inQuotes) end(at);
    line += 1;
  }
  end(bytes.length);
  return rows;
}
