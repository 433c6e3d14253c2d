import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentContext, dockerContexts } from '../../../src/adapters/docker/contexts';
import { makeWorld } from '../../../src/adapters/world';
import { Problem } from '../../../src/core/problem';
import { testEngine } from '../../support/engine/engine';
import { eventually } from '../../support/workbench/eventually';

const never = new AbortController().signal;
const noSettings = { docker: () => ({ host: '', context: '' }) };

describe('Docker contexts', () => {
  let folder: string;
  const environment = { ...process.env };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-contexts-'));
    process.env['DOCKER_CONFIG'] = folder;
    delete process.env['DOCKER_HOST'];
    delete process.env['DOCKER_CONTEXT'];
  });
  afterEach(() => {
    process.env = { ...environment };
    rmSync(folder, { recursive: true, force: true });
  });

  /** The docker command line itself writes the files that we read. */
  const docker = (...words: string[]) =>
    execFileSync('docker', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('that the docker command line made are read, and lead to their engine', async () => {
    const { host } = testEngine();
    docker('context', 'create', 'bench', '--description', 'for tests', '--docker', `host=${host}`);
    docker('context', 'use', 'bench');
    assert.equal(await currentContext(), 'bench');
    assert.deepEqual(await dockerContexts.list(), [
      { name: 'bench', description: 'for tests', host, skipTlsVerify: false, tlsFolder: undefined },
    ]);
    const world = makeWorld(noSettings);
    assert.equal((await world.docker.endpoint()).name, 'bench');
    assert.ok(Array.isArray(await world.docker.listImages(never)));
  });

  it('that change on disk are told', async () => {
    let changes = 0;
    mkdirSync(join(folder, 'contexts', 'meta'), { recursive: true });
    const watching = dockerContexts.watch(() => (changes += 1));
    writeFileSync(join(folder, 'config.json'), '{"currentContext":"other"}');
    await eventually(() => assert.ok(changes > 0));
    watching.dispose();
  });

  it('are none where there is no Docker configuration', async () => {
    process.env['DOCKER_CONFIG'] = join(folder, 'absent');
    assert.deepEqual(await dockerContexts.list(), []);
    assert.equal(await currentContext(), undefined);
    dockerContexts.watch(() => undefined).dispose();
  });

  it('in a broken configuration are a problem that names the file', async () => {
    writeFileSync(join(folder, 'config.json'), '{"currentContext": ');
    const wrong = async () => makeWorld(noSettings).docker.listImages(never);
    await assert.rejects(
      wrong,
      (error) =>
        error instanceof Problem && error.kind === 'docker-context' && /config\.json/.test(error.message),
    );
  });

  it('that do not exist any more are a problem that names them', async () => {
    process.env['DOCKER_CONTEXT'] = 'gone';
    const wrong = async () => makeWorld(noSettings).docker.listImages(never);
    await assert.rejects(
      wrong,
      (error) => error instanceof Problem && error.kind === 'docker-context' && /gone/.test(error.message),
    );
  });
});
