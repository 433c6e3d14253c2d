import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layerSizes } from '../../../src/core/ecr/layerSizes';
import { checkLines, checkPush, failureOf, warningsIn } from '../../../src/core/ecr/pushCheck';
import type { PushEvent } from '../../../src/core/ecr/pushState';
import { advancePush, beforePush, pushLine, pushProgress } from '../../../src/core/ecr/pushState';

describe('What is looked at before a push', () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const image = { id: 'x', tags: [], digests: [], bytes: 5_000_000, created: 0, architecture: 'amd64' };
  const facts = {
    image,
    region: 'eu-west-1',
    identity: { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/Dev/ann' },
    push: { repository: 'iris', tag: '1' },
    repository: undefined,
    there: undefined,
    freeBytes: undefined,
  };
  const repository = {
    name: 'iris',
    uri: 'r/iris',
    mutability: { mutable: true, exceptions: [] },
    scanOnPush: false,
    created: 0,
  };
  const fixed = { ...repository, mutability: { mutable: false, exceptions: [] } };
  const there = { digest, tags: ['1'], bytes: 1, pushed: 0, pulled: undefined, mediaType: undefined };
  const manifestType = 'application/vnd.oci.image.index.v1+json';
  const checks = (change: object) => checkPush({ ...facts, ...change });
  const said = (change: object) => checks(change).flatMap(checkLines);

  it('is said line by line', () =>
    assert.deepEqual(said({ freeBytes: 5e9 }), [
      '✔ Account 123456789012 in eu-west-1, as assumed-role/Dev/ann',
      '! Repository iris will be created',
      '✔ Tag 1 is free',
      '✔ linux/amd64',
      '✔ Manifest of Docker’s kind, as SageMaker hosts it',
      '✔ 5 MB, unpacked',
      '✔ 5 GB left on the disk of the engine',
    ]));

  it('warns of what can be meant, with what to do', () => {
    const odd = { ...image, architecture: 'arm64', bytes: 11 * 1024 ** 3, manifestType };
    assert.deepEqual(said({ image: odd, repository, there, freeBytes: 99_000_000 }), [
      '✔ Account 123456789012 in eu-west-1, as assumed-role/Dev/ann',
      '✔ Repository iris',
      '! Tag 1 moves from abababababab to this image',
      '   → Who pulls the tag gets this image from then on; what is pinned by its digest stays.',
      '! linux/arm64: SageMaker trains and serves on linux/amd64, except on Graviton instances.',
      '   → Build with --platform linux/amd64.',
      '! The engine pushes this image as application/vnd.oci.image.index.v1+json, which SageMaker cannot host',
      '   → Nothing to do: once it is there, Longshore gives the tag a manifest of Docker’s kind for the same layers.',
      '! 11.8 GB: too large for a serverless endpoint, which takes 10 GB',
      '   → Use instances, or leave out of the image what only the build needs.',
      '! The disk of the engine has only 99 MB left',
      '   → Remove what is not needed, for example untagged images.',
    ]);
    assert.equal(failureOf(checks({ image: odd, repository, there, freeBytes: 1 })), undefined);
  });

  it('stops at what cannot be meant, with the way out', () => {
    const failure = (change: object) => failureOf(checks(change));
    assert.equal(
      failure({ repository: fixed, there }),
      'Tag 1 has another image (abababababab), and tags of iris cannot be moved. Push another tag.',
    );
    assert.match(
      failure({ repository: fixed, image: { ...image, manifestType } }) ?? '',
      /oci.*cannot be moved to a manifest of another kind\. Build it with --provenance=false/,
    );
    assert.equal(
      failure({ push: { ...facts.push, account: '999999999999' } }),
      'The image is named for the account 999999999999, and you are signed in to 123456789012. Use another profile, or give the image another name.',
    );
  });

  it('needs a second agreement only where there is more to agree to', () => {
    assert.deepEqual(warningsIn(checks({ repository, freeBytes: 5e9 })), []);
    assert.deepEqual(warningsIn(checks({})), ['Repository iris will be created']);
    assert.equal(
      warningsIn(checks({ repository: fixed, there, image: { ...image, manifestType } })).length,
      2,
    );
  });

  it('does not speak of a repository in an account that is not meant', () => {
    const found = checks({ push: { ...facts.push, account: '999999999999' } });
    assert.deepEqual(
      found.map(({ about, state }) => `${about} ${state}`),
      ['account failed', 'architecture passed', 'manifest passed', 'size passed'],
    );
  });
});

describe('The sizes of layers', () => {
  const step = (command: string, bytes: number) => ({ command, bytes, created: 0 });
  const digests = ['sha256:aaaaaaaaaaaaaaaa', 'sha256:bbbbbbbbbbbbbbbb'];

  it('are those of the steps that wrote something', () => {
    const history = [step('CMD ["x"]', 0), step('RUN b', 7), step('ENV A=1', 0), step('COPY a', 5)];
    assert.deepEqual(
      layerSizes(digests, history),
      new Map([
        ['aaaaaaaaaaaa', 5],
        ['bbbbbbbbbbbb', 7],
      ]),
    );
  });

  for (const nothing of [
    'WORKDIR /x',
    'RUN true # buildkit',
    '/bin/sh -c true',
    '/bin/sh -c #(nop) WORKDIR /x',
  ])
    it(`also of a step that wrote nothing: ${nothing}`, () => {
      const history = [step('/bin/sh -c #(nop)  CMD ["x"]', 0), step(nothing, 0), step('COPY a', 5)];
      assert.deepEqual([...layerSizes(digests, history).values()], [5, 0]);
    });

  it('are not known when steps and layers do not fit', () => {
    assert.equal(layerSizes(digests, [step('COPY a', 5)]).size, 0);
    assert.equal(layerSizes([], [step('COPY a', 5)]).size, 0);
  });
});

describe('How far a push is', () => {
  type Layer = Extract<PushEvent, { kind: 'layer' }>['layer'];
  const layer = (id: string, state: Layer['state'], sent?: number, total?: number): PushEvent => ({
    kind: 'layer',
    layer: {
      layer: id,
      state,
      ...(sent === undefined ? {} : { sent }),
      ...(total === undefined ? {} : { total }),
    },
  });
  const after = (events: ReadonlyArray<readonly [number, PushEvent]>) =>
    events.reduce((state, [time, event]) => advancePush(state, event, time), beforePush);

  it('never goes back, and never over the whole', () => {
    const report = fc.record({ id: fc.constantFrom('a', 'b', 'c'), sent: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(report), fc.boolean(), (reports, areKnown) => {
        const sizes = new Map(areKnown ? ['a', 'b', 'c'].map((id) => [id, 90] as const) : []);
        let state = advancePush(beforePush, { kind: 'begun', sizes }, 0);
        let before = 0;
        const order = reports.toSorted((left, right) => left.sent - right.sent);
        for (const [time, { id, sent }] of order.entries()) {
          state = advancePush(state, layer(id, 'moving', sent, 100), time * 300);
          const progress = pushProgress(state);
          assert.ok(progress.sent <= progress.total && progress.sent >= before);
          assert.ok((progress.left ?? 0) >= 0);
          before = progress.sent;
        }
      }),
    );
  });

  it('counts what has arrived, and what was there', () => {
    const end = after([
      [0, layer('a', 'moving', 50, 100)],
      [1, layer('a', 'there')],
      [2, layer('b', 'known')],
      [3, layer('c', 'waiting')],
    ]);
    assert.deepEqual(pushProgress(end), {
      layers: 3,
      done: 2,
      known: 1,
      sent: 100,
      total: 100,
      speed: undefined,
      left: undefined,
    });
  });

  it('knows the whole before it has moved, its speed of the last seconds, and when it ends', () => {
    const sizes = new Map([
      ['a', 600e6],
      ['b', 300e6],
      ['c', 50e6],
    ]);
    const begun: ReadonlyArray<readonly [number, PushEvent]> = [
      [0, { kind: 'begun', sizes }],
      [0, layer('a', 'waiting')],
      [0, layer('b', 'waiting')],
      [0, layer('c', 'waiting')],
    ];
    assert.equal(pushLine('iris', after(begun)), 'Pushing iris: looking at what is there');
    const moving = after([
      ...begun,
      [10, layer('c', 'known')],
      [1_000, layer('a', 'moving', 10e6, 600e6)],
      // So long ago that it says nothing about now.
      [2_000, layer('a', 'moving', 100e6, 600e6)],
      [12_500, layer('a', 'moving', 200e6, 600e6)],
      [18_500, layer('a', 'moving', 272e6, 600e6)],
    ]);
    assert.equal(
      pushLine('iris', moving),
      'Pushing iris: 272 MB of 900 MB, 12 MB/s, about 50 s left, 1 of 3 layers were there',
    );
    const end = [layer('a', 'there'), layer('b', 'there')].reduce(
      (state, event) => advancePush(state, event, 60_000),
      moving,
    );
    assert.equal(pushLine('iris', end), 'Pushing iris: all 3 layers are there');
  });

  it('says that the engine waits for the registry, and goes on', () => {
    const broken = after([
      [0, layer('a', 'moving', 100, 200)],
      [900, layer('a', 'broken')],
    ]);
    assert.equal(pushLine('iris', broken), 'Pushing iris: the connection broke, trying again');
    assert.equal(
      pushLine('iris', advancePush(broken, layer('a', 'moving', 10, 200), 6_000)),
      'Pushing iris: 10 B of 200 B',
    );
  });

  it('takes for its own, after a second sign-in, what it had sent with the first', () => {
    const end = after([
      [0, layer('a', 'moving', 100, 100)],
      [0, layer('a', 'there')],
      [900, layer('b', 'moving', 40, 100)],
      [1_000, { kind: 'renewed' }],
      [1_000, layer('a', 'waiting')],
      [1_000, layer('a', 'known')],
      [2_000, layer('b', 'moving', 0, 100)],
    ]);
    const { known, sent, total, speed } = pushProgress(end);
    assert.deepEqual({ known, sent, total, speed }, { known: 0, sent: 100, total: 200, speed: undefined });
  });
});
