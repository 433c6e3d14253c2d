import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages, testLabel } from '../../support/engine/images';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const base = `FROM longshore-test/python-base:latest\nLABEL ${testLabel}=cli\nARG WORD\n`;

describe('longshore build', () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-build-')))));
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await removeTestImages(testEngine(), 'cli');
    // What a build that failed has left lies on the image that other tests remove.
    const label = [`${testLabel}=cli`];
    await connect(testEngine()).pruneImages({ filters: { dangling: ['true'], label } });
  });
  const run = (...words: readonly string[]) => {
    const env = { ...process.env, DOCKER_HOST: testEngine().host };
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'build', ...words], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('makes an image for SageMaker’s platform, and tells what it is', () => {
    writeFileSync(join(folder, 'Dockerfile'), `${base}RUN echo said $WORD`);
    const made = run('--tag', 'longshore-test/cli:1', '--build-arg', 'WORD=so', '--json');
    assert.equal(made.status, 0, made.stderr);
    assert.match(made.stderr, /^said so$/m);
    const image: { name: string; architecture: string } = JSON.parse(made.stdout);
    assert.deepEqual([image.name, image.architecture], ['longshore-test/cli:1', 'amd64']);
  });

  it('says where it failed', () => {
    writeFileSync(join(folder, 'Dockerfile'), `${base}RUN false`);
    const failed = run('--tag', 'longshore-test/cli:1');
    assert.equal(failed.status, 1);
    assert.match(failed.stderr, /The image could not be built: it failed at RUN false/);
  });

  it('is not used wrongly without being told', () => {
    assert.match(run().stderr, /Say what the image is called: --tag NAME/);
    assert.equal(run('--tag', 'A').status, 2);
    assert.equal(run('--tag', 'a', '--build-arg', '=b').status, 2);
    assert.match(
      run('nowhere', '--tag', 'longshore-test/cli:1').stderr,
      /There is no Dockerfile at .*nowhere/,
    );
  });
});
