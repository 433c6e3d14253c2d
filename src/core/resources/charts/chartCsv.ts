import { linesOf, type Line, type LiveChart } from './chartSet';
import { unitSign } from './unitText';

/** All values of all charts, a row for each time, as spreadsheets and pandas read it. */
export function chartCsv(charts: readonly LiveChart[]): string {
  const lines = charts.flatMap((chart) => linesOf(chart).map((line) => ({ ...line, chart })));
  const head = ['seconds', ...lines.map(({ chart, series }) => columnName(chart, series.label))];
  const rows = new Map<number, string[]>();
  lines.forEach((line, column) => addColumn(rows, line, column, lines.length));
  const body = [...rows].toSorted(([left], [right]) => left - right);
  const all = [head.map(quoted), ...body.map(([time, cells]) => [String(time), ...cells])];
  return all.map((cells) => `${cells.join(',')}\n`).join('');
}

function columnName({ title, unit, tables }: LiveChart, label: string): string {
  const name = unitSign[unit] === '' ? title : `${title} (${unitSign[unit]})`;
  return tables.length > 1 || (tables[0]?.series.length ?? 0) > 1 ? `${name} ${label}` : name;
}

/** Times to the millisecond: what was sampled together is one row. */
function addColumn(rows: Map<number, string[]>, { table, index }: Line, column: number, count: number): void {
  const values = table.values(index);
  table.times.forEach((time, row) => {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    const key = Math.round(time * 1000) / 1000;
    const cells = rows.get(key) ?? Array.from({ length: count }, () => '');
    cells[column] = String(value);
    rows.set(key, cells);
  });
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
