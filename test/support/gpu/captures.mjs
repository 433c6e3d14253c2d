// Reads the recorded output of nvidia-smi; for the stand-in, which is plain JavaScript, and for tests.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/nvidia-smi/nvidia-gpu-exporter/', import.meta.url);
const rule = '#'.repeat(80);

export function captureNames() {
  return readdirSync(folder).filter((name) => name.includes('__'));
}

/** The text of a part of a capture, such as `load :: query-gpu`; empty when it is not there. */
export function readCapture(name, part) {
  const file = captureNames().find((each) => each.includes(name));
  if (file === undefined) throw new Error(`There is no capture ${name}.`);
  const pieces = readFileSync(new URL(file, folder), 'utf8').split(new RegExp(`^${rule}\\r?\\n`, 'm'));
  const at = pieces.findIndex((piece) => piece.startsWith(`# ${part} (`) || piece.startsWith(`# ${part}\n`));
  return at < 0 ? '' : (pieces[at + 1] ?? '').trimEnd();
}

/** A table with its header: each row by the names of its columns, without their units. */
export function readTable(text) {
  const [head = '', ...rows] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const titles = head.split(',').map((title) => title.trim());
  const names = titles.map((title) => title.replace(/ \[.*\]$/, ''));
  return { titles, names, rows: rows.map((row) => row.split(',').map((cell) => cell.trim())) };
}
