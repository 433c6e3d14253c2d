import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import { buildImage } from '../../../src/app/images/buildImage';
import type { BuildSecrets } from '../../../src/core/images/build/buildSecret';
import { Problem } from '../../../src/core/problem';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages, testLabel } from '../../support/engine/images';

const never = new AbortController().signal;
const name = 'longshore-test/secrets:made';
const variable = 'LONGSHORE_TEST_SECRET';

describe('Secrets and mounts of a build', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-build-')));
  const world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
  /** Long enough to come in several frames, and no text. */
  const value = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

  before(() => writeFileSync(join(folder, 'key'), value));
  afterEach(async () => {
    delete process.env[variable];
    delete process.env['DOCKER_BUILDKIT'];
    await removeTestImages(testEngine(), 'secrets');
    const label = [`${testLabel}=secrets`];
    await connect(testEngine()).pruneImages({ filters: { dangling: ['true'], label } });
  });
  after(() => rmSync(folder, { recursive: true }));

  const build = async (lines: readonly string[], secrets: BuildSecrets = {}): Promise<string> => {
    const dockerfile = join(folder, 'Dockerfile');
    const base = `FROM longshore-test/python-base:latest\nENV RUN=${randomUUID()}\nLABEL ${testLabel}=secrets`;
    writeFileSync(dockerfile, [base, ...lines].join('\n'));
    let log = '';
    const report = (event: { kind: string; text?: string }): void => void (log += `${event.text ?? ''}\n`);
    await buildImage(world, { name, dockerfile, context: folder, args: {}, secrets }, { report }, never);
    return log;
  };
  const refused = async (kind: string, message: RegExp, work: Promise<unknown>): Promise<void> =>
    assert.rejects(
      work,
      (error) => error instanceof Problem && error.kind === kind && message.test(error.message),
    );

  it('are read from a file and from the environment, and stay in no layer', async () => {
    process.env[variable] = 'of the environment';
    const log = await build(
      [
        'RUN --mount=type=secret,id=key sha256sum /run/secrets/key | cut -c1-64',
        'RUN --mount=type=secret,id=token,target=/token echo "token: $(cat /token)"; ls -s /run/secrets/key /token || true',
      ],
      { key: { file: join(folder, 'key') }, token: { env: variable } },
    );
    const { createHash } = await import('node:crypto');
    assert.ok(log.includes(createHash('sha256').update(value).digest('hex')), log);
    assert.match(log, /^token: of the environment$/m);
    const history = JSON.stringify(await world.docker.inspectImage(name, never));
    assert.doesNotMatch(history, /of the environment/);
  });

  it('are asked for by mounts alone: without one that is needed the build fails there', async () => {
    await refused(
      'build-failed',
      /RUN --mount=type=secret,id=none,required=true/,
      build(['RUN --mount=type=secret,id=none,required=true cat /run/secrets/none']),
    );
  });

  it('must be where they are said to be', async () => {
    await refused('data-missing', /LONGSHORE_TEST_SECRET/, build([], { token: { env: variable } }));
    await refused('file-unreadable', /nowhere/, build([], { key: { file: join(folder, 'nowhere') } }));
    writeFileSync(join(folder, 'large'), Buffer.alloc(600_000));
    await refused('bad-usage', /500 kB/, build([], { key: { file: join(folder, 'large') } }));
  });

  it('need BuildKit, and say so when it is not to be used', async () => {
    process.env['DOCKER_BUILDKIT'] = '0';
    const secrets = { key: { file: join(folder, 'key') } };
    await refused('builder-missing', /DOCKER_BUILDKIT=0/, build([], secrets));
    await refused(
      'build-failed',
      /--mount option requires BuildKit/,
      build(['RUN --mount=type=cache,target=/c true']),
    );
  });

  it('bring BuildKit in where the engine would build without, with caches that last', async () => {
    const id = randomUUID();
    const lines = (what: string) => [
      `RUN --mount=type=cache,id=${id},target=/cache --mount=type=bind,source=Dockerfile,target=/d ${what}`,
    ];
    await build(lines('wc -l /d; echo kept > /cache/a'));
    assert.match(await build(lines('cat /cache/a')), /^kept$/m);
  });
});
