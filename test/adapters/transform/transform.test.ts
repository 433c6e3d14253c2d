import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TransformInput, TransformResult } from '../../../src/app/transform/transformLocally';
import { transformLocally } from '../../../src/app/transform/transformLocally';
import { readTransformOptions, type TransformWords } from '../../../src/core/transform/readTransformOptions';
import type { FileEnd, TransformEvent } from '../../../src/core/transform/transformState';
import { Problem } from '../../../src/core/problem';
import { fillBucket, setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { batchImage, stageImage } from '../../support/serve/kindImages';
import { leftovers } from '../../support/serve/leftovers';
import { ServingBench } from '../../support/serve/servingBench';
import { severalContainers } from '../../support/serve/kindVariants';

interface Seen {
  readonly bytes: number;
  readonly type: string | null;
  readonly accept: string | null;
  readonly most: number;
  readonly chunked: boolean;
  readonly text: string;
}

interface Outcome {
  readonly result: TransformResult;
  readonly seen: readonly Seen[];
  readonly environment: Readonly<Record<string, string>>;
  readonly events: readonly TransformEvent[];
  readonly stored: (key: string) => string;
  readonly outputs: readonly string[];
}

describe('A batch transform on a real engine', () => {
  let bench: ServingBench;
  let image: string;
  before(async () => {
    image = await batchImage();
  });
  beforeEach(() => {
    bench = new ServingBench();
  });
  afterEach(async () => bench.remove());

  async function transform(
    words: TransformWords,
    {
      environment = {},
      ...more
    }: Partial<TransformInput> & { readonly environment?: Readonly<Record<string, string>> } = {},
    during: (event: TransformEvent, stop: AbortController) => void = () => undefined,
  ): Promise<Outcome> {
    const events: TransformEvent[] = [];
    const lines: string[] = [];
    const stop = new AbortController();
    const output = join(bench.folder, 'out');
    const result = await transformLocally(
      bench.world,
      {
        endpoint: bench.endpoint([{ image, environment }]),
        file: bench.file,
        variant: undefined,
        input: join(bench.folder, 'in'),
        isManifest: false,
        output,
        options: readTransformOptions(words),
        stopsOnError: false,
        runsFolder: bench.runsFolder,
        follower: process.pid,
        ...more,
      },
      {
        tell: (event) => {
          events.push(event);
          during(event, stop);
        },
        line: (_, text) => lines.push(text),
        signal: stop.signal,
      },
    );
    const told = lines.flatMap(
      (line): ReadonlyArray<Seen & { readonly environment?: Outcome['environment'] }> =>
        line.startsWith('{') ? [JSON.parse(line)] : [],
    );
    return {
      result,
      events,
      seen: told.filter(({ bytes }) => bytes !== undefined),
      environment: told[0]?.environment ?? {},
      stored: (key) => readFileSync(join(output, `${key}.out`), 'latin1'),
      outputs: readdirSync(output, { recursive: true, encoding: 'utf8' })
        .filter((each) => each.includes('.'))
        .toSorted(),
    };
  }

  const ends = ({ result }: Outcome): readonly FileEnd[] =>
    result.files.toSorted((one, other) => (one.key < other.key ? -1 : 1));

  it('answers every file, also in sub-folders, and tells the container nothing that nobody said', async () => {
    bench.write('in/a.csv', 'a,1\r\nb,2');
    bench.write('in/deep/er/b.txt', 'x\n');
    const done = await transform({});
    assert.deepEqual(done.environment, { SAGEMAKER_BATCH: 'true' });
    assert.deepEqual(done.outputs, ['a.csv.out', 'deep/er/b.txt.out']);
    assert.equal(done.stored('a.csv'), 'A,1\r\nB,2');
    assert.deepEqual(
      done.seen.map(({ type, accept, text }) => ({ type, accept, text })),
      [
        { type: null, accept: null, text: 'a,1\r\nb,2' },
        { type: null, accept: null, text: 'x\n' },
      ],
    );
    assert.deepEqual(done.result.execution, { concurrent: 1, strategy: 'MultiRecord', maxPayload: 6 });
  });

  it('fills requests with records up to the payload, in order, and ends answers as asked', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${index},${'x'.repeat(60_000)}`);
    bench.write('in/large.csv', lines.join('\n'));
    const done = await transform({
      split: 'Line',
      assemble: 'Line',
      'max-payload': '1',
      'max-concurrent': '4',
      strategy: 'MultiRecord',
      'content-type': 'text/csv',
      accept: 'text/plain',
    });
    assert.equal(done.stored('large.csv'), `${lines.join('\n').toUpperCase()}\n`);
    assert.deepEqual(
      done.seen.map(({ bytes }) => bytes > 900_000 && bytes <= 1024 ** 2).filter(Boolean).length,
      2,
    );
    assert.deepEqual(done.seen[0]?.type, 'text/csv');
    assert.deepEqual(done.environment, {
      SAGEMAKER_BATCH: 'true',
      SAGEMAKER_BATCH_STRATEGY: 'MULTI_RECORD',
      SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: '4',
      SAGEMAKER_MAX_PAYLOAD_IN_MB: '1',
    });
  });

  it('follows what the container says for itself, and sends so many at once', async () => {
    bench.write('in/a.txt', Array.from({ length: 24 }, (_, index) => `line ${index}`).join('\n'));
    const told = { MaxConcurrentTransforms: 8, BatchStrategy: 'SINGLE_RECORD', MaxPayloadInMB: 2 };
    const done = await transform(
      { split: 'Line' },
      { environment: { PARAMETERS: JSON.stringify(told), PAUSE: '0.05' } },
    );
    assert.deepEqual(done.result.execution, { concurrent: 8, strategy: 'SingleRecord', maxPayload: 2 });
    assert.equal(done.seen.length, 24);
    assert.equal(Math.max(...done.seen.map(({ most }) => most)), 8);
    assert.equal(done.stored('a.txt'), Array.from({ length: 24 }, (_, index) => `LINE ${index}`).join('\n'));
  });

  it('tries again where that may help, and names the files that fail, with what was said', async () => {
    bench.write('in/again.txt', 'once 503 a\nonce 429 b\n');
    bench.write('in/bad.txt', 'fine\nstatus 400 no\nfine too\n');
    bench.write('in/down.txt', 'status 500 no\n');
    bench.write('in/good.txt', 'fine\n');
    const done = await transform({ split: 'Line', strategy: 'SingleRecord', retries: '1' });
    assert.deepEqual(ends(done), [
      { kind: 'done', key: 'again.txt', output: join(bench.folder, 'out/again.txt.out'), records: 2 },
      {
        kind: 'failed',
        key: 'bad.txt',
        reason: 'ClientError: 400',
        status: 400,
        body: 'cannot do status 400 no',
        records: 1,
      },
      {
        kind: 'failed',
        key: 'down.txt',
        reason: 'Bad HTTP status received from algorithm: 500',
        status: 500,
        body: 'cannot do status 500 no',
        records: 0,
      },
      { kind: 'done', key: 'good.txt', output: join(bench.folder, 'out/good.txt.out'), records: 1 },
    ]);
    assert.deepEqual(done.outputs, ['again.txt.out', 'good.txt.out']);
    assert.equal(done.events.filter(({ kind }) => kind === 'retry').length, 3);
    assert.equal(done.seen.filter(({ text }) => text.startsWith('status 400')).length, 1);
  });

  it('fails a file whose record is too large or whose answer takes too long', async () => {
    bench.write('in/large.txt', `ok\n${'x'.repeat(1024 ** 2 + 1)}\n`);
    bench.write('in/late.txt', 'sleep 5\n');
    const done = await transform({ split: 'Line', 'max-payload': '1', timeout: '1', retries: '0' });
    assert.deepEqual(
      ends(done).map((end) => end.kind === 'failed' && end.reason),
      ['Too much data for max payload size: 1 MB', 'Unable to get response from algorithm'],
    );
    assert.deepEqual(done.outputs, []);
  });

  it('ends with the first file that fails, when that is wanted', async () => {
    bench.write('in/a.txt', 'status 400\n');
    bench.write('in/b.txt', 'b\n');
    const done = await transform({}, { stopsOnError: true });
    assert.deepEqual(
      ends(done).map(({ key }) => key),
      ['a.txt'],
    );
  });

  it('sends any size in chunks when the payload has no limit, and unpacks what is packed', async () => {
    const text = 'abc\n'.repeat(2_000_000);
    bench.write('in/big.txt.gz', gzipSync(text));
    const done = await transform({ 'max-payload': '0', compression: 'Gzip' });
    assert.deepEqual(
      done.seen.map(({ bytes, chunked }) => ({ bytes, chunked })),
      [{ bytes: text.length, chunked: true }],
    );
    assert.equal(done.stored('big.txt.gz'), text.toUpperCase());
    bench.write('in/big.txt.gz', text.slice(0, 100));
    const broken = await transform({ 'max-payload': '0', compression: 'Gzip' });
    assert.match(JSON.stringify(ends(broken)), /no gzip/);
  });

  it('leaves columns out, joins the answers, and stores what is picked', async () => {
    bench.write('in/a.csv', '1,x,a\n2,y,b\n');
    const done = await transform({
      'content-type': 'text/csv',
      split: 'Line',
      assemble: 'Line',
      'input-filter': '$[1:]',
      join: 'Input',
      'output-filter': '$[0,-2:]',
    });
    assert.deepEqual(
      done.seen.map(({ text }) => text),
      ['x,a\ny,b\n'],
    );
    assert.equal(done.stored('a.csv'), '1,X,A\n2,Y,B\n');
  });

  it('reads what a manifest lists', async () => {
    bench.write('data/one/a.txt', 'a');
    bench.write('data/b.txt', 'b');
    bench.write('data/c.txt', 'c');
    const input = bench.write('list.json', JSON.stringify([{ prefix: 'data/' }, 'one/a.txt', 'c.txt']));
    const done = await transform({}, { input, isManifest: true });
    assert.deepEqual(done.outputs, ['c.txt.out', 'one/a.txt.out']);
  });

  it('reads its files, or what a manifest lists, from S3', async () => {
    const restore = setAws(testEmulator().environment);
    try {
      const bucket = `batch-${process.pid}-${Date.now()}`;
      await fillBucket(bucket, {
        'in/a.csv': 'a',
        'in/deep/b.csv': 'b',
        'other/c.csv': 'c',
        'list.json': JSON.stringify([{ prefix: `s3://${bucket}/` }, 'in/a.csv', 'other/c.csv']),
      });
      const all = await transform({}, { input: `s3://${bucket}/in/` });
      assert.deepEqual(all.outputs, ['a.csv.out', 'deep/b.csv.out']);
      assert.equal(all.stored('deep/b.csv'), 'B');
      const output = join(bench.folder, 'listed');
      const { result } = await transform({}, { input: `s3://${bucket}/list.json`, isManifest: true, output });
      assert.deepEqual(result.files.map(({ key }) => key).toSorted(), ['in/a.csv', 'other/c.csv']);
      assert.equal(readFileSync(join(output, 'other/c.csv.out'), 'latin1'), 'C');
      await assert.rejects(
        transform({}, { input: `s3://${bucket}/none/` }),
        (error) => error instanceof Problem && error.kind === 'data-missing',
      );
    } finally {
      restore();
    }
  });

  it('goes through all containers of a pipeline', async () => {
    bench.write('in/a.txt', 'a');
    const variants = [severalContainers(await stageImage(), ['first', 'second'])];
    const done = await transform({}, { endpoint: { ...bench.endpoint([]), variants } });
    assert.equal(done.stored('a.txt'), 'a > first > second');
  });

  it('says why, and leaves nothing behind, when the container dies', async () => {
    bench.write('in/a.txt', 'die\n');
    await assert.rejects(transform({}), /exit code 3|ended/);
    assert.deepEqual(readdirSync(join(bench.folder, 'out')), []);
    const made = join(bench.runsFolder, '.transforms');
    assert.deepEqual(existsSync(made) ? readdirSync(made) : [], []);
    assert.deepEqual(await leftovers(bench), []);
  });

  it('stops when it is told to, and keeps the files that were whole', async () => {
    bench.write('in/a.txt', 'a\n');
    bench.write('in/b.txt', 'sleep 60\n');
    mkdirSync(join(bench.folder, 'out'), { recursive: true });
    const transforming = transform({}, {}, (event, stop) => {
      if (event.kind === 'file') setTimeout(() => stop.abort(), 200);
    });
    await assert.rejects(transforming, { name: 'AbortError' });
    assert.deepEqual(readdirSync(join(bench.folder, 'out')), ['a.txt.out']);
    assert.deepEqual(await leftovers(bench), []);
  });
});
