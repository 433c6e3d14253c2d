import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeWorld } from '../../../src/adapters/world';
import type { Pushed, PushTalk } from '../../../src/app/ecr/pushImage';
import { pushImage } from '../../../src/app/ecr/pushImage';
import type { PushEvent } from '../../../src/core/ecr/pushState';
import { advancePush, beforePush, pushProgress } from '../../../src/core/ecr/pushState';
import type { World } from '../../../src/core/ports';
import { isAbort, Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import type { StandInEcr } from '../../support/ecr/standIn';
import { startStandInEcr } from '../../support/ecr/standIn';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { loadScratchImage, removeTestImages } from '../../support/engine/images';
import { loadLayeredImage } from '../../support/engine/layeredImage';
import { tinyDisk } from '../../support/engine/tinyDisk';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const layers = 3;
const bytesEach = 3_000_000;

describe('A push on which something happens half-way', function () {
  this.timeout(60_000);
  let ecr: StandInEcr;
  let world: World;
  let image: string;
  let restore: () => void;
  const events: PushEvent[] = [];
  const engine = () => connect(testEngine());

  before(async () => {
    ecr = await startStandInEcr();
    restore = setAws(ecr.environment);
    world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
    image = await loadLayeredImage(testEngine(), { name: 'layered', layers, bytesEach });
  });
  beforeEach(() => ecr.create('team/iris'));
  afterEach(async () => {
    ecr.reset();
    events.length = 0;
    for (const name of await namesInEcr()) await engine().getImage(name).remove();
  });
  after(async () => {
    restore();
    await ecr.stop();
    for (const name of ['layered', 'layered-small']) await removeTestImages(testEngine(), name);
  });

  const namesInEcr = async (at = ecr): Promise<readonly string[]> =>
    (await engine().listImages())
      .flatMap(({ RepoTags }) => RepoTags ?? [])
      .filter((each) => each.startsWith(at.registry.host));

  interface Turn {
    readonly tag?: string;
    readonly reference?: string;
    readonly report?: (event: PushEvent) => void;
    readonly agree?: PushTalk['agree'];
    readonly signal?: AbortSignal;
  }

  async function push({
    tag = '1',
    reference = image,

    report,
    agree,
    signal,
  }: Turn = {}): Promise<Pushed | undefined> {
    const opened = await world.registries.open({ profile: undefined, region: undefined });
    const talk = {
      report: (event: PushEvent): void => {
        events.push(event);
        report?.(event);
      },
      agree: agree ?? (async () => true),
    };
    const wanted = { image: reference, repository: 'team/iris', tag };
    try {
      return await pushImage(
        { docker: world.docker, ecr: opened },
        wanted,
        talk,
        signal ?? new AbortController().signal,
      );
    } finally {
      opened.close();
    }
  }

  const progress = () => {
    const state = events.reduce((before, event, index) => advancePush(before, event, index), beforePush);
    const { layers: all, done, known, sent, total } = pushProgress(state);
    return { layers: all, done, known, sent, total };
  };
  const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, words);
    return true;
  };

  it('knows all bytes before the first has moved, and sends what is there only once', async () => {
    const sizes: number[] = [];
    await push({ report: (event) => event.kind === 'begun' && sizes.push(...event.sizes.values()) });
    assert.deepEqual(sizes, [bytesEach, bytesEach, bytesEach]);
    const total = layers * bytesEach;
    assert.deepEqual(progress(), { layers, done: layers, known: 0, sent: total, total });
    events.length = 0;
    await push({ tag: '2' });
    assert.deepEqual(progress(), { layers, done: layers, known: layers, sent: 0, total: 0 });
  });

  /** With something of it there, as the engine has noted. */
  const whenHalf = (act: () => void) => {
    let isDone = false;
    return (event: PushEvent): void => {
      if (isDone || event.kind !== 'layer' || event.layer.state !== 'there') return;
      isDone = true;
      act();
    };
  };

  it('goes on with a new key, and does not send again what had arrived', async () => {
    assert.ok(await push({ report: whenHalf(() => ecr.registry.expireTokens()) }));
    assert.ok(events.some(({ kind }) => kind === 'renewed'));
    assert.equal(ecr.calls.filter((call) => call === 'GetAuthorizationToken').length, 2);
    assert.ok(events.some((event) => event.kind === 'layer' && event.layer.state === 'known'));
  });

  it('is refused with a key that the registry does not know', async () => {
    ecr.lie();
    await assert.rejects(
      push(),
      isProblem('push-refused', /^You may not push to .*unauthorized: Not Authorized/),
    );
    assert.deepEqual(await namesInEcr(), []);
  });

  it('waits for a registry that died, and goes on when it is back', async () => {
    let dead: Promise<void> | undefined;
    const die = whenHalf(() => {
      dead = ecr.registry.die();
    });
    let isBack = false;
    const pushed = await push({
      report: (event) => {
        die(event);
        if (isBack || event.kind !== 'layer' || event.layer.state !== 'broken') return;
        isBack = true;
        void dead?.then(async () => ecr.registry.revive());
      },
    });
    assert.ok(pushed && isBack);
    assert.equal(progress().done, layers);
  });

  it('that is stopped leaves no name behind, is no failure, and finds there what had arrived', async () => {
    const stopping = new AbortController();
    await assert.rejects(
      push({ signal: stopping.signal, report: whenHalf(() => stopping.abort()) }),
      isAbort,
    );
    assert.deepEqual(await namesInEcr(), []);
    events.length = 0;
    assert.ok(await push());
    const { done, known } = progress();
    assert.equal(done, layers);
    assert.ok(known > 0, 'nothing was there');
  });

  it('gives a name of ECR back to the image that had it', async () => {
    const other = await loadScratchImage(testEngine());
    await push({ reference: other });
    const { Id } = await engine().getImage(other).inspect();
    const stopping = new AbortController();
    await assert.rejects(
      push({ signal: stopping.signal, report: whenHalf(() => stopping.abort()) }),
      isAbort,
    );
    assert.equal((await engine().getImage(`${ecr.registry.host}/team/iris:1`).inspect()).Id, Id);
  });

  it('ends with the window that began it', async () => {
    const env = { ...process.env, DOCKER_HOST: testEngine().host };
    const words = [cli, 'push', image, '--repository', 'team/iris', '--tag', '1'];
    const window = spawn(process.execPath, words, { env, stdio: 'ignore' });
    const ended = new Promise((resolve) => window.on('exit', (_, signal) => resolve(signal)));
    const release = await new Promise<() => void>((resolve) =>
      ecr.registry.onUploaded(() => resolve(ecr.registry.hold())),
    );
    window.kill('SIGKILL');
    assert.equal(await ended, 'SIGKILL');
    // The engine learns of it, before anything more can arrive.
    await new Promise((resolve) => setTimeout(resolve, 500));
    release();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const never = new AbortController().signal;
    const opened = await world.registries.open({ profile: undefined, region: undefined });
    assert.equal(await opened.findImage('team/iris', '1', never), undefined);
    opened.close();
    assert.ok(await push());
  });

  it('says that the repository went away', async () => {
    const gone = async (): Promise<boolean> => {
      ecr.registry.removeRepository('team/iris');
      return true;
    };
    await assert.rejects(
      push({ agree: gone }),
      isProblem('push-refused', /^There is no repository for .* any more/),
    );
  });

  it('says that the tag was taken meanwhile', async () => {
    ecr.create('team/iris', 'IMMUTABLE');
    const other = await loadScratchImage(testEngine());
    const taken = async (): Promise<boolean> => Boolean(await push({ reference: other }));
    await assert.rejects(push({ agree: taken }), isProblem('push-refused', /^The tag of .* is taken/));
  });

  it('says that the image was removed meanwhile', async () => {
    const other = await loadLayeredImage(testEngine(), { name: 'layered-gone', layers: 1, bytesEach: 10 });
    const removed = async (): Promise<boolean> => {
      await engine().getImage(other).remove();
      return true;
    };
    await assert.rejects(
      push({ reference: other, agree: removed }),
      isProblem('image-missing', /^There is no such image on the engine any more/),
    );
  });

  it('says that the session at AWS was over before the key could be renewed', async () => {
    const end = whenHalf(() => {
      ecr.registry.expireTokens();
      ecr.deny('GetAuthorizationToken', 'ExpiredTokenException');
    });
    await assert.rejects(push({ report: end }), isProblem('aws-credentials', /^Your AWS session is over/));
  });

  it('is refused when a right is missing, also where the registry does not say so', async () => {
    ecr.registry.hideBlobs();
    await assert.rejects(push(), isProblem('push-expired', /is a right missing\? A push needs ecr:/));
    // Once with a second key, which was no better.
    assert.equal(ecr.calls.filter((call) => call === 'GetAuthorizationToken').length, 2);
  });

  it('breaks at a registry whose disk is full, and arrives when there is room', async function () {
    const disk = tinyDisk(testEngine());
    if (!disk) return this.skip();
    const full = await startStandInEcr({ data: `${disk.path}/registry` });
    const small = await loadLayeredImage(testEngine(), { name: 'layered-small', layers: 1, bytesEach: 1e6 });
    const filler = `${disk.path}/filler`;
    writeFileSync(filler, Buffer.alloc(3_500_000));
    restore();
    restore = setAws(full.environment);
    try {
      full.create('team/iris');
      // The engine would try four times more, which takes most of a minute.
      const stopping = new AbortController();
      const give = (event: PushEvent): void => {
        if (event.kind === 'layer' && event.layer.state === 'broken') stopping.abort();
      };
      await assert.rejects(push({ reference: small, report: give, signal: stopping.signal }), isAbort);
      rmSync(filler);
      // docker-registry may keep links of no bytes from a full disk, on which it dies when it reads them.
      full.reset();
      full.create('team/iris');
      assert.ok(await push({ reference: small }));
    } finally {
      restore();
      restore = setAws(ecr.environment);
      for (const name of await namesInEcr(full)) await engine().getImage(name).remove();
      await full.stop();
      for (const each of [filler, `${disk.path}/registry`]) rmSync(each, { recursive: true, force: true });
    }
  });

  it('knows how much room its engine has, where that is on this machine', async () => {
    const free = await world.docker.freeBytes(new AbortController().signal);
    const far = makeWorld({ docker: () => ({ host: 'tcp://127.0.0.1:9', context: '' }) });
    assert.equal(await far.docker.freeBytes(new AbortController().signal), undefined);
    if (process.env['LONGSHORE_TEST_ENGINE_OWNED']) assert.ok(free !== undefined && free > 0);
  });
});
