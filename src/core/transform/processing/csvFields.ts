/** The fields of a row as they are written, quotes and all: what is put together again is the same. */
export function csvFields(row: string): readonly string[] {
  const fields: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < row.length; at += 1) {
    // A doubled quote closes and opens again.
    if (row[at] === '"') quoted = !quoted;
    if (row[at] !== ',' || quoted) continue;
    fields.push(row.slice(start, at));
    start = at + 1;
  }
  return [...fields, row.slice(start)];
}
