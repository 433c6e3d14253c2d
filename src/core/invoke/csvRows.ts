/** Records of CSV as they were written, quotes and all; a quoted value may go over several lines. */
export function csvRecords(text: string): readonly string[] {
  const records: string[] = [];
  let record = '';
  for (const line of text.split(/\r?\n/)) {
    record = record === '' ? line : `${record}\n${line}`;
    // A quote within quotes is written twice, so an even number of them closes what was opened.
    if ((record.split('"').length - 1) % 2 === 1) continue;
    if (record.trim() !== '') records.push(record);
    record = '';
  }
  if (record.trim() !== '') records.push(record);
  return records;
}

/** The values of one record. */
export function csvValues(record: string): readonly string[] {
  const values: string[] = [];
  let rest = record;
  for (;;) {
    const [matched = '', quoted, bare] = /^\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?=,|$)/s.exec(rest) ?? [rest];
    values.push(quoted?.replaceAll('""', '"') ?? bare ?? matched);
    if (matched.length >= rest.length) return values;
    rest = rest.slice(matched.length + 1);
  }
}

/** Names of columns: words in the first record where the second has numbers. */
export function hasHeader([first, second]: readonly string[]): boolean {
  if (first === undefined || second === undefined) return false;
  const isNumber = (value: string): boolean => value.trim() !== '' && Number.isFinite(Number(value));
  return !csvValues(first).some(isNumber) && csvValues(second).some(isNumber);
}

/** One value, quoted where it has to be. */
export const csvValue = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
