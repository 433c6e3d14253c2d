/** `npm run bench:watch`: from a write in a container to the tree that shows it, beside the bare fs.watch; then storms, and what idle containers cost. Budgets: p95 60 ms for single files, 150 ms at 50 a second; no file lost, no stall over 50 ms. */
import { mkdirSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TreePlace } from '../../src/core/explore/tree';
import { TreeModel } from '../../src/core/explore/treeModel';
import { startBench } from '../support/bench';
import { realPaths } from '../support/explore';
import { ExploreBench, storm } from '../support/engine/exploreBench';
import { ownFolder } from '../support/ownership';
import { milliseconds, percentile, printTable } from './table';
import { printOnScreen } from './watchOnScreen';

const { engine, stop } = await startBench(['engine', 'pythonBase']);
const own = ownFolder('bench-watch');
const bench = new ExploreBench(engine);
type Source = 'watch' | 'agent';

const writer = `
import sys, time
for i in range(int(sys.argv[1])):
    with open('/opt/ml/at-%d' % time.monotonic_ns(), 'w') as file: file.write('x')
    time.sleep(float(sys.argv[2]))
`;

try {
  await printLatency();
  await printStorms();
  await printIdle();
  await printOnScreen(engine);
} finally {
  await bench.close();
  own.release();
  await stop();
}
process.exit();

/** The writer puts the time into the name just before it opens the file: both read CLOCK_MONOTONIC of one machine. */
async function printLatency(): Promise<void> {
  const rows: string[][] = [];
  const { folder, container } = await place();
  for (const [title, count, pause, budget] of [
    ['single files', 30, 0.3, '60 ms'],
    ['50 files a second', 200, 0.02, '150 ms'],
  ] as const)
    for (const source of ['bare fs.watch', 'watch', 'agent'] as const) {
      const times: number[] = [];
      const seen = new Set<string>();
      const begin = process.hrtime.bigint();
      const hear = (path: string): void => {
        // Those of the rounds before are there already.
        if (seen.has(path) || !path.startsWith('at-') || BigInt(path.slice(3)) < begin) return;
        seen.add(path);
        times.push(Number(process.hrtime.bigint() - BigInt(path.slice(3))) / 1e6);
      };
      const end =
        source === 'bare fs.watch' ? bare(folder, hear) : await follow(source, { folder, container }, hear);
      await bench.run(container, 'python3', '-c', writer, String(count), String(pause));
      await sleep(300);
      await end();
      const late = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)].map(milliseconds);
      rows.push([
        title,
        source,
        String(count - seen.size),
        ...late,
        source === 'bare fs.watch' ? '' : budget,
      ]);
    }
  printTable(
    'A write in a container until the tree has it',
    ['what', 'source', 'lost', 'p50', 'p95', 'slowest', 'budget of p95'],
    rows,
  );
}

async function printStorms(): Promise<void> {
  const rows: string[][] = [];
  for (const [title, folders, files] of [
    ['100,000 files in 100 folders', 100, 1_000],
    ['20,000 files in one folder', 1, 20_000],
  ] as const)
    for (const source of ['nothing', 'watch', 'agent'] as const) {
      const { folder, container } = await place();
      const model = new TreeModel();
      const end =
        source === 'nothing'
          ? undefined
          : await follow(source, { folder, container }, () => undefined, model);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const before = process.cpuUsage();
      delay.enable();
      await bench.run(container, 'python3', '-c', storm, '/opt/ml', String(folders), String(files));
      await sleep(3_000);
      delay.disable();
      const { user, system } = process.cpuUsage(before);
      const lost = end ? String(difference(model, folder)) : '';
      await end?.();
      const stalls = [delay.max, delay.percentile(99.9)].map((each) => milliseconds(each / 1e6));
      rows.push([
        title,
        source,
        lost,
        ...stalls,
        `${((user + system) / 1e6).toFixed(2)} s`,
        end ? '50 ms' : '',
      ]);
      await container.remove({ force: true });
      rmSync(folder, { recursive: true });
    }
  printTable(
    'Storms: what is not as on the disk afterwards, and what our process had of it',
    ['storm', 'source', 'lost or wrong', 'longest stall', 'stall p99.9', 'CPU', 'budget of the longest'],
    rows,
  );
}

async function printIdle(): Promise<void> {
  const seconds = 4;
  const rows: string[][] = [];
  for (const source of ['watch', 'agent'] as const) {
    const ends: (() => Promise<void>)[] = [];
    for (const count of [1, 5, 20]) {
      while (ends.length < count) {
        const { folder, container } = await place();
        ends.push(await follow(source, { folder, container }));
      }
      await sleep(1_000);
      const before = process.cpuUsage();
      await sleep(seconds * 1_000);
      const { user, system } = process.cpuUsage(before);
      const share = ((user + system) / 1e6 / seconds) * 100;
      rows.push([source, String(count), `${share.toFixed(2)} %`, `${(share / count).toFixed(2)} %`]);
    }
    for (const end of ends) await end();
  }
  printTable('Idle containers', ['source', 'containers', 'CPU of our process', 'of it for each'], rows);
}

interface Place {
  readonly folder: string;
  readonly container: Awaited<ReturnType<typeof bench.start>>;
}

async function place(): Promise<Place> {
  const folder = join(own.path, String(process.hrtime.bigint()));
  mkdirSync(folder);
  const container = await bench.start('', { Mounts: [{ Type: 'bind', Source: folder, Target: '/opt/ml' }] });
  return { folder, container };
}

async function follow(
  source: Source,
  { folder, container }: Place,
  hear: (path: string) => void = () => undefined,
  model = new TreeModel(),
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const where: TreePlace =
    source === 'watch'
      ? { kind: 'folders', folders: [{ path: '', source: folder }] }
      : bench.place(container);
  let following: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    following = bench.trees.follow(
      where,
      { sources: [source], limit: 1_000_000 },
      (event) => {
        if (event.kind === 'scanned') resolve();
        if (event.kind !== 'changes') return;
        model.apply(event.changes);
        for (const { path } of event.changes) hear(path);
      },
      stopping.signal,
    );
    following.catch(reject);
  });
  return async () => {
    stopping.abort();
    await following;
  };
}

/** The least that this machine can do. */
function bare(folder: string, hear: (path: string) => void): () => Promise<void> {
  const watcher = watch(folder, (_event, name) => hear(name ?? ''));
  return async () => watcher.close();
}

function difference(model: TreeModel, folder: string): number {
  const real = Object.entries(realPaths(folder));
  const wrong = real.filter(([path, what]) => {
    const entry = model.find(path);
    return entry === undefined || (entry.kind === 'file' ? `file ${entry.bytes}` : entry.kind) !== what;
  });
  const files = real.filter(([, what]) => what.startsWith('file')).length;
  return Math.max(wrong.length, Math.abs(files - model.totals('').files));
}
