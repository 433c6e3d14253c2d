import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { median, milliseconds, printTable } from '../table';
import type { Place } from './contenders';
import { bareRun, longshoreTrain } from './contenders';
import { measure } from './measure';

const lines = 1_000_000;
const rounds = 3;
const memoryFile = 'LONGSHORE_BENCH_MEMORY';
/** Has the process itself tell, when it ends, the most memory that it held, in kilobytes. */
const tellMemory = `data:text/javascript,import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(process.env.${memoryFile}, String(process.resourceUsage().maxRSS)));`;

interface Sample {
  readonly bare: number;
  readonly ours: number;
  readonly lost: number;
  readonly same: boolean;
  readonly megabytes: number;
}

/** Programs of the image, and what they print. */
const printers = { count: 'numbers', tell: 'a metric in each' };

/** A million lines at full speed: are they all there, how long do they take, and how much memory. */
export async function printLogs(place: Place): Promise<void> {
  const rows: string[][] = [];
  for (const [program, what] of Object.entries(printers)) {
    const samples: Sample[] = [];
    for (let round = 0; round < rounds; round += 1) samples.push(await sample(place, program));
    rows.push(row(what, samples));
  }
  printTable(
    `A million lines into a file, median of ${rounds} whole processes, in turn; budgets: none lost, 200 MB`,
    ['lines', 'docker run', 'longshore train', 'ratio', 'lines lost', 'same bytes', 'most memory'],
    rows,
  );
}

function row(what: string, samples: readonly Sample[]): string[] {
  const bare = median(samples.map((each) => each.bare));
  const ours = median(samples.map((each) => each.ours));
  return [
    what,
    milliseconds(bare),
    milliseconds(ours),
    `${(ours / bare).toFixed(2)} ×`,
    String(Math.max(...samples.map(({ lost }) => lost))),
    samples.every(({ same }) => same) ? 'yes' : 'NO',
    `${Math.max(...samples.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
  ];
}

async function sample(place: Place, program: string): Promise<Sample> {
  const bareCommand = await bareRun(place, program);
  const bare = await measure(bareCommand);
  const runs = join(place.folder, 'runs');
  rmSync(runs, { recursive: true, force: true });
  const command = longshoreTrain(place, program);
  const memory = join(place.folder, 'memory');
  const ours = await measure({
    ...command,
    words: ['--import', tellMemory, ...command.words],
    environment: { ...command.environment, [memoryFile]: memory },
  });
  const [run = ''] = readdirSync(runs);
  const log = readFileSync(join(runs, run, 'hosts/algo-1/log.txt'));
  const hashes = [log, readFileSync(command.output), readFileSync(bareCommand.output)].map((bytes) =>
    createHash('sha256').update(bytes).digest('hex'),
  );
  return {
    bare,
    ours,
    lost: lines - log.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0),
    same: new Set(hashes).size === 1,
    megabytes: Number(readFileSync(memory, 'utf8')) / 1024,
  };
}
