// A run from start to end on a real engine, with everything that it told.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import type { TrainInput } from '../../../src/app/runs/prepareRun';
import type { Watching } from '../../../src/app/runs/trainLocally';
import { trainLocally } from '../../../src/app/runs/trainLocally';
import type { World } from '../../../src/core/ports';
import type { Channel, RunFile } from '../../../src/core/run/file/runFile';
import { RunControl } from '../../../src/core/run/runControl';
import type { RunEvent, RunRecord } from '../../../src/core/run/runRecord';
import { testEngine } from '../engine/engine';
import { nothing } from './emptyRun';

export interface Training {
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
  /** What the hosts wrote, one after the other. */
  readonly log: string;
  /** `/opt/ml` of a host on this machine. */
  readonly ml: (host?: string) => string;
}

/** A folder of run files and data that goes when the test ends. */
export class TrainingBench {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-train-')));
  world: World;

  constructor(host = testEngine().host) {
    this.world = makeWorld({ docker: () => ({ host, context: '' }) });
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async train(
    run: Partial<RunFile>,
    during: (event: RunEvent, control: RunControl, record: RunRecord | undefined) => void = () => undefined,
    watching: Partial<Watching> = {},
  ): Promise<Training> {
    const events: RunEvent[] = [];
    const control = new RunControl();
    const chunks = new Map<string, Uint8Array[]>();
    const record = await trainLocally(this.world, this.input(run), {
      ...watching,
      signal: new AbortController().signal,
      control,
      report: (event, at) => {
        events.push(event);
        if (event.kind === 'output') {
          if (!chunks.has(event.host)) chunks.set(event.host, []);
          chunks.get(event.host)?.push(event.bytes);
        }
        during(event, control, at);
      },
    });
    const ml = (host = 'algo-1'): string => join(record.folder, 'hosts', host, 'ml');
    const log = [...chunks.keys()].toSorted().map((host) => Buffer.concat(chunks.get(host) ?? []).toString());
    return { record, events, log: log.join(''), ml };
  }

  input(run: Partial<RunFile>): TrainInput {
    return {
      run: { ...nothing, ...run },
      text: '{}',
      runFile: join(this.folder, 'test.train.json'),
      runsFolder: join(this.folder, 'runs'),
      follower: process.pid,
    };
  }

  local(local: Partial<RunFile['local']>): RunFile['local'] {
    return { ...nothing.local, ...local };
  }

  /** As if the tests ran as somebody else: files are to be theirs. */
  actAs(user: { readonly uid: number; readonly gid: number }): void {
    this.world = { ...this.world, disk: { ...this.world.disk, user } };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A program for the Python of the base image. */
export const python = (code: string): Pick<RunFile, 'image' | 'entrypoint' | 'arguments'> => ({
  image: 'longshore-test/python-base:latest',
  entrypoint: ['python3', '-u', '-c'],
  arguments: [code],
});

/** A channel in File mode with this data. */
export const channel = (local: string): Channel => ({
  local,
  mode: 'File',
  distribution: 'FullyReplicated',
  s3DataType: 'S3Prefix',
  compression: 'None',
  recordWrapper: 'None',
});
