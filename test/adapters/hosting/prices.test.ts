import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makePrices } from '../../../src/adapters/aws/prices/prices';
import { Problem } from '../../../src/core/problem';
import { offerFile } from '../../support/hosting/offerFile';

const never = new AbortController().signal;

describe('AWS’s public prices', () => {
  let server: Server;
  let folder: string;
  let paths: string[];
  let answer: { readonly status: number; readonly body: string };
  const address = (): string => {
    const found = server.address();
    return `http://127.0.0.1:${typeof found === 'object' && found ? found.port : 0}`;
  };
  beforeEach(async () => {
    paths = [];
    answer = { status: 200, body: offerFile({ 'ml.m5.large': 0.115, 'ml.g5.xlarge': 1.408 }) };
    folder = await mkdtemp(join(tmpdir(), 'longshore-prices-'));
    server = createServer((request, response) => {
      paths.push(String(request.url));
      response.writeHead(answer.status, { 'content-type': 'text/csv', 'content-encoding': 'gzip' });
      response.end(gzipSync(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
    error instanceof Problem && error.kind === kind && words.test(error.message);

  it('are fetched once for a region, and kept with their date', async () => {
    const prices = makePrices(address);
    assert.equal(await prices.kept(folder, 'us-east-1'), undefined);
    const list = await prices.fetch(folder, 'us-east-1', never);
    assert.deepEqual(list, {
      region: 'us-east-1',
      published: '2026-11-12T18:04:05Z',
      hourly: { 'ml.m5.large': 0.115, 'ml.g5.xlarge': 1.408 },
    });
    assert.deepEqual(paths, ['/offers/v1.0/aws/AmazonSageMaker/current/us-east-1/index.csv']);
    assert.deepEqual(await makePrices(() => undefined).kept(folder, 'us-east-1'), list);
    assert.equal(await prices.kept(folder, 'eu-west-1'), undefined);
    assert.deepEqual(await readdir(folder), ['us-east-1.json']);
  });

  it('are unknown when what is kept is broken', async () => {
    await writeFile(join(folder, 'us-east-1.json'), '{"region":');
    assert.equal(await makePrices(address).kept(folder, 'us-east-1'), undefined);
  });

  it('are a Problem when the list is not there, is no such list, or nobody answers', async () => {
    const prices = makePrices(address);
    answer = { status: 403, body: 'no' };
    await assert.rejects(prices.fetch(folder, 'us-east-1', never), isProblem('aws-failed', /HTTP 403/));
    answer = { status: 200, body: '<html>' };
    await assert.rejects(
      prices.fetch(folder, 'us-east-1', never),
      isProblem('aws-failed', /no prices of hosting/),
    );
    server.close();
    server.closeAllConnections();
    await assert.rejects(
      prices.fetch(folder, 'us-east-1', never),
      isProblem('aws-unreachable', /cannot be reached/),
    );
    assert.deepEqual(await readdir(folder), []);
  });

  it('stop with the signal, and leave nothing', async () => {
    const ended = AbortSignal.abort();
    await assert.rejects(makePrices(address).fetch(folder, 'us-east-1', ended), { name: 'AbortError' });
    assert.deepEqual(await readdir(folder), []);
  });
});
