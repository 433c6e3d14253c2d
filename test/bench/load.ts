/** `npm run bench:load [SECONDS]`: our generator beside `wrk` on one local server, in turn, at 1, 16 and 64 requests at once; and how true an open loop is to its rate. Budgets: half of wrk's requests where both are at their limit, p50 within 1 ms at one at once, rates within 1 %. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { makeLoads } from '../../src/adapters/load/loads';
import type { LoadStep } from '../../src/core/load/plan/loadStep';
import type { LoadThread } from '../../src/core/load/ports';
import { stepReport, type StepReport } from '../../src/core/load/report/loadReport';
import { installPackages } from '../support/apt';
import { run } from '../support/processes';
import { median, milliseconds, printTable } from './table';

const seconds = Number(process.argv[2] ?? 5);
const rounds = 3;
const never = new AbortController().signal;

interface Sample {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** A process of its own, as a container is. */
const source = `require('node:http').createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"ok":true}'));
}).listen(0, '127.0.0.1', function () { process.stdout.write(String(this.address().port)); });`;

await installPackages('The load generator wrk', ['wrk'], ['wrk']);
const server = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());
const [port] = await once(server.stdout, 'data');
const url = `http://127.0.0.1:${String(port)}/invocations`;
const payloads = [{ name: 'none', contentType: 'application/json', body: Buffer.from('{}') }];
const thread = await makeLoads().open([{ url, headers: {}, payloads, timeout: 5000 }], never);

const rows: string[][] = [];
let isWithin = true;
for (const concurrency of [1, 16, 64]) {
  const [ours, theirs]: [Sample[], Sample[]] = [[], []];
  for (let round = 0; round < rounds; round += 1)
    // Whoever is second may profit of what is warm: the order changes.
    for (const who of round % 2 === 0 ? (['ours', 'wrk'] as const) : (['wrk', 'ours'] as const))
      if (who === 'ours') ours.push(await measureOurs(concurrency));
      else theirs.push(await measureWrk(concurrency));
  const of = (samples: readonly Sample[], name: keyof Sample): number =>
    median(samples.map((each) => each[name]));
  const ratio = of(ours, 'rate') / of(theirs, 'rate');
  const [p50, p99] = [of(ours, 'p50') - of(theirs, 'p50'), of(ours, 'p99') - of(theirs, 'p99')];
  isWithin &&= ratio >= 0.5 && (concurrency > 1 || Math.abs(p50) <= 1);
  rows.push([
    String(concurrency),
    of(ours, 'rate').toFixed(0),
    of(theirs, 'rate').toFixed(0),
    ratio.toFixed(2),
    `${milliseconds(of(ours, 'p50'))} (${p50.toFixed(2)})`,
    `${milliseconds(of(ours, 'p99'))} (${p99.toFixed(2)})`,
  ]);
}
printTable(
  `Beside wrk, ${rounds} × ${seconds} s each, load average ${loadavg()[0]?.toFixed(1) ?? '?'}`,
  ['at once', 'ours /s', 'wrk /s', 'ratio', 'p50 (less wrk)', 'p99 (less wrk)'],
  rows,
);
const open: string[][] = [];
for (const rate of [10, 100, 1000, 2000]) {
  const step: LoadStep = {
    pace: { kind: 'open', rate, arrivals: 'even' },
    milliseconds: seconds * 1000,
    warmUp: 1000,
  };
  const { sent, seconds: counted, lateness, rate: achieved } = await ourStep(thread, step);
  const off = sent / counted / rate - 1;
  isWithin &&= Math.abs(off) <= 0.01;
  open.push([
    String(rate),
    (sent / counted).toFixed(1),
    `${(off * 100).toFixed(2)} %`,
    achieved.achieved.toFixed(1),
    milliseconds(lateness),
  ]);
}
printTable('Open loop', ['rate', 'sent /s', 'off by', 'answered /s', 'late at most'], open);
await thread.close();
process.stdout.write(isWithin ? '\nWithin its budgets.\n' : '\nBeyond its budgets.\n');
process.exit(isWithin ? 0 : 1);

async function ourStep(load: LoadThread, step: LoadStep): Promise<StepReport> {
  return stepReport(step, await load.step(step, () => undefined, never));
}

async function measureOurs(concurrency: number): Promise<Sample> {
  const step: LoadStep = { pace: { kind: 'closed', concurrency }, milliseconds: seconds * 1000, warmUp: 500 };
  const { rate, latency } = await ourStep(thread, step);
  return { rate: rate.achieved, p50: latency.p50, p99: latency.p99 };
}

async function measureWrk(concurrency: number): Promise<Sample> {
  const words = [
    '--threads',
    '1',
    '--connections',
    String(concurrency),
    '--duration',
    `${seconds}s`,
    '--latency',
    url,
  ];
  const text = await run('wrk', words);
  const found = (expression: RegExp): string => {
    const [, value] = expression.exec(text) ?? [];
    if (value === undefined) throw new Error(`wrk said something else:\n${text}`);
    return value;
  };
  return {
    rate: Number(found(/Requests\/sec:\s*([\d.]+)/)),
    p50: timeOf(found(/50%\s+(\S+)/)),
    p99: timeOf(found(/99%\s+(\S+)/)),
  };
}

/** `850.00us`, `1.20ms`, `1.01s`. */
function timeOf(text: string): number {
  const factor = text.endsWith('us') ? 0.001 : text.endsWith('ms') ? 1 : 1000;
  return Number.parseFloat(text) * factor;
}
