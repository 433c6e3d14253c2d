// Whole endpoints of every kind, through the front and with AWS's own client.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EndpointFile, Variant } from '../../../src/core/endpoint/file/endpointFile';
import { fillBucket, setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { withBoto3 } from '../../support/serve/boto3';
import { serveTest, type TestEndpoint } from '../../support/serve/endpointBench';
import { echoImage, manyModelsImage, stageImage } from '../../support/serve/kindImages';
import { manyModels, severalContainers } from '../../support/serve/kindVariants';
import { ServingBench } from '../../support/serve/servingBench';

const never = new AbortController().signal;

describe('Other kinds of serving, as whole endpoints', () => {
  let bench: ServingBench;
  beforeEach(() => {
    bench = new ServingBench();
  });
  afterEach(async () => bench.remove());

  async function serve(
    variant: Variant,
    rest: Partial<EndpointFile> = {},
    more: { readonly serverlessIdle?: number } = {},
  ): Promise<TestEndpoint> {
    const served = serveTest(bench, [{ ...variant }], { rest, ...more });
    await served.untilServing();
    return served;
  }

  const plain = async (more: Partial<Variant> = {}): Promise<Variant> => ({
    name: 'main',
    weight: 1,
    instances: 1,
    startupTimeout: 60,
    serving: { kind: 'one', container: { image: await echoImage(), environment: {}, multiModel: false } },
    ...more,
  });

  it('many models are loaded by TargetModel, and by hand', async () => {
    for (const name of ['a', 'b', 'c']) {
      bench.write(`made/${name}/model.txt`, name);
      const archive = join(bench.folder, `models/${name}.tar.gz`);
      mkdirSync(dirname(archive), { recursive: true });
      await bench.world.disk.pack([join(bench.folder, 'made', name)], archive, never);
    }
    const served = await serve(manyModels(await manyModelsImage(), 'models'));
    assert.deepEqual(
      await withBoto3(
        served.url,
        `
for target in ('a', 'b', 'c', 'a'): print(said(TargetModel=target + '.tar.gz', Body=b'x'))
print(said(TargetModel='none.tar.gz', Body=b'x'))
print(said(Body=b'x'))
`,
      ).then((lines) => lines.map((line) => line.slice(0, 80))),
      [
        'a:x:a.tar.gz',
        'b:x:b.tar.gz',
        'c:x:c.tar.gz',
        'a:x:a.tar.gz',
        'ValidationError An error occurred (ValidationError) when calling the InvokeEndpo',
        'ValidationError An error occurred (ValidationError) when calling the InvokeEndpo',
      ],
    );
    const targets = ({ variants: [first] }: TestEndpoint['state']): string =>
      first?.kind?.kind === 'multi-model'
        ? first.kind.models
            .map(({ target, state }) => `${target} ${state}`)
            .toSorted()
            .join()
        : '';
    await served.until((state) => targets(state) === 'a.tar.gz loaded,c.tar.gz loaded');
    served.control.ask({ kind: 'unload', variant: 'main', model: 'c.tar.gz' });
    await served.until((state) => targets(state) === 'a.tar.gz loaded');
    served.control.ask({ kind: 'load', variant: 'main', model: 'b.tar.gz' });
    await served.until((state) => targets(state) === 'a.tar.gz loaded,b.tar.gz loaded');
  });

  it('many models come from S3 when they are asked for', async () => {
    const restore = setAws(testEmulator().environment);
    try {
      const bucket = `many-${process.pid}-${Date.now()}`;
      bench.write('made/model.txt', 'far');
      const archive = join(bench.folder, 'far.tar.gz');
      await bench.world.disk.pack([join(bench.folder, 'made')], archive, never);
      await fillBucket(bucket, { 'models/team/far.tar.gz': readFileSync(archive) });
      const served = await serve(manyModels(await manyModelsImage(), `s3://${bucket}/models/`));
      const [far, none] = await withBoto3(
        served.url,
        `
print(said(TargetModel='team/far.tar.gz', Body=b'x'))
print(said(TargetModel='team/none.tar.gz', Body=b'x'))
`,
      );
      assert.equal(far, 'far:x:team/far.tar.gz');
      assert.match(none ?? '', /^ValidationError/);
    } finally {
      restore();
    }
  });

  it('containers of a pipeline answer one after the other, and the one that fails is named', async () => {
    const served = await serve(severalContainers(await stageImage(), ['clean', 'predict']));
    const [good, bad, direct] = await withBoto3(
      served.url,
      `
print(said(Body=b'x', ContentType='text/csv'))
print(said(Body=b'fail-predict'))
print(said(Body=b'x', TargetContainerHostname='clean'))
`,
    );
    assert.equal(good, 'x > clean > predict');
    assert.match(
      bad ?? '',
      /^ModelError .*Received client error \(418\) from predict with message "I am predict"/,
    );
    assert.equal(direct, 'x > clean > predict');
    assert.deepEqual(served.state.variants[0]?.kind, {
      kind: 'several',
      invocation: 'Serial',
      containers: ['clean', 'predict'],
    });
  });

  it('containers are called directly by TargetContainerHostname', async () => {
    const served = await serve(severalContainers(await stageImage(), ['one', 'two'], 'Direct'));
    const [two, none, wrong] = await withBoto3(
      served.url,
      `
print(said(Body=b'x', TargetContainerHostname='two'))
print(said(Body=b'x'))
print(said(Body=b'x', TargetContainerHostname='three'))
`,
    );
    assert.equal(two, 'x > two');
    assert.match(none ?? '', /^ValidationError .*missing a target container hostname header/);
    assert.match(wrong ?? '', /^ValidationError .*three not found/);
  });

  it('one container with one model says so to whoever names another', async () => {
    const served = await serve(await plain());
    const [model, container] = await withBoto3(
      served.url,
      `
print(said(Body=b'x', TargetModel='a.tar.gz'))
print(said(Body=b'x', TargetContainerHostname='a'))
`,
    );
    assert.match(
      model ?? '',
      /^ValidationError .*test is not a multi-model endpoint and does not support target model header/,
    );
    assert.match(container ?? '', /^ValidationError .*not a multi-container endpoint/);
  });

  it('a variant that is serverless here goes when nobody asks, and starts again with the next request', async () => {
    const local = { gpus: 'none', serverless: { memory: 1024, concurrency: 1 } } as const;
    const served = await serve(
      await plain({ instanceType: 'ml.m5.large' }),
      { local },
      { serverlessIdle: 1 },
    );
    const phase = ({ variants: [first] }: TestEndpoint['state']): string =>
      first?.kind?.kind === 'serverless' ? `${first.kind.phase} ${first.kind.coldStarts}` : '';
    assert.deepEqual(await withBoto3(served.url, `print(said(Body=b'hello'))`), ['hello']);
    await served.until((state) => phase(state) === 'cold 1');
    assert.deepEqual(await withBoto3(served.url, `print(said(Body=b'again'))`), ['again']);
    await served.until((state) => phase(state).endsWith(' 2'));
    const [answers] = await withBoto3(
      served.url,
      `
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool: print(json.dumps(sorted(pool.map(lambda _: said(Body=b'sleep 2'), range(2)))))
`,
    );
    assert.match(answers ?? '', /^\["ClientError .*ThrottlingException.*", "sleep 2"\]$/);
  });

  it('an endpoint that is asynchronous here alone takes payloads from S3', async () => {
    const restore = setAws(testEmulator().environment);
    try {
      const bucket = `async-${process.pid}-${Date.now()}`;
      await fillBucket(bucket, { 'in/row.csv': '3,4' });
      const served = await serve(await plain(), { local: { gpus: 'none', async: true } });
      const ask = (key: string): string =>
        `print(client.invoke_endpoint_async(EndpointName='test', InputLocation='s3://${bucket}/${key}', ContentType='text/csv')['OutputLocation'])`;
      const [told = ''] = await withBoto3(served.url, ask('in/row.csv'));
      await served.until(({ queue }) => queue?.answered === 1);
      assert.equal(readFileSync(fileURLToPath(told), 'utf8'), '3,4');
      await withBoto3(served.url, ask('in/none.csv'));
      await served.until(({ queue }) => queue?.failed === 1);
    } finally {
      restore();
    }
  });

  it('an asynchronous endpoint takes InvokeEndpointAsync, and shows its queue', async () => {
    const served = await serve(await plain(), {
      async: { output: 's3://bucket/answers', maxConcurrent: 1, notifications: {} },
    });
    const file = bench.write('row.csv', '1,2');
    const [told = ''] = await withBoto3(
      served.url,
      `print(client.invoke_endpoint_async(EndpointName='test', InputLocation='file://${file}', ContentType='text/csv')['OutputLocation'])`,
    );
    const output = fileURLToPath(told);
    assert.ok(output.startsWith(join(served.state.folder, 'async')));
    await served.until(({ queue }) => queue?.answered === 1);
    assert.ok(existsSync(output));
    assert.equal(readFileSync(output, 'utf8'), '1,2');
    assert.deepEqual(served.state.queue, {
      output: join(served.state.folder, 'async'),
      limit: 1,
      waiting: 0,
      running: 0,
      answered: 1,
      failed: 0,
      expired: 0,
    });
  });
});
