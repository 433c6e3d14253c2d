import assert from 'node:assert/strict';
import { execFile as execFileCallback } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeWorld } from '../../../src/adapters/world';
import type { Pushed } from '../../../src/app/ecr/pushImage';
import { pushImage } from '../../../src/app/ecr/pushImage';
import type { PushEvent } from '../../../src/core/ecr/pushState';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import type { StandInEcr } from '../../support/ecr/standIn';
import { startStandInEcr } from '../../support/ecr/standIn';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { loadScratchImage } from '../../support/engine/images';

const execFile = promisify(execFileCallback);
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && words.test(error.message);
const docker2 = 'application/vnd.docker.distribution.manifest.v2+json';

describe('An image on its way to ECR', function () {
  this.timeout(60_000);
  let ecr: StandInEcr;
  let world: World;
  let image: string;
  const events: PushEvent[] = [];
  let restore: () => void;

  before(async () => {
    ecr = await startStandInEcr();
    restore = setAws(ecr.environment);
    world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
    image = await loadScratchImage(testEngine());
  });
  afterEach(async () => {
    ecr.reset();
    events.length = 0;
    const images = await connect(testEngine()).listImages();
    const names = images.flatMap(({ RepoTags }) => RepoTags ?? []);
    for (const name of names.filter((each) => each.startsWith(ecr.registry.host)))
      await connect(testEngine()).getImage(name).remove();
  });
  after(async () => {
    restore();
    await ecr.stop();
  });

  async function push(
    tag: string,
    {
      mayCreate = false,
      account,
      docker = world.docker,
    }: { mayCreate?: boolean; account?: string; docker?: World['docker'] } = {},
  ): Promise<Pushed | undefined> {
    const opened = await world.registries.open({ profile: undefined, region: undefined });
    try {
      return await pushImage(
        { docker, ecr: opened },
        { image, repository: 'team/iris', tag, ...(account === undefined ? {} : { account }) },
        { report: (event) => events.push(event), agree: async ({ creates }) => !creates || mayCreate },
        new AbortController().signal,
      );
    } finally {
      opened.close();
    }
  }

  it('arrives under its tag, in a repository that is made for it, and can be hosted', async () => {
    const pushed = await push('1', { mayCreate: true });
    assert.equal(pushed?.uri, `${ecr.registry.host}/team/iris:1`);
    assert.match(pushed?.pinned ?? '', new RegExp(`^${ecr.registry.host}/team/iris@sha256:[0-9a-f]{64}$`));
    assert.equal(pushed?.mediaType, docker2);
    assert.equal(pushed?.unchanged, false);
    assert.ok(events.some((event) => event.kind === 'layer' && event.layer.state === 'there'));
  });

  it('stays where it is when nobody wants the repository', async () => {
    assert.equal(await push('1'), undefined);
    assert.ok(!ecr.calls.includes('CreateRepository'));
  });

  it('is not sent twice: the same image under the same tag is no work', async () => {
    ecr.create('team/iris', 'IMMUTABLE');
    await push('1');
    const again = await push('1');
    assert.equal(again?.unchanged, true);
    assert.equal(ecr.calls.filter((call) => call === 'GetAuthorizationToken').length, 1);
  });

  it('does not take a tag that another image has for ever', async () => {
    ecr.create('team/iris', 'IMMUTABLE');
    await push('1');
    const other = await connect(testEngine()).createContainer({ Image: image, Cmd: ['x'] });
    try {
      await other.commit({ repo: 'longshore-test/slice', tag: 'other', changes: 'ENV A=1' });
      image = 'longshore-test/slice:other';
      await assert.rejects(push('1'), isProblem('push-refused', /^Tag 1 has another image \([0-9a-f]{12}\)/));
    } finally {
      await other.remove();
      await connect(testEngine()).getImage('longshore-test/slice:other').remove();
      image = await loadScratchImage(testEngine());
    }
  });

  it('goes on with a new sign-in when one runs out on the way', async () => {
    ecr.create('team/iris');
    let turns = 0;
    const late: World['docker'] = {
      ...world.docker,
      pushImage: async (...given) => {
        turns += 1;
        if (turns === 1) ecr.registry.expireTokens();
        return world.docker.pushImage(...given);
      },
    };
    const pushed = await push('1', { docker: late });
    assert.ok(pushed);
    assert.equal(turns, 2);
    assert.ok(events.some(({ kind }) => kind === 'renewed'));
  });

  it('is named for another account than the one that is signed in', async () => {
    await assert.rejects(
      push('1', { account: '999999999999' }),
      isProblem(
        'push-refused',
        /^The image is named for the account 999999999999, and you are signed in to 123456789012/,
      ),
    );
  });

  it('needs rights, and says which', async () => {
    ecr.create('team/iris');
    ecr.deny('GetAuthorizationToken');
    await assert.rejects(push('1'), isProblem('aws-denied', /ecr:GetAuthorizationToken/));
    ecr.deny('DescribeRepositories');
    await assert.rejects(push('1'), isProblem('aws-denied', /ecr:DescribeRepositories on team\/iris/));
  });

  it('can be tried again when the registry died on the way', async () => {
    ecr.create('team/iris');
    const dying: World['docker'] = {
      ...world.docker,
      pushImage: async (...given) => {
        await ecr.registry.die();
        try {
          return await world.docker.pushImage(...given);
        } finally {
          await ecr.registry.revive();
        }
      },
    };
    await assert.rejects(
      push('1', { docker: dying }),
      isProblem('push-failed', /did not reach it\. .*What has arrived stays there/),
    );
    assert.ok(await push('1'));
  });

  it('gets a manifest that can be hosted when it came with one of OCI', async () => {
    ecr.create('team/iris');
    await push('1');
    const opened = await world.registries.open({ profile: undefined, region: undefined });
    const never = new AbortController().signal;
    const { text } = await opened.readManifest('team/iris', '1', never);
    const oci = text
      .replaceAll(docker2, 'application/vnd.oci.image.manifest.v1+json')
      .replaceAll(
        'application/vnd.docker.container.image.v1+json',
        'application/vnd.oci.image.config.v1+json',
      )
      .replaceAll(
        'application/vnd.docker.image.rootfs.diff.tar.gzip',
        'application/vnd.oci.image.layer.v1.tar+gzip',
      );
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    // As an engine with containerd's store does it.
    const oddly: World['docker'] = {
      ...world.docker,
      pushImage: async (name, key, report, signal) => {
        await world.docker.pushImage(name, key, report, signal);
        return { digest: await opened.putManifest('team/iris', '2', { text: oci, mediaType }, signal) };
      },
    };
    const pushed = await pushImage(
      { docker: oddly, ecr: opened },
      { image, repository: 'team/iris', tag: '2' },
      { report: (event) => events.push(event), agree: async ({ creates }) => !creates },
      never,
    ).finally(() => opened.close());
    assert.equal(pushed?.mediaType, docker2);
    assert.ok(events.some(({ kind }) => kind === 'rewritten'));
    assert.notEqual(pushed?.digest, `sha256:${createHash('sha256').update(oci).digest('hex')}`);
  });

  it('is pushed by the command line, with the result as JSON', async () => {
    const run = async (...words: readonly string[]): Promise<string> => {
      const options = { env: { ...process.env, DOCKER_HOST: testEngine().host } };
      const given = [cli, 'push', image, '--repository', 'team/iris', '--tag', '2', ...words];
      return (await execFile(process.execPath, given, options)).stdout;
    };
    await assert.rejects(run(), /There is no repository team\/iris\. Say --create to make it\./);
    const made: unknown = JSON.parse(await run('--create', '--json'));
    assert.equal(Reflect.get(Object(made), 'uri'), `${ecr.registry.host}/team/iris:2`);
    assert.match(await run(), /team\/iris:2 has this image already\.\n.*@sha256:/);
  });

  it('is there, or it is said', async () => {
    ecr.create('team/iris');
    image = 'longshore-test/no:such';
    await assert.rejects(push('1'), isProblem('image-missing', /There is no image longshore-test\/no:such/));
    assert.ok(new Problem('push-failed', '').remedies.includes('retry'));
    image = await loadScratchImage(testEngine());
  });
});
