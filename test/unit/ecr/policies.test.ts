import assert from 'node:assert/strict';
import fc from 'fast-check';
import { consoleAddress } from '../../../src/core/ecr/console';
import { lifecycleText, previewText } from '../../../src/core/ecr/lifecycle';
import { lifecycleSchema } from '../../../src/core/ecr/lifecycleSchema';
import {
  checkCount,
  checkExceptions,
  checkKmsKey,
  checkResourceTags,
  readExceptions,
  readResourceTags,
} from '../../../src/core/ecr/newRepository';
import { emptyPolicy, layOut, policyPath, policyPlace, readPolicy } from '../../../src/core/ecr/policyFile';
import { pullPolicy } from '../../../src/core/ecr/repositoryPolicy';

describe('A lifecycle policy', () => {
  it('from a template is one that the schema knows', () => {
    const schema = lifecycleSchema();
    const { properties: known } = schema.properties.rules.items;
    for (const template of [
      { kind: 'keep', images: 10 },
      { kind: 'untagged', days: 14 },
    ] as const) {
      const [rule] = JSON.parse(lifecycleText(template)).rules;
      assert.deepEqual(
        Object.keys(rule).filter((key) => !Object.hasOwn(known, key)),
        [],
      );
      const { selection } = rule;
      const wanted = known.selection.properties;
      assert.deepEqual(
        Object.keys(selection).filter((key) => !Object.hasOwn(wanted, key)),
        [],
      );
      assert.ok(wanted.countType.enum?.includes(selection.countType));
      assert.ok(wanted.tagStatus.enum?.includes(selection.tagStatus));
      assert.equal(selection.countNumber, template.kind === 'keep' ? 10 : 14);
      assert.equal(selection.countUnit, template.kind === 'keep' ? undefined : 'days');
    }
  });

  it('is shown by what it takes, with the bytes that go', () => {
    const image = (digest: string, bytes: number) => ({
      digest,
      tags: [],
      bytes,
      pushed: undefined,
      pulled: undefined,
      mediaType: undefined,
    });
    const images = [image('sha256:aaaaaaaaaaaaaaaa', 5_000_000), image('sha256:bb', 1)];
    const going = { tags: ['1', 'old'], pushed: 1_790_000_000_000, priority: 2, action: 'EXPIRE' };
    const page = previewText(
      'team/iris',
      { images: [{ ...going, digest: 'sha256:aaaaaaaaaaaaaaaa' }] },
      images,
    );
    assert.equal(
      page,
      `# What the lifecycle policy takes from team/iris

1 of 2 images, 5 MB. ECR does it within a day after the policy is put.

| Tags | Digest | Size | Pushed | Rule | Then |
| --- | --- | --- | --- | --- | --- |
| 1, old | \`aaaaaaaaaaaa\` | 5 MB | 2026-09-21 14:13 UTC | 2 | removed |
`,
    );
    assert.match(
      previewText('iris', { images: [] }, images),
      /Nothing, as the repository is now: it has 2 images/,
    );
  });
});

describe('A policy as a file', () => {
  const name = fc.stringMatching(/^[a-z0-9]+(?:-[a-z0-9]+)?(?:\/[a-z0-9]+){0,2}$/);
  it('knows where it belongs', () => {
    fc.assert(
      fc.property(fc.constantFrom('lifecycle', 'access'), name, (kind, repository) => {
        const place = { kind, region: 'eu-west-1', repository } as const;
        assert.deepEqual(policyPlace(policyPath(place)), place);
      }),
    );
    for (const path of ['/', '/eu-west-1', '/eu-west-1/iris/iris.json', '/x.ecr-policy.json'])
      assert.equal(policyPlace(path), undefined, path);
  });

  it('is put as it is, removed when nothing is in it, and refused when it is none', () => {
    assert.deepEqual(readPolicy('lifecycle', '{ "rules": [ {"a": 1} ] }'), {
      kind: 'policy',
      text: '{"rules":[{"a":1}]}',
    });
    for (const kind of ['lifecycle', 'access'] as const)
      assert.deepEqual(readPolicy(kind, emptyPolicy(kind)), { kind: 'empty' });
    assert.match(JSON.stringify(readPolicy('access', '{"rules":[]}')), /no list Statement/);
    assert.match(JSON.stringify(readPolicy('lifecycle', '{')), /This is not JSON/);
    assert.equal(layOut('{"a":1}'), '{\n  "a": 1\n}\n');
    assert.equal(layOut('{'), '{');
  });

  it('lets SageMaker pull for our account alone, or for others too', () => {
    const statements = (others: readonly string[]) =>
      JSON.parse(pullPolicy({ account: '111111111111', others })).Statement;
    const [own, ...more] = statements([]);
    assert.deepEqual(more, []);
    assert.deepEqual(own.Principal, { Service: 'sagemaker.amazonaws.com' });
    assert.deepEqual(own.Condition, { StringEquals: { 'aws:SourceAccount': ['111111111111'] } });
    const [, theirs] = statements(['222222222222']);
    assert.deepEqual(theirs.Principal, { AWS: ['arn:aws:iam::222222222222:root'] });
    assert.ok(theirs.Action.every((action: string) => !/Put|Upload|Delete/.test(action)));
  });
});

describe('A new repository', () => {
  const right = (check: (text: string) => string | undefined, texts: readonly string[]): void =>
    texts.forEach((text) => assert.equal(check(text), undefined, text));
  const wrong = (check: (text: string) => string | undefined, texts: readonly string[]): void =>
    texts.forEach((text) => assert.notEqual(check(text), undefined, text));

  it('takes patterns of tags', () => {
    assert.deepEqual(readExceptions(' latest, dev-*  x '), ['latest', 'dev-*', 'x']);
    right(checkExceptions, ['latest', 'dev-*, *-rc', 'a b c d e']);
    wrong(checkExceptions, ['', 'a b c d e f', '*a*b*', 'a/b', 'x'.repeat(129)]);
  });

  it('takes tags of AWS', () => {
    assert.deepEqual(readResourceTags('team=ml, cost = 4=2 , lone'), { team: 'ml', cost: '4=2', lone: '' });
    right(checkResourceTags, ['', 'team=ml', 'Größe=1']);
    wrong(checkResourceTags, ['aws:x=1', '=1', 'a=<b>', `${'k'.repeat(129)}=1`]);
  });

  it('takes keys and counts', () => {
    const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
    right(checkKmsKey, [id, 'alias/team/ml', `arn:aws:kms:eu-west-1:123456789012:key/${id}`]);
    wrong(checkKmsKey, ['', 'my key', 'arn:aws:s3:::b']);
    right(checkCount, ['1', '99999', ' 7 ']);
    wrong(checkCount, ['', '0', '-1', '1.5', '100000']);
  });
});

describe('A page of AWS’s console', () => {
  for (const [region, digest, expected] of [
    [
      'eu-west-1',
      undefined,
      'https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/1/a/b?region=eu-west-1',
    ],
    [
      'cn-north-1',
      'sha256:ab',
      'https://cn-north-1.console.amazonaws.cn/ecr/repositories/private/1/a/b/_/image/sha256:ab/details?region=cn-north-1',
    ],
    [
      'us-gov-west-1',
      undefined,
      'https://us-gov-west-1.console.amazonaws-us-gov.com/ecr/repositories/private/1/a/b?region=us-gov-west-1',
    ],
  ] as const)
    it(`is that of its part of AWS: ${region}`, () => {
      const place = { region, repository: 'a/b', ...(digest === undefined ? {} : { digest }) };
      assert.equal(consoleAddress('1', place), expected);
    });
});
