import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
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
  const run = (...words: readonly string[]) => runWith({}, ...words);
  const runWith = (more: Readonly<Record<string, string>>, ...words: readonly string[]) => {
    const env = { ...process.env, DOCKER_HOST: testEngine().host, ...more };
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'build', ...words], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  const documents = (stdout: string): ReadonlyArray<Readonly<Record<string, unknown>>> =>
    stdout
      .trim()
      .split('\n')
      .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));

  it('makes an image for SageMaker’s platform, and tells what it is', () => {
    writeFileSync(join(folder, 'Dockerfile'), `${base}RUN echo said $WORD`);
    const made = run('--tag', 'longshore-test/cli:1', '--build-arg', 'WORD=so');
    assert.equal(made.status, 0, made.stderr);
    assert.match(made.stderr, /^said so$/m);
    assert.match(made.stderr, /^Build context: \d+ B in one file$/m);
    assert.match(made.stdout, /^longshore-test\/cli:1 is built: 326 MB, amd64$/m);
  });

  // The bundle has no files beside it that BuildKit's messages would need.
  it('builds with BuildKit from the bundle, lends a secret, and tells all of it as JSON', () => {
    writeFileSync(
      join(folder, 'Dockerfile'),
      `${base}ENV RUN=${randomUUID()}\nRUN --mount=type=secret,id=token echo "lent: $(wc -c < /run/secrets/token)"`,
    );
    const words = [
      '--tag',
      'longshore-test/cli:1',
      '--secret',
      'id=token,env=LONGSHORE_TEST_TOKEN',
      '--json',
    ];
    const made = runWith({ LONGSHORE_TEST_TOKEN: 'hunter2' }, ...words);
    assert.equal(made.status, 0, made.stderr);
    assert.doesNotMatch(made.stdout + made.stderr, /hunter2/);
    const told = documents(made.stdout);
    const last = told.at(-1);
    assert.deepEqual(told[0], { kind: 'builder', builder: 'buildkit' });
    assert.ok(told.some(({ kind, text }) => kind === 'line' && text === 'lent: 7'));
    for (const kind of ['context', 'sent', 'line'])
      assert.ok(
        told.some((each) => each['kind'] === kind),
        kind,
      );
    assert.deepEqual(
      [last?.['kind'], last?.['name'], last?.['architecture']],
      ['built', 'longshore-test/cli:1', 'amd64'],
    );
  });

  it('says where it failed', () => {
    writeFileSync(join(folder, 'Dockerfile'), `${base}RUN false`);
    const failed = run('--tag', 'longshore-test/cli:1');
    assert.equal(failed.status, 1);
    assert.match(failed.stderr, /^Dockerfile:4$/m);
    assert.match(failed.stderr, /The image could not be built: it failed at RUN false/);
    const told = documents(run('--tag', 'longshore-test/cli:1', '--json').stdout).at(-1);
    assert.deepEqual([told?.['kind'], told?.['problem'], told?.['line']], ['failed', 'build-failed', 4]);
  });

  it('warns of much that is sent, and names it', () => {
    writeFileSync(join(folder, 'Dockerfile'), base);
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/large'), '');
    truncateSync(join(folder, 'data/large'), 201_000_000);
    assert.match(
      run('--tag', 'longshore-test/cli:1').stderr,
      /^The build context is large: 201 MB in 2 files, most of it in data \(201 MB\)\. .*\.dockerignore/m,
    );
  });

  it('is not used wrongly without being told', () => {
    assert.match(run().stderr, /Say what the image is called: --tag NAME/);
    assert.equal(run('--tag', 'A').status, 2);
    assert.equal(run('--tag', 'a', '--build-arg', '=b').status, 2);
    assert.equal(run('--tag', 'a', '--secret', 'hunter2').status, 2);
    assert.equal(run('--tag', 'a', '--with', 'podman').status, 2);
    assert.match(
      run('nowhere', '--tag', 'longshore-test/cli:1').stderr,
      /There is no Dockerfile at .*nowhere/,
    );
  });
});
