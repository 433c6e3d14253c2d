import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { testEngine } from '../support/engine/engine';
import { startPrivateFront } from '../support/engine/front';
import { loadScratchImage } from '../support/engine/images';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

function longshore(words: readonly string[], host: string, more: { uid?: number } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    encoding: 'utf8',
    env: { ...process.env, DOCKER_HOST: host },
    ...more,
  });
  return { status, stdout, stderr };
}

describe('longshore in a terminal', () => {
  it('lists the images as a table and as JSON', async () => {
    const engine = testEngine();
    const tag = await loadScratchImage(engine);
    const text = longshore(['images'], engine.host);
    assert.equal(text.status, 0, text.stderr);
    assert.match(text.stdout, /^REPOSITORY +TAG +ID +SIZE +CREATED +ARCHITECTURE +USED BY\n/);
    assert.match(
      text.stdout,
      /^longshore-test\/scratch +latest +[0-9a-f]{12} +\d+ B +\d+ months ago +\w+\n?$/m,
    );
    const json: { engine: string; images: Array<{ tags: string[]; architecture: string }> } = JSON.parse(
      longshore(['images', '--json'], engine.host).stdout,
    );
    assert.equal(json.engine, engine.host);
    assert.ok(json.images.find(({ tags }) => tags.includes(tag))?.architecture);
  });

  it('says what to do when the engine does not answer, and ends with 1', () => {
    const { status, stdout, stderr } = longshore(['images'], 'unix:///nowhere/docker.sock');
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /does not answer/);
    assert.match(stderr, /Start Docker and try again/);
  });

  it('says what to do when the user may not use the engine', async function () {
    const front = await startPrivateFront(testEngine());
    try {
      chmodSync(front.socket ?? '', 0o600);
      const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
      if (process.getuid?.() !== 0) chmodSync(front.socket ?? '', 0o000);
      const { status, stderr } = longshore(['images'], front.host, nobody);
      assert.equal(status, 1);
      assert.match(stderr, /You may not use the Docker engine/);
    } finally {
      await front.stop();
    }
  });

  it('ends with 2 when it is used wrongly', () => {
    for (const words of [['imagess'], ['images', '--yaml'], ['images', 'x'], ['constructor']]) {
      const { status, stderr } = longshore(words, '');
      assert.equal(status, 2, words.join(' '));
      assert.match(stderr, /See longshore (?:\w+ )?--help/);
    }
  });

  it('explains itself', () => {
    assert.match(longshore(['--help'], '').stdout, /longshore images \[--json\]/);
    assert.match(longshore(['images', '--help'], '').stdout, /List the local images/);
    assert.match(longshore(['--version'], '').stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
