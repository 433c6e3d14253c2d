#!/usr/bin/env node
// Stands in for nvidia-smi in tests and demonstrations: replays a recording, for as many cards as wanted, with values
// that wander. Put on PATH as `nvidia-smi` (see installFakeNvidiaSmi.ts); what it does is told by these variables:
//   LONGSHORE_GPU_CAPTURE  a part of the name of a recording (h200)
//   LONGSHORE_GPU_PHASE    idle or load (load)
//   LONGSHORE_GPU_COUNT    how many cards (1)
//   LONGSHORE_GPU_SEED     of the wandering; 0 is none (1)
//   LONGSHORE_GPU_PIDS     the processes on each card, as 12,34, in the place of the recorded ones
//   LONGSHORE_GPU_MODE     reset: the last card wants one; loss:N: the driver is gone after N rounds, for good;
//                          death:N: ends after N rounds; silent:N: says nothing after N rounds; says:TEXT: says just that
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCapture, readTable } from './captures.mjs';
import { writeXml } from './queryXml.mjs';
import { Walk } from './walk.mjs';

const { env } = process;
const capture = env.LONGSHORE_GPU_CAPTURE ?? 'h200';
const phase = env.LONGSHORE_GPU_PHASE ?? 'load';
const count = Number(env.LONGSHORE_GPU_COUNT ?? 1);
const pids = env.LONGSHORE_GPU_PIDS?.split(',');
const walk = new Walk(Number(env.LONGSHORE_GPU_SEED ?? 1));
const [, mode = '', parameter = ''] = /^(\w+):?(.*)$/s.exec(env.LONGSHORE_GPU_MODE ?? '') ?? [];

const lossMarker = `${process.argv[1]}.lost`;
const lossWords =
  "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.";

const words = process.argv.slice(2);
const valueOf = (name) => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
const after = (name) => (words.includes(name) ? Number(words[words.indexOf(name) + 1]) : undefined);

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text, code) {
  say(text);
  process.exit(code);
}

/** A recording has one card; the others are like it. */
function uuidOf(card) {
  return `GPU-${String(card).padStart(8, '0')}-0000-0000-0000-${String(card).padStart(12, '0')}`;
}

function cellOf(field, recorded, card) {
  if (field === 'index') return String(card);
  if (field === 'count') return String(count);
  if (field === 'uuid' || field === 'gpu_uuid') return uuidOf(card);
  if (field === 'timestamp') return timestamp();
  const dead = mode === 'reset' && card === count - 1;
  if (dead && /^(utilization|temperature|pstate|power|clocks)/.test(field)) return '[GPU requires reset]';
  return walk.step(`${card} ${field}`, field, recorded);
}

const timestamp = () => new Date().toISOString().replace('T', ' ').replaceAll('-', '/').slice(0, 23);

/** What prints the rows of a table for all cards, with the head where it is wanted. */
function printer(part, wanted) {
  const { titles, names, rows } = readTable(readCapture(capture, part));
  const unknown = wanted.find((field) => !names.includes(field));
  if (unknown !== undefined) fail(`Field "${unknown}" is not a valid field to query.\n`, 2);
  const format = (valueOf('--format') ?? '').split(',');
  const bare = (cell) =>
    format.includes('nounits') ? cell.replace(/^(-?[\d.]+) (?:MiB|W|MHz|%)$/, '$1') : cell;
  const head = wanted.map((field) => titles[names.indexOf(field)]).join(', ');
  const shown = wanted.includes('pid') && pids ? rows.slice(0, pids.length) : rows;
  const cell = (field, row, at, card) =>
    field === 'pid' && pids ? pids[at] : bare(cellOf(field, row[names.indexOf(field)], card));
  return (first) => {
    const body = Array.from({ length: count }, (_, card) =>
      shown.map((row, at) => wanted.map((field) => cell(field, row, at, card)).join(', ')),
    ).flat();
    return (format.includes('noheader') || !first ? body : [head, ...body]).join('\n');
  };
}

/** Once, or again and again. */
async function repeat(print) {
  const seconds = after('-l');
  const pause = after('-lms') ?? (seconds === undefined ? undefined : seconds * 1000);
  for (let round = 0; ; round += 1) {
    if (round === Number(parameter || NaN)) await endOf(mode);
    const text = print(round === 0);
    if (text !== '') say(text);
    if (pause === undefined) return;
    await sleep(pause);
  }
}

async function endOf(kind) {
  if (kind === 'silent') await sleep(2 ** 31 - 1);
  if (kind === 'death') process.exit(255);
  if (kind === 'loss') {
    writeFileSync(lossMarker, '');
    fail(lossWords, 9);
  }
}

// As the real one: a reader that has gone ends us.
process.stdout.on('error', () => process.exit(141));
const cards = valueOf('--query-gpu')?.split(',');
const apps = valueOf('--query-compute-apps')?.split(',');
if (words.includes('--help-query-gpu')) say(readCapture(capture, 'capabilities :: help-query-gpu'));
else if (mode === 'says') fail(parameter, 9);
else if (existsSync(lossMarker)) fail(lossWords, 9);
else if (cards) await repeat(printer(`${phase} :: query-gpu`, cards));
else if (apps) await repeat(printer(`${phase} :: query-compute-apps`, apps));
else if (words.includes('-q') && words.includes('-x'))
  say(
    writeXml(
      readCapture(capture, `${phase} :: query`),
      Array.from({ length: count }, (_, card) => uuidOf(card)),
    ),
  );
else fail(`Invalid combination of input arguments. Please run 'nvidia-smi -h' for help.\n`, 2);
