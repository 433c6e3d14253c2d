import type { GpuSample } from '../gpu';
import type { FieldKey } from './fields';
import { fieldNames } from './fields';
import { readCard, readNumber } from './printedCard';
import { readMask } from './throttle';

export interface CardLine {
  readonly card: GpuSample;
  /** How many cards the driver sees. */
  readonly count: number | undefined;
}

const wholeUuid = /^(?:[A-Z]+-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\[.*\])$/i;

export type ReadCardLine = (line: string) => CardLine | undefined;

/** Reads the lines of `--query-gpu` with these fields; what is not such a line is `undefined`. */
export function cardReader(fields: readonly string[]): ReadCardLine {
  const columns = new Map<string, number>();
  for (const [key, names] of Object.entries<readonly string[]>(fieldNames)) {
    const column = fields.findIndex((field) => names.includes(field));
    if (column >= 0) columns.set(key, column);
  }
  const nameColumn = columns.get('name') ?? fields.length;
  return (line) => {
    const cells = cellsOf(line, fields.length, nameColumn);
    if (!cells) return undefined;
    const cell = (key: FieldKey): string | undefined => cells[columns.get(key) ?? -1];
    const uuid = cell('uuid');
    const index = readNumber(cell('index'));
    if (index === undefined || uuid === undefined || !wholeUuid.test(uuid)) return undefined;
    return { card: readCard(printed(cell, uuid, index)), count: readNumber(cell('count')) };
  };
}

function printed(cell: (key: FieldKey) => string | undefined, uuid: string, index: number) {
  const power = cell('power');
  return {
    uuid,
    index,
    name: cell('name'),
    utilization: cell('utilization'),
    memoryUsed: cell('memoryUsed'),
    memoryTotal: cell('memoryTotal'),
    // The mean of a second where there is one, as nvidia-smi's own table shows.
    power: readNumber(power) === undefined ? (cell('powerNow') ?? power) : power,
    powerLimit: cell('powerLimit'),
    temperature: cell('temperature'),
    clock: cell('clock'),
    clockLimit: cell('clockLimit'),
    slowdowns: readMask(cell('slowdowns')),
    mig: cell('mig'),
  };
}

/** Nothing is quoted, so that a comma too many is one of the name. */
function cellsOf(line: string, count: number, nameColumn: number): readonly string[] | undefined {
  const cells = line.split(',').map((cell) => cell.trim());
  const surplus = cells.length - count;
  if (surplus < 0 || (surplus > 0 && nameColumn >= count)) return undefined;
  if (surplus === 0) return cells;
  const name = cells.slice(nameColumn, nameColumn + surplus + 1).join(', ');
  return cells.toSpliced(nameColumn, surplus + 1, name);
}
