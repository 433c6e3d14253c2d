import assert from 'node:assert/strict';
import { asDockerManifest, canBeHosted, digestOf } from '../../../src/core/ecr/manifest';
import { isTagMutable } from '../../../src/core/ecr/mutability';
import { basesOf } from '../../../src/core/dockerfile/bases';
import { checkedTarget, pushTarget } from '../../../src/core/ecr/pushTarget';
import { checkRepositoryName } from '../../../src/core/ecr/repositoryName';
import { registryOf } from '../../../src/core/prebuilt/ecrUri';
import { Problem } from '../../../src/core/problem';

describe('The name of a repository', () => {
  it('is one that ECR takes', () => {
    for (const name of ['iris', 'my-team/iris', 'a1', 'a.b/c_d', 'x'.repeat(256)])
      assert.equal(checkRepositoryName(name), undefined, name);
    for (const name of ['', 'a', 'Iris', '-a', 'a-', 'a//b', 'a/', 'a--b', 'é1', 'x'.repeat(257)])
      assert.notEqual(checkRepositoryName(name), undefined, name);
  });
});

describe('Tags that may move', () => {
  const rule = (mutable: boolean, ...exceptions: readonly string[]) => ({ mutable, exceptions });
  for (const [mutability, tag, expected] of [
    [rule(true), '1', true],
    [rule(false), '1', false],
    [rule(false, 'latest'), 'latest', true],
    [rule(false, 'latest'), 'latest2', false],
    [rule(false, 'dev-*'), 'dev-1', true],
    [rule(false, '*-dev'), '1-dev', true],
    [rule(false, '*-dev'), 'dev', false],
    [rule(true, 'v*.*'), 'v1.2', false],
    [rule(true, 'v*.*'), 'v12', true],
    [rule(true, 'a*a'), 'a', true],
    [rule(true, '*b*b*'), 'abcb', false],
    [rule(true, '*'), '', false],
  ] as const)
    it(`${mutability.mutable ? 'do' : 'do not'}, but for ${mutability.exceptions.join()}: ${tag}`, () =>
      assert.equal(isTagMutable(mutability, tag), expected));
});

const layer = (mediaType: string) => ({ mediaType, size: 7, digest: 'sha256:1', annotations: { a: 'b' } });
const oci = (type = 'application/vnd.oci.image.layer.v1.tar+gzip') => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  text: JSON.stringify({
    schemaVersion: 2,
    config: layer('application/vnd.oci.image.config.v1+json'),
    layers: [layer(type)],
    annotations: { built: 'today' },
  }),
});

describe('A manifest', () => {
  it('of OCI becomes one that SageMaker hosts, with the same layers', () => {
    const made = asDockerManifest(oci());
    assert.ok(canBeHosted(made.mediaType) && !canBeHosted(oci().mediaType) && !canBeHosted(undefined));
    assert.deepEqual(JSON.parse(made.text), {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 7, digest: 'sha256:1' },
      layers: [
        { mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', size: 7, digest: 'sha256:1' },
      ],
    });
  });

  it('with layers that Docker’s kind cannot name is refused with the way out', () => {
    const zstd = oci('application/vnd.oci.image.layer.v1.tar+zstd');
    for (const manifest of [zstd, { ...oci(), text: '{}' }, { ...oci(), mediaType: 'else' }])
      assert.throws(
        () => asDockerManifest(manifest),
        (error) => error instanceof Problem && /--provenance=false/.test(error.message),
      );
  });

  it('of several platforms leads to that of SageMaker, past the attestations', () => {
    const platform = (architecture: string, os = 'linux') => ({ platform: { os, architecture } });
    const list = (...manifests: readonly object[]) => ({
      mediaType: 'application/vnd.oci.image.index.v1+json',
      text: JSON.stringify({ manifests }),
    });
    const found = digestOf(
      list(
        { digest: 'arm', ...platform('arm64') },
        { digest: 'attestation', ...platform('unknown', 'unknown') },
        { digest: 'right', ...platform('amd64') },
      ),
      'amd64',
    );
    assert.equal(found, 'right');
    assert.equal(digestOf(list({ digest: 'arm', ...platform('arm64') }), 'amd64'), undefined);
  });
});

describe('Whoever is taken for ECR', () => {
  const amazon = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  for (const host of [
    amazon,
    '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com',
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
    '123456789012.dkr-ecr.eu-west-1.on.aws',
  ])
    it(`is AWS: ${host}`, () => assert.equal(registryOf(`${host}/a/b:1`)?.host, host));
  for (const host of [
    'evil.example',
    '123456789012.dkr.ecr.eu-west-1.evil.example',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example',
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com',
    '12345.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr.evil.amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.on.aws',
    `${amazon}:443`,
    `x.${amazon}`,
  ])
    it(`gets no key when it only looks so: ${host}`, () =>
      assert.equal(registryOf(`${host}/a/b:1`), undefined));
});

describe('The images that a build takes', () => {
  it('are those of FROM and of COPY --from, with arguments and platform filled in', () => {
    const text = `ARG BASE=a:1
FROM \${BASE} AS first
FROM b:\${TARGETARCH} AS second
COPY --from=first /a /a
COPY --from=0 /a /a
COPY --from=c:1 /a /a
FROM first
`;
    const build = { args: { BASE: 'mine:2' }, platform: 'linux/arm64' };
    assert.deepEqual(basesOf(text, build, 'classic'), ['mine:2', 'b:arm64', 'c:1']);
    assert.deepEqual(basesOf(text, { ...build, target: 'second' }, 'buildkit'), ['mine:2', 'b:arm64', 'c:1']);
  });

  it('are none of stages that the target never reaches', () => {
    const text = `FROM a AS first
FROM b AS second
COPY --from=tools:1 /x /x
FROM c AS third
RUN --mount=type=bind,from=FIRST --mount=from=d:1,target=/d true
FROM e
COPY --from=third / /
FROM f AS last
`;
    const of = (target: string, builder: 'classic' | 'buildkit' | 'buildx') =>
      basesOf(text, { args: {}, target }, builder);
    assert.deepEqual(of('third', 'buildkit'), ['a', 'c', 'd:1']);
    assert.deepEqual(of('3', 'buildx'), ['a', 'c', 'd:1', 'e']);
    assert.deepEqual(of('first', 'buildkit'), ['a']);
    assert.deepEqual(of('', 'buildkit'), ['f']);
    // It builds all that stands above the target.
    assert.deepEqual(of('second', 'classic'), ['a', 'b', 'tools:1']);
  });
});

describe('Where a push goes', () => {
  it('follows from the name of the image', () => {
    assert.deepEqual(pushTarget('team/iris:2'), {
      repository: 'team/iris',
      tag: '2',
      account: undefined,
      region: undefined,
    });
    assert.deepEqual(pushTarget('localhost:5000/iris'), {
      repository: 'iris',
      tag: 'latest',
      account: undefined,
      region: undefined,
    });
    assert.deepEqual(pushTarget('123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/iris:2'), {
      repository: 'team/iris',
      tag: '2',
      account: '123456789012',
      region: 'eu-west-1',
    });
  });

  it('or from what is typed, when ECR takes that', () => {
    const target = pushTarget('iris:2');
    assert.equal(checkedTarget(target, { tag: '3' }).tag, '3');
    for (const wrong of [{ tag: '-' }, { repository: 'A' }])
      assert.throws(() => checkedTarget(target, wrong), Problem);
  });
});
