import assert from 'node:assert/strict';
import { dockerCommand } from '../../../src/core/docker/commandLine';
import type { Endpoint } from '../../../src/core/docker/endpoint';
import { buildNeeds } from '../../../src/core/images/build/buildNeeds';
import { parseSecret } from '../../../src/core/images/build/buildSecret';
import { buildxWords } from '../../../src/core/images/build/buildxWords';
import type { BuilderFacts } from '../../../src/core/images/build/chooseBuilder';
import { chooseBuilder } from '../../../src/core/images/build/chooseBuilder';
import { Problem } from '../../../src/core/problem';

const facts: BuilderFacts = {
  wish: 'auto',
  environment: undefined,
  engine: { prefers: 'classic', hasBuildKit: true },
  buildx: undefined,
  needs: { buildKit: false, ssh: false },
  hasSecrets: false,
};
const old = { prefers: 'classic', hasBuildKit: false } as const;
const mounts = { buildKit: true, ssh: false };
const agent = { buildKit: true, ssh: true };
const mine = { version: '0.19.3', builder: 'mine' };
const plain = { version: '0.19.3', builder: undefined };

describe('Who builds', () => {
  for (const [what, given, expected] of [
    ['the engine as it would rather', {}, 'classic'],
    [
      'BuildKit where the engine would rather',
      { engine: { ...facts.engine, prefers: 'buildkit' } },
      'buildkit',
    ],
    ['BuildKit for what only it has', { needs: mounts }, 'buildkit'],
    ['BuildKit for secrets', { hasSecrets: true }, 'buildkit'],
    ['BuildKit when the environment says so', { environment: '1' }, 'buildkit'],
    ['the classic builder when the environment says so', { environment: '0', needs: mounts }, 'classic'],
    [
      'the classic builder of an engine without BuildKit',
      { engine: old, needs: mounts, environment: '1' },
      'classic',
    ],
    ['buildx, with the builder that the user chose', { buildx: mine }, 'buildx'],
    ['the engine where the builder of buildx is the engine', { buildx: plain }, 'classic'],
    ['the engine when a setting says so', { wish: 'engine', buildx: mine }, 'classic'],
    ['buildx when a setting says so', { wish: 'buildx', buildx: plain, environment: '0' }, 'buildx'],
    ['buildx for an SSH agent', { buildx: plain, needs: agent }, 'buildx'],
  ] as const)
    it(`is ${what}`, () => assert.equal(chooseBuilder({ ...facts, ...given }).builder, expected));

  for (const [what, given, expected] of [
    ['buildx that is asked for', { wish: 'buildx' }, /`docker buildx` is not there/],
    ['the SSH agent, which only buildx lends', { needs: agent }, /SSH agent/],
    ['BuildKit for secrets', { engine: old, hasSecrets: true }, /which this engine does not have/],
    ['BuildKit that is forbidden', { environment: '0', hasSecrets: true }, /DOCKER_BUILDKIT=0/],
  ] as const)
    it(`may be nobody, for want of ${what}`, () =>
      assert.throws(
        () => chooseBuilder({ ...facts, ...given }),
        (error) =>
          error instanceof Problem && error.kind === 'builder-missing' && expected.test(error.message),
      ));
});

describe('What a Dockerfile asks of its builder', () => {
  for (const [line, buildKit, ssh] of [
    ['RUN true', false, false],
    ['COPY --from=a --chown=1 b c', false, false],
    ['RUN --mount=type=cache,target=/c true', true, false],
    ['RUN --mount=type=ssh git clone x', true, true],
    ['RUN --mount=target=/x,type=ssh,id=a git clone x', true, true],
    ['COPY --link a b', true, false],
    ['RUN <<EOF\ntrue\nEOF', true, false],
    ['ONBUILD RUN --mount=type=secret,id=a true', true, false],
  ] as const)
    it(`is told by ${line}`, () => assert.deepEqual(buildNeeds(`FROM a\n${line}\n`), { buildKit, ssh }));

  it('is told by a syntax of its own', () =>
    assert.equal(buildNeeds('# syntax=docker/dockerfile:1\nFROM a\n').buildKit, true));
});

describe('A secret as Docker writes it', () => {
  for (const [text, expected] of [
    ['id=a,src=b c', ['a', { file: 'b c' }]],
    ['id=a,source=/x=y', ['a', { file: '/x=y' }]],
    ['type=env,id=a,env=B', ['a', { env: 'B' }]],
    ['id=a', ['a', { env: 'a' }]],
    ['src=b', undefined],
    ['id=,src=b', undefined],
    ['id=a,src=', undefined],
    ['id=a,src=b,env=c', undefined],
    ['id=a,value=b', undefined],
    ['hunter2', undefined],
  ] as const)
    it(`may be ${text}`, () => {
      if (expected) assert.deepEqual(parseSecret(text), expected);
      else assert.throws(() => parseSecret(text), Problem);
    });
});

describe('The words for buildx', () => {
  const build = {
    name: 'iris:1',
    dockerfile: '/w/Dockerfile',
    context: '/w/a b',
    args: { A: '$(x) "y"' },
    secrets: { token: { env: 'TOKEN' }, pip: { file: '/w/a,"b".conf' } },
    target: 'train',
    platform: 'linux/amd64',
  };
  const words = (version: string, ssh = false) =>
    buildxWords(build, { builder: 'buildx', buildx: { version, builder: undefined }, ssh });

  it('say all that was asked for, each as a word of its own', () =>
    assert.deepEqual(words('0.19.3', true), [
      'buildx',
      'build',
      '--progress=rawjson',
      '--provenance=false',
      '--sbom=false',
      '--load',
      '--tag',
      'iris:1',
      '--file',
      '/w/Dockerfile',
      '--platform',
      'linux/amd64',
      '--target',
      'train',
      '--build-arg',
      'A=$(x) "y"',
      '--secret',
      'id=token,env=TOKEN',
      '--secret',
      'id=pip,"src=/w/a,""b"".conf"',
      '--ssh',
      'default',
      '/w/a b',
    ]));

  for (const [version, progress, attests] of [
    ['0.9.1', 'plain', false],
    ['0.10.0', 'plain', true],
    ['0.13.0', 'rawjson', true],
    ['1.0.0', 'rawjson', true],
    // As whoever builds it from its source has it.
    ['0.0.0', 'rawjson', true],
  ] as const)
    it(`are those that ${version} knows`, () => {
      const said = words(version);
      assert.ok(said.includes(`--progress=${progress}`));
      assert.equal(said.includes('--provenance=false'), attests);
    });
});

describe('The docker command line of the user', () => {
  const endpoint = (name: string, source: Endpoint['source']): Endpoint => ({ name, source, addresses: [] });
  for (const [given, words, environment] of [
    [endpoint('default', 'default'), [], {}],
    [endpoint('remote', 'context'), ['--context', 'remote'], {}],
    [endpoint('remote', 'setting'), ['--context', 'remote'], {}],
    [endpoint('ssh://me@host', 'environment'), [], { DOCKER_HOST: 'ssh://me@host' }],
    [endpoint('host:2375', 'setting'), [], { DOCKER_HOST: 'host:2375' }],
  ] as const)
    it(`is brought to ${given.name} of the ${given.source}`, () =>
      assert.deepEqual(dockerCommand(given), { words, environment }));
});
