import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import { fetchChannels } from '../../../src/app/runs/fetchChannels';
import { listChannels } from '../../../src/app/runs/listChannels';
import { deleteDownloads, measureDownloads } from '../../../src/app/runs/storedRuns';
import type { World } from '../../../src/core/ports';
import type { ProblemKind } from '../../../src/core/problem';
import { isAbort, Problem } from '../../../src/core/problem';
import type { Channel, RunFile } from '../../../src/core/run/file/runFile';
import { runFolder } from '../../../src/core/run/runFolder';
import type { RunEvent } from '../../../src/core/run/runRecord';
import { fillBucket, setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { nothing } from '../../support/runs/emptyRun';
import { python, TrainingBench } from '../../support/runs/training';

const never = new AbortController().signal;
const emulator = testEmulator();

const inS3 = (s3: string, more: Partial<Channel> = {}): Channel => ({
  s3,
  mode: 'File',
  distribution: 'FullyReplicated',
  s3DataType: 'S3Prefix',
  compression: 'None',
  recordWrapper: 'None',
  ...more,
});

const problem = (kind: ProblemKind, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Problem, String(error));
  assert.equal(error.kind, kind);
  assert.match(error.message, words);
  return true;
};

/** The texts of all files below a folder, by path. */
function textsBelow(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.toSorted().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

describe('Channels in S3', () => {
  let runs: string;
  let world: World;
  let reads: string[];
  let restore: () => void;

  beforeEach(async () => {
    runs = mkdtempSync(join(tmpdir(), 'longshore-s3-'));
    restore = setAws(emulator.environment);
    await emulator.reset();
    reads = [];
    const made = makeWorld({ docker: () => ({ host: '', context: '' }) });
    const open: World['objects']['open'] = async (profile) => {
      const objects = await made.objects.open(profile);
      const read: typeof objects.read = async (object, signal) => {
        reads.push(object.key);
        return objects.read(object, signal);
      };
      return { ...objects, read };
    };
    world = { ...made, objects: { open } };
  });
  afterEach(() => {
    restore();
    rmSync(runs, { recursive: true, force: true });
  });

  async function fetch(
    channel: Channel,
    { hosts = 1, id = 'run', signal = never }: { hosts?: number; id?: string; signal?: AbortSignal } = {},
  ): Promise<readonly RunEvent[]> {
    const run: RunFile = { ...nothing, channels: { train: channel }, local: { ...nothing.local, hosts } };
    const events: RunEvent[] = [];
    const folder = runFolder(`${runs}/${id}`);
    const channels = await listChannels(world, run, signal);
    const tell = (event: RunEvent): void => void events.push(event);
    await fetchChannels(world, { channels, profile: undefined, folder, runsFolder: runs }, tell, signal);
    return events;
  }
  const inputs = (host = 'all', id = 'run') => textsBelow(`${runs}/${id}/inputs/train/${host}`);

  it('finds a folder, whole, and nothing that only begins like it in its own folder', async () => {
    await fillBucket('data', {
      'set/train/a.csv': 'a',
      'set/train/deep/b.csv': 'b',
      'set/train/': '',
      'set/train-2/c.csv': 'c',
      'set/other': 'd',
    });
    await fetch(inS3('s3://data/set/train/'));
    assert.deepEqual(inputs(), { 'a.csv': 'a', 'deep/b.csv': 'b' });
    await fetch(inS3('s3://data/set/train'), { id: 'two' });
    assert.deepEqual(inputs('all', 'two'), { 'a.csv': 'a', 'deep/b.csv': 'b', 'train-2/c.csv': 'c' });
    await fetch(inS3('s3://data/set/train/a.csv'), { id: 'three' });
    assert.deepEqual(inputs('all', 'three'), { 'a.csv': 'a' });
    await fetch(inS3('s3://data'), { id: 'four' });
    assert.deepEqual(Object.keys(inputs('all', 'four')).length, 4);
  });

  it('reads more objects than S3 lists at once, and tells how far it is', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => [`many/${index}`, String(index)] as const);
    await fillBucket('data', Object.fromEntries(many));
    const events = await fetch(inS3('s3://data/many/'));
    assert.equal(Object.keys(inputs()).length, 1100);
    const first = events.at(0);
    assert.equal(first?.kind === 'phase' && first.phase, 'inputs');
    const last = events.at(-1);
    assert.equal(last?.kind === 'progress' && last.text, 'train: 1100 of 1100 files, 3.29 kB');
  });

  it('reads what a manifest lists', async () => {
    const manifest = JSON.stringify([{ prefix: 's3://data/pre' }, 'fix/a', 'fix/deep/b']);
    await fillBucket('data', { 'prefix/a': 'a', 'prefix/deep/b': 'b', 'prefix/c': 'c', list: manifest });
    await fetch(inS3('s3://data/list', { s3DataType: 'ManifestFile' }));
    assert.deepEqual(inputs(), { 'prefix/a': 'a', 'prefix/deep/b': 'b' });
  });

  it('refuses a manifest that is none, or names what is not there', async () => {
    await fillBucket('data', {
      broken: '["a"]',
      wrong: JSON.stringify([{ prefix: 's3://data/x/' }, 'missing']),
    });
    const at = async (key: string) => fetch(inS3(`s3://data/${key}`, { s3DataType: 'ManifestFile' }));
    await assert.rejects(at('broken'), problem('data-missing', /no manifest/));
    await assert.rejects(at('wrong'), problem('data-missing', /s3:\/\/data\/x\/missing/));
    await assert.rejects(at('absent'), problem('data-missing', /s3:\/\/data\/absent/));
  });

  it('gives each host its share', async () => {
    await fillBucket('data', { 'd/a': '1', 'd/b': '2', 'd/c': '3', 'd/e/f': '4', 'd/g': '5' });
    await fetch(inS3('s3://data/d/', { distribution: 'ShardedByS3Key' }), { hosts: 2 });
    assert.deepEqual(inputs('algo-1'), { a: '1', c: '3', g: '5' });
    assert.deepEqual(inputs('algo-2'), { b: '2', 'e/f': '4' });
  });

  it('downloads nothing twice, and what changed again', async () => {
    await fillBucket('data', { 'd/a': 'one', 'd/b': 'two' });
    await fetch(inS3('s3://data/d/'));
    assert.deepEqual(reads.toSorted(), ['d/a', 'd/b']);
    await fetch(inS3('s3://data/d/'), { id: 'again' });
    assert.equal(reads.length, 2);
    await fillBucket('data', { 'd/b': 'new' });
    await fetch(inS3('s3://data/d/'), { id: 'changed' });
    assert.deepEqual(reads.slice(2), ['d/b']);
    assert.deepEqual(inputs('all', 'changed'), { a: 'one', b: 'new' });
    assert.deepEqual(inputs(), { a: 'one', b: 'two' });
  });

  it('tells what no run uses any more, and clears it away', async () => {
    await fillBucket('data', { 'd/a': 'one', 'd/b': 'three' });
    const downloads = async () => measureDownloads(world, runs);
    assert.equal(await downloads(), 0);
    await fetch(inS3('s3://data/d/'));
    await fetch(inS3('s3://data/d/a'), { id: 'again' });
    writeFileSync(`${runs}/.cache/s3/growing.part`, 'half');
    writeFileSync(`${runs}/.cache/s3/killed.part`, 'half');
    utimesSync(`${runs}/.cache/s3/killed.part`, 0, 0);
    assert.equal(await downloads(), 4);
    rmSync(`${runs}/run`, { recursive: true });
    assert.equal(await downloads(), 9);
    assert.equal(await deleteDownloads(world, runs), 9);
    assert.deepEqual(inputs('all', 'again'), { a: 'one' });
    assert.deepEqual(Object.values(textsBelow(`${runs}/.cache`)).toSorted(), ['half', 'one']);
    assert.equal(await downloads(), 0);
    reads.length = 0;
    await fetch(inS3('s3://data/d/'));
    assert.deepEqual(reads, ['d/b']);
  });

  it('fetches again what was cleared away while it was fetched', async () => {
    await fillBucket('data', { 'd/a': 'one', 'd/b': 'two' });
    const { objectCache } = world;
    let cleared = 0;
    const lay: typeof objectCache.lay = async (...parts) => {
      if (cleared === 0) cleared = await deleteDownloads(world, runs);
      return objectCache.lay(...parts);
    };
    world = { ...world, objectCache: { ...objectCache, lay } };
    await fetch(inS3('s3://data/d/'));
    assert.equal(cleared, 6);
    assert.deepEqual(inputs(), { a: 'one', b: 'two' });
  });

  it('leaves no half file when it is cancelled, and goes on from what was whole', async () => {
    await fillBucket('data', { 'd/a': 'small', 'd/b': new Uint8Array(24_000_000) });
    const cancelling = new AbortController();
    await fetch(inS3('s3://data/d/a'), { id: 'before' });
    const whole = world;
    const cancellingWorld: World['objects'] = {
      open: async (profile) => {
        const objects = await whole.objects.open(profile);
        return {
          ...objects,
          read: async (object, signal) => {
            const content = await objects.read(object, signal);
            return object.key === 'd/b' ? cancelAfterFirst(content, cancelling) : content;
          },
        };
      },
    };
    world = { ...world, objects: cancellingWorld };
    await assert.rejects(fetch(inS3('s3://data/d/'), { signal: cancelling.signal }), isAbort);
    assert.deepEqual(Object.values(textsBelow(`${runs}/.cache`)), ['small']);
    assert.ok(!existsSync(`${runs}/run`));
    world = whole;
    reads.length = 0;
    await fetch(inS3('s3://data/d/'));
    assert.deepEqual(reads, ['d/b']);
  });

  it('says what is missing', async () => {
    await fillBucket('data', { 'd/': '', 'd/a': '1' });
    await assert.rejects(fetch(inS3('s3://nobody-has-this/d')), problem('data-missing', /nobody-has-this/));
    await assert.rejects(fetch(inS3('s3://data/x/')), problem('data-missing', /s3:\/\/data\/x\//));
    await assert.rejects(
      fetch(inS3('s3://data/d/', { s3DataType: 'AugmentedManifestFile', mode: 'Pipe' })),
      problem('bad-run-file', /augmented/),
    );
  });

  it('says so when there are no credentials, without asking anybody', async () => {
    const {
      AWS_ACCESS_KEY_ID: _,
      AWS_SECRET_ACCESS_KEY: __,
      AWS_SESSION_TOKEN: ___,
      ...rest
    } = emulator.environment;
    setAws(rest);
    await assert.rejects(fetch(inS3('s3://data/d')), problem('aws-credentials', /aws configure/));
  });

  it('says so when nobody answers', async () => {
    setAws({ ...emulator.environment, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9' });
    await assert.rejects(fetch(inS3('s3://data/d')), problem('aws-unreachable', /s3:\/\/data\/d/));
  });

  for (const [code, status, kind, words] of [
    ['AccessDenied', 403, 'aws-denied', /s3:ListBucket on s3:\/\/data\/d/],
    ['ExpiredToken', 400, 'aws-credentials', /aws sso login/],
    ['InvalidAccessKeyId', 403, 'aws-credentials', /aws configure/],
    ['NoSuchBucket', 404, 'data-missing', /s3:\/\/data\/d/],
  ] as const) {
    it(`says ${kind} when S3 says ${code}`, async () => {
      const server = createServer((_, response) => {
        response.writeHead(status, { 'content-type': 'application/xml' });
        response.end(`<Error><Code>${code}</Code><Message>No</Message></Error>`);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const address = server.address();
        assert.ok(typeof address === 'object' && address);
        setAws({ ...emulator.environment, AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${address.port}` });
        await assert.rejects(fetch(inS3('s3://data/d')), problem(kind, words));
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });
  }

  it("goes where the profile's endpoint is", async () => {
    await fillBucket('data', { 'd/a': '1' });
    const config = `${runs}/config`;
    const keys = 'aws_access_key_id = testing\naws_secret_access_key = testing\nregion = eu-west-1\n';
    writeFileSync(config, `[profile near]\n${keys}endpoint_url = ${emulator.url}\n`);
    setAws({ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: config, AWS_PROFILE: 'near' });
    await fetch(inS3('s3://data/d/'));
    assert.deepEqual(inputs(), { a: '1' });
  });

  it('feeds a training job, which cannot write there', async () => {
    await fillBucket('data', { 'd/a.csv': '1,2', 'd/deep/b.csv': '3' });
    const bench = new TrainingBench();
    try {
      const { record, log, events } = await bench.train({
        ...python(`
import os
here = '/opt/ml/input/data/train'
print(sorted(os.listdir(here)), open(here + '/a.csv').read(), open(here + '/deep/b.csv').read())
try: open(here + '/new', 'w')
except OSError as error: print(error.errno)`),
        channels: { train: inS3('s3://data/d', { mode: 'FastFile' }) },
      });
      assert.equal(record.status, 'completed', JSON.stringify(record.diagnosis));
      assert.equal(log, "['a.csv', 'deep'] 1,2 3\n30\n");
      assert.deepEqual(record.channels, { train: 's3://data/d' });
      assert.ok(events.some((event) => event.kind === 'progress' && event.text.startsWith('train: 2 of 2')));
    } finally {
      bench.remove();
    }
  });

  const piped = `
import json, os
me = json.load(open('/opt/ml/input/config/resourceconfig.json'))['current_host']
print(me, open('/opt/ml/input/data/train_0').read(), flush=True)
__import__('time').sleep(1)`;

  it('gives the hosts that share a FIFO channel each object once', async () => {
    await fillBucket('data', { 'd/a': 'a', 'd/b': 'b', 'd/c': 'c', 'd/e': 'e', 'd/g': 'g' });
    const bench = new TrainingBench();
    try {
      const { log } = await bench.train({
        ...python(piped),
        local: bench.local({ hosts: 2 }),
        channels: { train: inS3('s3://data/d/', { mode: 'Pipe', distribution: 'ShardedByS3Key' }) },
      });
      assert.deepEqual(log.trim().split('\n').toSorted(), ['algo-1 acg', 'algo-2 be']);
    } finally {
      bench.remove();
    }
  });

  it('streams what a manifest lists in its order', async () => {
    const manifest = JSON.stringify([{ prefix: 's3://data/d/' }, 'g', 'a', 'e/x']);
    await fillBucket('data', { 'd/a': 'a', 'd/e/x': 'e', 'd/g': 'g', list: manifest });
    const bench = new TrainingBench();
    try {
      const { log } = await bench.train({
        ...python(piped),
        channels: { train: inS3('s3://data/list', { mode: 'Pipe', s3DataType: 'ManifestFile' }) },
      });
      assert.equal(log, 'algo-1 gae\n');
    } finally {
      bench.remove();
    }
  });
});

async function* cancelAfterFirst(content: AsyncIterable<Uint8Array>, cancelling: AbortController) {
  for await (const bytes of content) {
    yield bytes;
    cancelling.abort();
  }
}
