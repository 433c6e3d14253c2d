// AWS's offer file as CSV: some lines on the file itself, a line of headings, and a line for each price. It has
// hundreds of thousands of lines and is read as it comes: only the prices of hosting are kept.
import type { PriceList } from './priceList';

/** Takes one line after the other. */
export class OfferReader {
  readonly #region: string;
  readonly #hourly: Record<string, number> = {};
  #published = '';
  #columns: ReadonlyMap<string, number> | undefined;

  constructor(region: string) {
    this.#region = region;
  }

  take(line: string): void {
    if (this.#columns) this.#price(line, this.#columns);
    else this.#begin(line);
  }

  /** Nothing when it was no such file: a list without a price says nothing of prices. */
  get list(): PriceList | undefined {
    if (this.#published === '' || Object.keys(this.#hourly).length === 0) return undefined;
    return { region: this.#region, published: this.#published, hourly: { ...this.#hourly } };
  }

  #begin(line: string): void {
    const cells = cellsOf(line);
    const [first = '', second = ''] = cells.map((cell) => headingOf(cell));
    if (first === 'publicationdate') this.#published = cellsOf(line)[1] ?? '';
    else if (first === 'sku' && second !== '')
      this.#columns = new Map(cells.map((cell, index) => [headingOf(cell), index]));
  }

  #price(line: string, columns: ReadonlyMap<string, number>): void {
    // Most lines are of training, notebooks and storage: they are not even taken apart.
    if (!line.includes('Hosting')) return;
    const cells = cellsOf(line);
    const at = (heading: string): string => cells[columns.get(heading) ?? -1] ?? '';
    if (at('component') !== 'Hosting' || at('productfamily') !== 'ML Instance') return;
    if (at('termtype') !== 'OnDemand' || at('currency') !== 'USD' || !/^hrs?$|^hours?$/i.test(at('unit')))
      return;
    const region = at('regioncode');
    if (region !== '' && region !== this.#region) return;
    const type = /^ml\.[\w-]+\.\w+/.exec(at('instancename') || at('instancetype'))?.[0];
    const price = Number(at('priceperunit'));
    if (type !== undefined && at('priceperunit') !== '' && price > 0) this.#hourly[type] = price;
  }
}

/** `Instance Name` and `instanceName` are the same heading. */
const headingOf = (cell: string): string => cell.toLowerCase().replaceAll(/[^a-z]/g, '');

/** A quote within quotes is written twice. */
export function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  const cell = /,(?:"((?:[^"]|"")*)"|([^",]*))/gy;
  const text = `,${line}`;
  for (let match = cell.exec(text); match; match = cell.exec(text))
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return cells;
}
