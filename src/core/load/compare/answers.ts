/** How far numbers may be from each other and still be the same: within either. */
export interface Tolerance {
  readonly absolute: number;
  /** Of the larger one. */
  readonly relative: number;
}

export const exactly: Tolerance = { absolute: 0, relative: 0 };

/** Where two answers differ, and what each has there. */
export interface Difference {
  /** `predictions[0].score`, `row 3, column 2`; empty for the answer as a whole. */
  readonly where: string;
  readonly left: string;
  readonly right: string;
}

export interface ComparedAnswer {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** More are only counted. */
const shown = 5;
const decoder = new TextDecoder();

/** JSON is walked and cells are compared; numbers may differ by the tolerance, and everything else not at all. */
export function compareAnswers(
  left: ComparedAnswer,
  right: ComparedAnswer,
  tolerance: Tolerance,
): readonly Difference[] {
  if (isSameBytes(left.body, right.body)) return [];
  const [leftText, rightText] = [decoder.decode(left.body), decoder.decode(right.body)];
  const both = [readJson(leftText), readJson(rightText)] as const;
  const differences: Difference[] = [];
  if (both[0] !== undefined && both[1] !== undefined)
    walk(both[0].value, both[1].value, { where: '', tolerance, found: differences });
  else if (isTable(left) && isTable(right))
    compareCells(leftText, rightText, { tolerance, found: differences });
  else if (isBinary(leftText) || isBinary(rightText))
    differences.push({ where: '', left: bytesOf(left.body), right: bytesOf(right.body) });
  else compareCells(leftText, rightText, { tolerance, found: differences });
  return differences;
}

export const firstOf = (differences: readonly Difference[]): readonly Difference[] =>
  differences.slice(0, shown);

const isSameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

const isBinary = (text: string): boolean => /[\0\uFFFD]/.test(text);
const bytesOf = ({ length }: Uint8Array): string => `${length} B`;
const isTable = ({ contentType }: ComparedAnswer): boolean => /\bcsv\b/i.test(contentType);

function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

interface Walk {
  readonly where: string;
  readonly tolerance: Tolerance;
  readonly found: Difference[];
}

function walk(left: unknown, right: unknown, at: Walk): void {
  if (Array.isArray(left) && Array.isArray(right)) {
    for (let index = 0; index < Math.max(left.length, right.length); index += 1)
      walk(left[index], right[index], { ...at, where: `${at.where}[${index}]` });
    return;
  }
  if (isRecord(left) && isRecord(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
      walk(own(left, key), own(right, key), { ...at, where: at.where === '' ? key : `${at.where}.${key}` });
    return;
  }
  const isSame =
    typeof left === 'number' && typeof right === 'number'
      ? isNear(left, right, at.tolerance)
      : left === right;
  if (!isSame) at.found.push({ where: at.where, left: valueText(left), right: valueText(right) });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (from: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(from, key) ? from[key] : undefined;

const valueText = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

export function isNear(left: number, right: number, { absolute, relative }: Tolerance): boolean {
  const distance = Math.abs(left - right);
  return (
    left === right ||
    distance <= absolute ||
    (Number.isFinite(distance) && distance <= relative * Math.max(Math.abs(left), Math.abs(right)))
  );
}

/** Rows and their cells; text without commas is one cell for each line. */
function compareCells(left: string, right: string, { tolerance, found }: Omit<Walk, 'where'>): void {
  const [leftRows, rightRows] = [rowsOf(left), rowsOf(right)];
  for (let row = 0; row < Math.max(leftRows.length, rightRows.length); row += 1) {
    const [ours, theirs] = [leftRows[row] ?? [], rightRows[row] ?? []];
    for (let column = 0; column < Math.max(ours.length, theirs.length); column += 1)
      if (!isSameCell(ours[column], theirs[column], tolerance))
        found.push({
          where: `${row + 1}:${column + 1}`,
          left: ours[column] ?? '',
          right: theirs[column] ?? '',
        });
  }
}

const rowsOf = (text: string): ReadonlyArray<readonly string[]> =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.trim()));

function isSameCell(left: string | undefined, right: string | undefined, tolerance: Tolerance): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined || left === '' || right === '') return false;
  const [one, other] = [Number(left), Number(right)];
  return !Number.isNaN(one) && !Number.isNaN(other) && isNear(one, other, tolerance);
}
