import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { DescribeRepositoriesCommand, ECRClient, ListTagsForResourceCommand } from '@aws-sdk/client-ecr';
import { makeRegistries } from '../../../src/adapters/aws/aws';
import { readImages, readRegistry } from '../../../src/app/ecr/readRegistry';
import { lifecycleText } from '../../../src/core/ecr/lifecycle';
import { pullPolicy } from '../../../src/core/ecr/repositoryPolicy';
import type { AwsPlace, Ecr, RemoteManifest } from '../../../src/core/ecr/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';

const never = new AbortController().signal;
const unset = () => ({ profile: '', region: '' });
const registriesOf = (settings: typeof unset) => makeRegistries(new Accounts(settings));
const nowhere = { profile: undefined, region: undefined };
const manifest = (name: string): RemoteManifest => ({
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  text: JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 7,
      digest: `sha256:${name}`,
    },
    layers: [],
  }),
});

describe('Repositories of ECR', () => {
  let restore: () => void;
  let ecr: Ecr;
  beforeEach(async () => {
    restore = setAws(testEmulator().environment);
    ecr = await registriesOf(unset).open(nowhere);
  });
  afterEach(async () => {
    ecr.close();
    await testEmulator().reset();
    restore();
  });
  const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
    error instanceof Problem && error.kind === kind && words.test(error.message);

  it('are made, found and listed, more than one page of them', async () => {
    assert.equal(await ecr.findRepository('team/iris', never), undefined);
    for (let number = 0; number < 120; number += 1)
      await ecr.createRepository(
        { name: `team/model-${number}`, immutable: number === 7, scanOnPush: true },
        never,
      );
    const { identity, region, repositories } = await readRegistry(ecr, never);
    assert.match(identity.account, /^\d{12}$/);
    assert.equal(region, 'us-east-1');
    assert.equal(repositories.length, 120);
    const found = await ecr.findRepository('team/model-7', never);
    assert.deepEqual(found?.mutability, { mutable: false, exceptions: [] });
    assert.match(found?.uri ?? '', /^\d{12}\.dkr\.ecr\.us-east-1\.amazonaws\.com\/team\/model-7$/);
    await assert.rejects(
      ecr.createRepository({ name: 'team/model-7', immutable: false, scanOnPush: false }, never),
      isProblem('bad-name', /There is a repository team\/model-7 already/),
    );
  });

  it('are made as somebody wants them', async () => {
    const wish = { immutable: true, exceptions: ['latest', 'dev-*'], scanOnPush: false, kmsKey: '' };
    const made = await ecr.createRepository({ name: 'iris', ...wish, tags: { team: 'ml' } }, never);
    assert.deepEqual(made.mutability, { mutable: false, exceptions: ['latest', 'dev-*'] });
    assert.deepEqual([made.scanOnPush, (await ecr.findRepository('iris', never))?.name], [false, 'iris']);
    const client = new ECRClient({ endpoint: testEmulator().url });
    const { repositories: [found] = [] } = await client.send(new DescribeRepositoriesCommand({}));
    assert.equal(found?.encryptionConfiguration?.encryptionType, 'KMS');
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: found?.repositoryArn }));
    assert.deepEqual(tags, [{ Key: 'team', Value: 'ml' }]);
    client.destroy();
  });

  it('have policies, and lose them', async () => {
    await ecr.createRepository({ name: 'iris', immutable: false, scanOnPush: false }, never);
    const texts = {
      lifecycle: lifecycleText({ kind: 'keep', images: 3 }),
      access: pullPolicy({ account: '123456789012', others: ['210987654321'] }),
    };
    for (const kind of ['lifecycle', 'access'] as const) {
      assert.equal(await ecr.findPolicy(kind, 'iris', never), undefined);
      await ecr.putPolicy(kind, 'iris', texts[kind], never);
      assert.deepEqual(
        JSON.parse((await ecr.findPolicy(kind, 'iris', never)) ?? ''),
        JSON.parse(texts[kind]),
      );
      await ecr.removePolicy(kind, 'iris', never);
      assert.equal(await ecr.findPolicy(kind, 'iris', never), undefined);
      await assert.rejects(ecr.removePolicy(kind, 'iris', never), isProblem('data-missing', /policy/i));
    }
  });

  it('have images that are scanned once', async () => {
    await ecr.createRepository({ name: 'iris', immutable: false, scanOnPush: false }, never);
    const digest = await ecr.putManifest('iris', '1', manifest('one'), never);
    assert.equal(await ecr.findFindings('iris', digest, never), undefined);
    await ecr.startScan('iris', digest, never);
    const found = await ecr.findFindings('iris', digest, never);
    assert.equal(found?.status, 'COMPLETE');
    assert.ok(found.findings.length > 0 && found.findings.every(({ name }) => name.startsWith('CVE-')));
    await assert.rejects(ecr.startScan('iris', digest, never), isProblem('aws-refused', /once a day/));
  });

  it('have images with tags, sizes and manifests, and lose them', async () => {
    await ecr.createRepository({ name: 'iris', immutable: false, scanOnPush: false }, never);
    assert.deepEqual(await readImages(ecr, 'iris', never), []);
    const digest = await ecr.putManifest('iris', '1', manifest('one'), never);
    await ecr.putManifest('iris', '2', manifest('two'), never);
    await ecr.putManifest('iris', 'latest', manifest('two'), never);
    const images = await readImages(ecr, 'iris', never);
    assert.deepEqual(new Set(images.map(({ tags }) => tags.toSorted().join())), new Set(['1', '2,latest']));
    assert.equal((await ecr.findImage('iris', '1', never))?.digest, digest);
    assert.equal(await ecr.findImage('iris', 'no', never), undefined);
    assert.equal((await ecr.readManifest('iris', digest, never)).text, manifest('one').text);
    await ecr.removeImages('iris', [digest], never);
    assert.equal(await ecr.findImage('iris', '1', never), undefined);
    await assert.rejects(
      ecr.removeImages('iris', ['no'], never),
      isProblem('aws-failed', /not exist|found/i),
    );
  });

  it('go with all of their images', async () => {
    await ecr.createRepository({ name: 'iris', immutable: false, scanOnPush: false }, never);
    await ecr.putManifest('iris', '1', manifest('one'), never);
    await ecr.removeRepository('iris', never);
    assert.equal(await ecr.findRepository('iris', never), undefined);
    await assert.rejects(ecr.removeRepository('iris', never), Problem);
  });

  it('are away when nothing answers, and say so', async () => {
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    const away = await registriesOf(unset).open(nowhere);
    await assert.rejects(readRegistry(away, never), isProblem('aws-unreachable', /does not answer/));
    away.close();
  });

  it('are asked for with nobody’s keys, and say so', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
      delete process.env[name];
    const nobody = await registriesOf(unset).open(nowhere);
    await assert.rejects(readRegistry(nobody, never), isProblem('aws-credentials', /no valid credentials/));
    nobody.close();
    delete process.env['AWS_REGION'];
    await assert.rejects(
      registriesOf(unset).open(nowhere),
      isProblem('aws-credentials', /No region is known/),
    );
  });

  it('are those of a profile in the user’s files, and follow them', async () => {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-aws-')));
    try {
      process.env['AWS_CONFIG_FILE'] = join(home, 'config');
      process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(home, 'credentials');
      writeFileSync(
        join(home, 'config'),
        '[default]\nregion = eu-west-1\n[profile work]\nsso_session = corp\nregion = us-west-2\n[sso-session corp]\nsso_region = us-east-1\n[services local]\n',
      );
      const registries = registriesOf(unset);
      assert.deepEqual(await registries.profiles(), [
        { name: 'default', region: 'eu-west-1', sso: false, login: false },
        { name: 'work', region: 'us-west-2', sso: true, login: false },
      ]);
      const changed = new Promise<void>((resolve) => {
        const watching = registries.watch(() => {
          watching.dispose();
          resolve();
        });
      });
      writeFileSync(join(home, 'credentials'), '[other]\naws_access_key_id = a\naws_secret_access_key = b\n');
      await changed;
      assert.deepEqual(
        (await registries.profiles()).map(({ name }) => name),
        ['default', 'other', 'work'],
      );
      const regionOf = async (settings: typeof unset, place: AwsPlace): Promise<string> => {
        const opened = await registriesOf(settings).open(place);
        opened.close();
        return opened.region;
      };
      const set = () => ({ profile: 'default', region: '' });
      assert.equal(await regionOf(unset, { profile: 'work', region: undefined }), 'us-west-2');
      assert.equal(await regionOf(set, nowhere), 'eu-west-1');
      assert.equal(await regionOf(set, { profile: 'work', region: undefined }), 'us-west-2');
      assert.equal(await regionOf(() => ({ profile: 'work', region: 'us-east-2' }), nowhere), 'us-east-2');
      assert.equal(await regionOf(set, { profile: undefined, region: 'ap-south-1' }), 'ap-south-1');
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
