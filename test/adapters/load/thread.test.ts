import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAddress } from '../../../src/adapters/load/findAddress';
import { makeLoads } from '../../../src/adapters/load/loads';
import { answerOk, startServer, type LoadServer } from '../../support/load/server';

const never = new AbortController().signal;

describe('A name is believed when it leads to this machine alone', () => {
  let server: LoadServer;
  before(async () => (server = await startServer(answerOk)));
  after(async () => server.close());
  const find = async (host: string, addresses: readonly string[]): Promise<string> =>
    findAddress({ host, port: server.port, path: '/' }, async () => Promise.resolve(addresses));

  it('the number that answers, of two', async () =>
    assert.equal(await find('localhost', ['::1', '127.0.0.1']), '127.0.0.1'));
  it('a number is not looked up', async () =>
    assert.equal(await find('127.0.0.1', ['10.0.0.1']), '127.0.0.1'));
  for (const addresses of [['10.0.0.1'], ['127.0.0.1', '192.0.2.7'], ['::ffff:127.0.0.1'], []])
    it(`refused: ${addresses.join(' and ')}`, async () =>
      assert.rejects(find('localhost', addresses), /does not lead to this machine alone/));
});

describe('The thread of a load', () => {
  let server: LoadServer;
  before(async () => (server = await startServer(answerOk)));
  after(async () => server.close());

  /** A process of its own: it ends when nothing holds it. */
  async function exitCode(script: string): Promise<number | null> {
    const source = `
      import { makeLoads } from ${JSON.stringify(new URL('../../../src/adapters/load/loads.ts', import.meta.url).href)};
      const payloads = [{ name: 'x', contentType: 'text/plain', body: Buffer.from('x') }];
      const target = { url: ${JSON.stringify(server.url)}, headers: {}, payloads, timeout: 1000 };
      const signal = new AbortController().signal;
      const thread = await makeLoads().open([target], signal);
      ${script}`;
    const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', source], {
      cwd: process.cwd(),
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 60_000,
    });
    const [code] = await once(child, 'close');
    return typeof code === 'number' ? code : null;
  }
  const step = `await thread.step({ pace: { kind: 'closed', concurrency: 2 }, milliseconds: 500, warmUp: 0 }, () => undefined, signal);`;

  it('ends when it is closed', async () => assert.equal(await exitCode(`${step} await thread.close();`), 0));
  it('holds nobody who forgets it', async () => assert.equal(await exitCode(step), 0));
  it('closed in the middle of a step, that fails instead of hanging', async () =>
    assert.equal(
      await exitCode(`
        setTimeout(() => thread.close(), 1500);
        const step = { pace: { kind: 'closed', concurrency: 1 }, milliseconds: 60_000, warmUp: 0 };
        await thread.step(step, () => undefined, signal).then(() => process.exit(3), () => process.exit(0));`),
      0,
    ));

  it('a question that is stopped is an abort', async () => {
    const silent = await startServer(() => undefined);
    const payloads = [{ name: 'x', contentType: 'text/plain', body: Buffer.from('x') }];
    const thread = await makeLoads().open(
      [{ url: silent.url, headers: {}, payloads, timeout: 60_000 }],
      never,
    );
    const stop = new AbortController();
    const asking = thread.ask({ target: 0, payload: 0 }, stop.signal);
    setTimeout(() => stop.abort(), 200);
    await assert.rejects(asking, { name: 'AbortError' });
    await thread.close();
    await silent.close();
  });
});

describe('Payloads on disk', () => {
  it('files, and files right in folders, by name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'longshore-payloads-'));
    await mkdir(join(folder, 'set', 'deeper'), { recursive: true });
    for (const [name, text] of [
      ['set/b.csv', 'b'],
      ['set/a.bin', '\0'],
      ['set/.hidden', 'x'],
      ['set/deeper/c.csv', 'c'],
      ['one.json', '{}'],
    ] as const)
      await writeFile(join(folder, name), text);
    const found = await makeLoads().readPayloads([join(folder, 'set'), join(folder, 'one.json')], never);
    assert.deepEqual(
      found.map(({ path, bytes }) => [path.slice(folder.length + 1), Buffer.from(bytes).toString()]),
      [
        ['set/a.bin', '\0'],
        ['set/b.csv', 'b'],
        ['one.json', '{}'],
      ],
    );
    await assert.rejects(makeLoads().readPayloads([join(folder, 'none')], never), /cannot be read/);
    await rm(folder, { recursive: true });
  });
});
