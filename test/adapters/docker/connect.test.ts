import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect as dial, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import { Problem } from '../../../src/core/problem';
import { testEngine } from '../../support/engine/engine';

const never = new AbortController().signal;
const worldAt = (host: string) => makeWorld({ docker: () => ({ host, context: '' }) });

async function problemAt(host: string): Promise<readonly [string, string]> {
  try {
    await worldAt(host).docker.listImages(never);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return [error.kind, error.message];
  }
  throw new assert.AssertionError({ message: `${host} answered.` });
}

describe('An engine', () => {
  let folder: string;
  const environment = { ...process.env };
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'longshore-connect-'))));
  afterEach(() => {
    process.env = { ...environment };
    rmSync(folder, { recursive: true, force: true });
  });

  it('that is not there does not answer, in words', async () => {
    const host = `unix://${folder}/none.sock`;
    assert.deepEqual(await problemAt(host), [
      'docker-stopped',
      `The Docker engine ${host} does not answer. Is it running?`,
    ]);
    assert.equal((await problemAt('tcp://127.0.0.1:1'))[0], 'docker-stopped');
  });

  it('is reached over TCP, whatever DOCKER_HOST says', async () => {
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    const { server, port } = await forwardTo(testEngine().socket);
    try {
      assert.ok(Array.isArray(await worldAt(`tcp://127.0.0.1:${port}`).docker.listImages(never)));
    } finally {
      server.close();
    }
  });

  it('is reached over SSH through the user’s own ssh', async () => {
    const { socket } = testEngine();
    const log = join(folder, 'words');
    const ssh = join(folder, 'ssh');
    writeFileSync(ssh, `#!/bin/sh\necho "$@" >> ${log}\nexec docker -H unix://${socket} system dial-stdio\n`);
    chmodSync(ssh, 0o755);
    process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
    assert.ok(Array.isArray(await worldAt('ssh://ada@gpu-box:2222').docker.listImages(never)));
    assert.match(readFileSync(log, 'utf8'), /-p 2222 -- ada@gpu-box docker system dial-stdio/);
  });

  it('that ssh cannot reach says what ssh said', async () => {
    const ssh = join(folder, 'ssh');
    writeFileSync(ssh, '#!/bin/sh\necho "Permission denied (publickey)." >&2\nexit 255\n');
    chmodSync(ssh, 0o755);
    process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
    const [kind, message] = await problemAt('ssh://gpu-box');
    assert.equal(kind, 'docker-stopped');
    assert.match(message, /publickey/);
  });

  it('that answers something else than Docker does is a problem, not a crash', async () => {
    const server = createServer((client) => client.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const { port } = await listen(server);
    try {
      const [kind] = await problemAt(`tcp://127.0.0.1:${port}`);
      assert.match(kind, /^docker-/);
    } finally {
      server.close();
    }
  });

  it('that is given a wrong address says so', async () => {
    assert.equal((await problemAt('ftp://x'))[0], 'docker-context');
  });

  it('is asked no more once the question was withdrawn', async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(worldAt(testEngine().host).docker.listImages(stop.signal), { name: 'AbortError' });
  });
});

async function forwardTo(socket: string | undefined): Promise<{ server: Server; port: number }> {
  assert.ok(socket, 'These tests reach the engine through its socket.');
  return listen(
    createServer((client) => {
      const engine = dial(socket);
      client.pipe(engine).pipe(client);
      client.on('error', () => engine.destroy());
      engine.on('error', () => client.destroy());
    }),
  );
}

async function listen(server: Server): Promise<{ server: Server; port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { server, port: address.port };
}
