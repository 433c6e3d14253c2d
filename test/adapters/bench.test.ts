import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { testEmulator } from '../support/emulator/emulator';
import { connect, finish } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { startPrivateFront } from '../support/engine/front';
import { loadScratchImage, makeManyImages, removeTestImages } from '../support/engine/images';
import { loadPythonBase } from '../support/engine/pythonBase';
import { startRegistry, type Registry } from '../support/registry/registry';

describe('the bench', function () {
  this.timeout(300_000); // The first run builds the base image.

  describe('the engine', () => {
    it('tells its version', async () => {
      assert.match((await connect(testEngine()).version()).ApiVersion, /^1\.\d+$/);
    });

    it('is gone and back again behind its front', async () => {
      const front = await startPrivateFront(testEngine());
      const ping = () =>
        connect(front)
          .ping()
          .then(String, (error: NodeJS.ErrnoException) => error.code);
      const seen = [await ping()];
      await front.close();
      seen.push(await ping());
      await front.open();
      seen.push(await ping());
      await front.stop();
      assert.deepEqual(seen, ['OK', 'ENOENT', 'OK']);
    });

    it('runs what a data scientist imports', async () => {
      const image = await loadPythonBase(testEngine());
      const imports = 'import numpy, sklearn, flask, gunicorn; print(numpy.arange(3).sum())';
      assert.equal(await runIn(image, ['python3', '-c', imports]), '3\n');
      assert.match(await runIn(image, ['nginx', '-v']), /^nginx version/);
    });

    it('lets containers find each other by name', async () => {
      const docker = connect(testEngine());
      const image = await loadPythonBase(testEngine());
      const network = await docker.createNetwork({ Name: 'longshore-test-names' });
      const HostConfig = { NetworkMode: network.id, AutoRemove: true };
      const Cmd = ['sleep', '60'];
      const other = await docker.createContainer({
        Image: image,
        name: 'longshore-test-algo-2',
        Cmd,
        HostConfig,
      });
      try {
        await other.start();
        assert.match(await runIn(image, ['getent', 'hosts', other.id.slice(0, 12)], network.id), /^\d/);
      } finally {
        await other.remove({ force: true });
        await network.remove();
      }
    });

    it('takes many images at once, and gives them back', async () => {
      const before = await countImages();
      const tags = await makeManyImages(testEngine(), 300, 100);
      assert.deepEqual([tags.length, (await countImages()) - before], [300, 100]);
    });
  });

  describe('the registry', () => {
    let registry: Registry;

    before(async () => {
      registry = await startRegistry();
    });
    afterEach(() => registry.reset());
    after(() => registry.stop());

    it('takes an image for a valid token', async () => {
      registry.createRepository('team/model');
      await push('team/model', registry.token());
      assert.deepEqual(await tagsOf('team/model'), ['v1']);
    });

    it('denies an expired token', async () => {
      registry.createRepository('model');
      const token = registry.token();
      registry.expireTokens();
      await assert.rejects(push('model', token), /denied: Your authorization token has expired/);
    });

    it('wants a token', async () => {
      registry.createRepository('model');
      await assert.rejects(push('model', 'made-up'), /no basic auth credentials|unauthorized|Not Authorized/);
    });

    it('refuses a repository that nobody created', async () => {
      await assert.rejects(
        push('nobody', registry.token()),
        /name unknown: The repository with name 'nobody'/,
      );
      registry.refuseUnknownRepositories(false);
      await push('nobody', registry.token());
    });

    it('keeps an immutable tag', async () => {
      registry.createRepository('model');
      registry.setImmutable('model');
      await push('model', registry.token());
      await assert.rejects(push('model', registry.token()), /tag invalid: The image tag 'v1' already exists/);
    });

    it('can die and be revived', async () => {
      registry.createRepository('model');
      await registry.die();
      await assert.rejects(push('model', registry.token()), /connection refused/);
      await registry.revive();
      await push('model', registry.token());
    });

    async function push(repository: string, password: string): Promise<void> {
      const docker = connect(testEngine());
      const name = `${registry.host}/${repository}`;
      await docker.getImage(await loadScratchImage(testEngine())).tag({ repo: name, tag: 'v1' });
      const image = docker.getImage(`${name}:v1`);
      const authconfig = { username: 'AWS', password, serveraddress: registry.host };
      try {
        await finish(docker, await image.push({ authconfig }));
      } finally {
        await image.remove();
      }
    }

    async function tagsOf(repository: string): Promise<unknown> {
      const authorization = `Basic ${Buffer.from(`AWS:${registry.token()}`).toString('base64')}`;
      const response = await fetch(`${registry.url}/v2/${repository}/tags/list`, {
        headers: { authorization },
      });
      const { tags }: { readonly tags?: unknown } = await response.json();
      return tags;
    }
  });

  describe('the AWS emulator', () => {
    beforeEach(() => testEmulator().reset());

    it('creates a repository', async () => {
      const target = 'AmazonEC2ContainerRegistry_V20150921.CreateRepository';
      const answer = await ask(
        'ecr',
        JSON.stringify({ repositoryName: 'model' }),
        'application/x-amz-json-1.1',
        target,
      );
      assert.match(answer, /"repositoryName": ?"model"/);
    });

    it('knows who asks', async () => {
      const answer = await ask(
        'sts',
        'Action=GetCallerIdentity&Version=2011-06-15',
        'application/x-www-form-urlencoded',
      );
      assert.match(answer, /<Account>123456789012<\/Account>/);
    });
  });

  after(() => removeTestImages(testEngine(), 'many'));
});

/** What a command prints in a container of the image. */
async function runIn(image: string, command: string[], network = 'bridge'): Promise<string> {
  const output = new PassThrough();
  const options = { Tty: true, HostConfig: { NetworkMode: network, AutoRemove: true } };
  const [{ StatusCode }]: [{ StatusCode: number }] = await connect(testEngine()).run(
    image,
    command,
    output,
    options,
  );
  output.end();
  const printed = (await text(output)).replaceAll('\r\n', '\n');
  assert.equal(StatusCode, 0, printed);
  return printed;
}

/** One signed-looking request; the emulator takes the service from it. */
async function ask(service: string, body: string, type: string, target = ''): Promise<string> {
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/${service}/aws4_request, Signature=none`,
    'content-type': type,
    'x-amz-target': target,
  };
  const response = await fetch(testEmulator().url, { method: 'POST', headers, body });
  assert.equal(response.status, 200);
  return response.text();
}

async function countImages(): Promise<number> {
  return (await connect(testEngine()).listImages()).length;
}
