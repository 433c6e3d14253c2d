import assert from 'node:assert/strict';
import { makeWorld } from '../../../src/adapters/world';
import type { BuildEvent } from '../../../src/core/images/build/buildEvent';
import { BuildProblem } from '../../../src/core/images/build/buildFailure';
import { advanceBuild, beforeBuild } from '../../../src/core/images/build/buildProgress';
import type { BuilderWish } from '../../../src/core/images/build/builderWish';
import type { BuildxPlan } from '../../../src/core/images/build/chooseBuilder';
import type { PlannedBuild } from '../../../src/core/images/build/imageBuild';
import { failedInstruction } from '../../../src/core/images/build/failedInstruction';
import { isAbort, Problem } from '../../../src/core/problem';
import { StandInBuildx } from '../../support/buildx/standIn';
import { testEngine } from '../../support/engine/engine';
import { eventually } from '../../support/workbench/eventually';

const never = new AbortController().signal;
const plan = (version = '0.19.3'): BuildxPlan => ({
  builder: 'buildx',
  buildx: { version, builder: 'mine' },
  ssh: false,
});
const build: PlannedBuild = {
  name: 'team/iris:1',
  dockerfile: '/work/Dockerfile',
  context: '/work',
  args: { A: 'b c' },
  plan: plan(),
  keys: [],
};
const text = `FROM longshore-test/python-base:latest
COPY a /a
RUN echo hello
RUN echo before; echo because >&2; exit 3
`;

describe('The docker buildx of the user', () => {
  let docker: StandInBuildx;
  const world = () => makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
  before(() => (docker = new StandInBuildx()));
  after(() => docker.remove());

  const run = async (given: PlannedBuild, signal = never): Promise<readonly BuildEvent[]> => {
    const events: BuildEvent[] = [];
    await world().docker.buildImage(given, (event) => void events.push(event), signal);
    return events;
  };
  const linesOf = (events: readonly BuildEvent[]): readonly string[] =>
    events.flatMap((event) => (event.kind === 'line' ? [event.text] : []));
  const failureOf = async (given: PlannedBuild): Promise<BuildProblem> => {
    const error: unknown = await run(given).catch((reason: unknown) => reason);
    assert.ok(error instanceof BuildProblem, String(error));
    return error;
  };

  it('builds for this engine, without attestations, and tells what it does', async () => {
    docker.play({ recording: 'built.rawjson' });
    const events = await run(build);
    assert.deepEqual(linesOf(events), [
      '[internal] load build definition from Dockerfile',
      '[internal] load .dockerignore',
      '[internal] load metadata for docker.io/longshore-test/python-base:latest',
      '[1/3] FROM docker.io/longshore-test/python-base:latest',
      '[internal] load build context',
      '[2/3] COPY a /a (cached)',
      '[3/3] RUN echo hello (cached)',
      'exporting to image',
    ]);
    assert.ok(events.some((event) => event.kind === 'sent' && event.bytes > 0));
    const { step, steps, cached } = events.reduce(advanceBuild, beforeBuild);
    assert.deepEqual({ step, steps, cached }, { step: 3, steps: 3, cached: 2 });
    const { words, environment } = docker.called() ?? {};
    assert.deepEqual(words?.slice(0, 9), [
      'buildx',
      'build',
      '--builder',
      'mine',
      '--progress=rawjson',
      '--provenance=false',
      '--sbom=false',
      '--load',
      '--tag',
    ]);
    assert.equal(environment?.['DOCKER_HOST'], testEngine().host);
  });

  for (const [recording, version] of [
    ['failed.rawjson', '0.19.3'],
    ['failed.txt', '0.12.1'],
  ] as const)
    it(`fails at a line of the Dockerfile, as buildx ${version} tells it`, async () => {
      docker.play({ recording, code: 1 });
      const { kind, failure } = await failureOf({ ...build, plan: plan(version) });
      assert.equal(kind, 'build-failed');
      assert.equal(failure.step, 'RUN echo before; echo because >&2; exit 3');
      assert.deepEqual(failure.tail.toSorted(), ['because', 'before']);
      assert.match(failure.reason, /exit code: 3/);
      assert.equal(failedInstruction(text, failure)?.start, text.indexOf('RUN echo before'));
    });

  it('says which base cannot be had', async () => {
    docker.play({ recording: 'base.rawjson', code: 1 });
    const { kind, failure } = await failureOf(build);
    assert.deepEqual([kind, failure.base], ['image-missing', 'longshore-test/nosuch:1']);
  });

  it('gets keys in its environment, and in no argument', async () => {
    docker.play({ recording: 'built.rawjson' });
    process.env['DOCKER_AUTH_CONFIG'] = '{"auths":{"other":{"auth":"x"}}}';
    try {
      await run({ ...build, keys: [{ registry: 'r.example', user: 'AWS', password: 'p:w' }] });
    } finally {
      delete process.env['DOCKER_AUTH_CONFIG'];
    }
    const { words, environment } = docker.called() ?? {};
    assert.doesNotMatch(JSON.stringify(words), /p:w|QVdTOnA6dw/);
    assert.deepEqual(JSON.parse(environment?.['DOCKER_AUTH_CONFIG'] ?? ''), {
      auths: { other: { auth: 'x' }, 'r.example': { auth: Buffer.from('AWS:p:w').toString('base64') } },
    });
  });

  it('is interrupted with the build', async () => {
    docker.play({});
    const stop = new AbortController();
    const going = world().docker.buildImage(
      build,
      (event) => {
        if (event.kind === 'line') stop.abort();
      },
      stop.signal,
    );
    await assert.rejects(going, isAbort);
    await eventually(async () => assert.ok(docker.wasInterrupted()));
  });

  describe('is taken', () => {
    const choose = async (wish: BuilderWish, needs = { buildKit: false, ssh: false }) =>
      world().docker.chooseBuilder({ ...build, wish }, needs, never);
    const engine = () => testEngine().host;

    it('where the user has chosen a builder for this engine that is not the engine', async () => {
      docker.play({});
      docker.use('mine', { key: engine(), driver: 'docker-container' });
      assert.deepEqual(await choose('auto'), plan());
      assert.notEqual((await choose('engine')).builder, 'buildx');
      docker.use('mine', { key: 'unix:///another', driver: 'docker-container' });
      assert.notEqual((await choose('auto')).builder, 'buildx');
      docker.use('mine', { key: engine(), driver: 'docker' });
      assert.notEqual((await choose('auto')).builder, 'buildx');
      docker.useByDefault('mine', { key: engine(), driver: 'remote' });
      assert.deepEqual(await choose('auto'), plan());
    });

    it('for an SSH agent, or because somebody says so', async () => {
      docker.play({});
      docker.use('default', { key: engine(), driver: 'docker' });
      const own = { version: '0.19.3', builder: undefined };
      assert.deepEqual(await choose('auto', { buildKit: true, ssh: true }), {
        builder: 'buildx',
        buildx: own,
        ssh: true,
      });
      assert.deepEqual(await choose('buildx'), { builder: 'buildx', buildx: own, ssh: false });
    });

    it('and missed where it is not there', async () => {
      const path = process.env['PATH'];
      process.env['PATH'] = '/nowhere';
      try {
        await assert.rejects(
          choose('buildx'),
          (error) => error instanceof Problem && error.kind === 'builder-missing',
        );
      } finally {
        process.env['PATH'] = path;
      }
    });
  });
});
