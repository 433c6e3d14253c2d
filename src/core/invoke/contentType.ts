/** The types that models are sent most, with the endings of files that hold them. */
const known: ReadonlyArray<readonly [type: string, ...endings: readonly string[]]> = [
  ['application/json', 'json'],
  ['application/jsonlines', 'jsonl', 'ndjson'],
  ['text/csv', 'csv'],
  ['application/x-npy', 'npy'],
  ['application/x-npz', 'npz'],
  ['application/x-parquet', 'parquet'],
  ['image/png', 'png'],
  ['image/jpeg', 'jpg', 'jpeg'],
  ['audio/wav', 'wav'],
  ['text/libsvm', 'libsvm', 'svm'],
  ['text/plain', 'txt'],
  ['application/octet-stream', 'bin'],
];

export const contentTypes: readonly string[] = known.map(([type]) => type);

/** By the ending of a file's name. */
export function contentTypeOf(fileName: string): string {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return known.find(([, ...endings]) => endings.includes(ending))?.[0] ?? 'application/octet-stream';
}

/** Of what somebody typed or selected: JSON when it is JSON, else rows of values, else words. */
export function contentTypeOfText(text: string): string {
  if (isJson(text)) return 'application/json';
  const lines = text.trim().split(/\r?\n/);
  if (lines.length > 1 && lines.every(isJson)) return 'application/jsonlines';
  return text.includes(',') ? 'text/csv' : 'text/plain';
}

export const endingOf = (type: string): string => known.find(([each]) => each === bare(type))?.[1] ?? 'bin';

/** Without its parameters, as `; charset=utf-8`. */
export const bare = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();

export const isJsonType = (type: string): boolean => /^application\/(?:[\w.-]+\+)?json$/.test(bare(type));

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
