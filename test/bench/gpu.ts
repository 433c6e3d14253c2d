/** `npm run bench:gpu`: samples of eight cards as we read them, beside the way of `nvidia-smi -q -x`; recorded output, ten times a second. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { cutLines } from '../../src/adapters/gpu/lines';
import { cardReader } from '../../src/core/gpu/nvidia/cardReader';
import { negotiateFields } from '../../src/core/gpu/nvidia/fields';
import { readNvidiaXml } from '../../src/core/gpu/nvidia/nvidiaXml';
import { Rounds } from '../../src/core/gpu/nvidia/rounds';
import { readCapture } from '../support/gpu/captures.mjs';
import { installFakeNvidiaSmi } from '../support/gpu/installFakeNvidiaSmi';
import { percentile, printTable } from './table';

const cards = 8;
const hertz = 10;
const seconds = 10;
const recorded = new URL('../fixtures/nvidia-smi/telegraf/rtx-4000-sff-ada-v13.xml', import.meta.url);

const fields = negotiateFields(readCapture('h200', 'capabilities :: help-query-gpu'));

/** What the driver says of eight cards at so many moments. */
function record(moments: number): readonly Buffer[] {
  const words = [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader,nounits'];
  return Array.from({ length: moments }, (_, seed) => {
    const restore = installFakeNvidiaSmi({
      LONGSHORE_GPU_COUNT: `${cards}`,
      LONGSHORE_GPU_SEED: `${seed + 1}`,
    });
    try {
      return execFileSync('nvidia-smi', words);
    } finally {
      restore();
    }
  });
}

/** The same for one card, eight times over. */
function recordXml(): Buffer {
  const text = readFileSync(recorded, 'utf8');
  const [head = '', ...rest] = text.split(/(?=<gpu id)/);
  const gpu = rest.join('').replace('</nvidia_smi_log>', '');
  const all = Array.from({ length: cards }, (_, card) => gpu.replace(/<uuid>GPU-3/, `<uuid>GPU-${card}`));
  return Buffer.from(`${head}${all.join('')}</nvidia_smi_log>`);
}

/** Through the very parts that the adapter uses, in pieces of a pipe's usual size. */
async function readLines(bytes: Buffer): Promise<number> {
  const read = cardReader(fields);
  const rounds = new Rounds();
  for await (const line of cutLines(pieces(bytes))) {
    const card = read(line);
    const round = card && rounds.add(card, 0);
    if (round) return round.gpus.length;
  }
  return 0;
}

const pipeBytes = 65_536;
const pieces = (bytes: Buffer): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / pipeBytes) }, (_, at) =>
      bytes.subarray(at * pipeBytes, (at + 1) * pipeBytes),
    ),
  );

async function readXml(bytes: Buffer): Promise<number> {
  let text = '';
  for await (const line of cutLines(pieces(bytes))) text += `${line}\n`;
  return readNvidiaXml(text).length;
}

interface Measured {
  readonly micros: readonly number[];
  /** Of one processor, the whole process, also where nothing is read. */
  readonly core: number;
}

/** Keeps the rate, as in life: what is not yet compiled, or cold in the cache, counts. */
async function measure(
  samples: readonly Buffer[],
  read: (bytes: Buffer) => Promise<number>,
): Promise<Measured> {
  const micros: number[] = [];
  const before = process.cpuUsage();
  const started = performance.now();
  for (let tick = 0; tick < seconds * hertz; tick += 1) {
    const due = started + (tick * 1000) / hertz;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const at = performance.now();
    const seen = await read(samples[tick % samples.length] ?? Buffer.alloc(0));
    micros.push((performance.now() - at) * 1000);
    if (seen !== cards) throw new Error(`${seen} cards were read, not ${cards}.`);
  }
  const { user, system } = process.cpuUsage(before);
  return { micros, core: (user + system) / 1000 / (performance.now() - started) };
}

const csv = record(5);
const xml = [recordXml()];
const ours = await measure(csv, readLines);
const theirs = await measure(xml, readXml);
const row = (name: string, sample: Buffer | undefined, { micros, core }: Measured): readonly string[] => [
  name,
  `${((sample?.length ?? 0) / 1024).toFixed(1)} KB`,
  ...[0.5, 0.95].map((share) => `${percentile(micros, share).toFixed(0)} µs`),
  `${(core * 100).toFixed(2)} %`,
  (percentile(theirs.micros, 0.5) / percentile(micros, 0.5)).toFixed(0),
];
printTable(
  `${cards} cards, ${hertz} samples a second for ${seconds} s`,
  ['', 'a sample', 'p50', 'p95', 'of one core', 'times faster'],
  [row('--query-gpu, as we do', csv[0], ours), row('-q -x', xml[0], theirs)],
);
process.exit();
