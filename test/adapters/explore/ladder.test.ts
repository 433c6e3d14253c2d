import assert from 'node:assert/strict';
import { testEngine } from '../../support/engine/engine';
import { ExploreBench } from '../../support/engine/exploreBench';

const files = 'cd /opt/ml; mkdir -p model/deep; printf 123 > model/deep/a; mkfifo pipe; ln -s /etc link';
const expected = {
  model: 'folder',
  'model/deep': 'folder',
  'model/deep/a': 'file 3',
  pipe: 'other',
  link: 'link',
};
const later = 'cd /opt/ml; printf 12345 > model/deep/a; rm pipe link; mkdir new; touch new/b';
const expectedLater = {
  model: 'folder',
  'model/deep': 'folder',
  'model/deep/a': 'file 5',
  new: 'folder',
  'new/b': 'file 0',
};

describe('Where there is no agent', () => {
  let bench: ExploreBench;
  beforeEach(() => (bench = new ExploreBench(testEngine())));
  afterEach(async () => bench.close());

  const noPython = 'rm /usr/bin/python3*';
  /** As busybox: a find that prints nothing by itself. */
  const plainFind = String.raw`printf '#!/bin/sh\ncase "$*" in *printf*) exit 1;; esac\nexec /usr/bin/find.real "$@"\n' > /tmp/find
    mv /usr/bin/find /usr/bin/find.real; mv /tmp/find /usr/bin/find; chmod +x /usr/bin/find`;

  for (const [name, lines] of [
    ["a shell with GNU's find looks", noPython],
    ["a shell with busybox' find looks", `${noPython}; ${plainFind}`],
  ] as const)
    it(`${name}, which is said, and nothing of it stays`, async () => {
      const container = await bench.start(`${lines}; ${files}`);
      const followed = bench.follow(container);
      await followed.until('scanned', () => followed.scanned !== undefined);
      assert.deepEqual(followed.events[0], {
        kind: 'source',
        source: 'shell',
        reason: 'there is no python3',
      });
      assert.deepEqual(sorted(followed.paths()), sorted(expected));
      await bench.run(container, 'sh', '-c', later);
      await followed.until('changes', () => equal(followed.paths(), expectedLater));
      await followed.stop();
      const stays = async (): Promise<boolean> =>
        (await bench.programs(container)).some((line) => line.includes('maxdepth'));
      for (let round = 0; (await stays()) && round < 100; round += 1);
      assert.equal(await stays(), false);
    });

  it('and no shell, the archive tells; it ends with the container', async () => {
    const container = await bench.start(`${files}; rm /usr/bin/sh /usr/bin/dash ${noPython.slice(3)}`);
    const followed = bench.follow(container);
    await followed.until('scanned', () => followed.scanned !== undefined);
    assert.deepEqual(followed.events[0], {
      kind: 'source',
      source: 'archive',
      reason: 'there is no python3; there is no sh',
    });
    assert.deepEqual(sorted(followed.paths()), sorted(expected));
    await container.stop({ t: 1 });
    await followed.end();
  });

  it('as the container stopped, it is told once what it left', async () => {
    const container = await bench.start(files);
    await container.stop({ t: 1 });
    const followed = bench.follow(container);
    await followed.end();
    assert.deepEqual(followed.events, [
      { kind: 'source', source: 'archive', reason: 'it does not run' },
      { kind: 'scanned', whole: true },
    ]);
    assert.deepEqual(sorted(followed.paths()), sorted(expected));
  });

  it('as the agent was killed, the next source goes on', async () => {
    const container = await bench.start(files);
    const followed = bench.follow(container);
    await followed.until('scanned', () => followed.scanned !== undefined);
    await bench.run(container, 'pkill', '-KILL', '-x', 'longshore');
    await followed.until('a shell', () => followed.source === 'shell');
    await bench.run(container, 'sh', '-c', later);
    await followed.until('changes', () => equal(followed.paths(), expectedLater));
  });

  it('no more than the limit is told, by whichever source', async () => {
    const container = await bench.start('cd /opt/ml; touch $(seq 50)');
    for (const source of ['agent', 'shell', 'archive'] as const) {
      const followed = bench.follow(container, { sources: [source], limit: 20 });
      await followed.until('scanned', () => followed.scanned !== undefined);
      const known = Object.keys(followed.paths()).length;
      assert.deepEqual([source, followed.scanned?.whole, known], [source, false, 20]);
      await followed.stop();
    }
  });
});

const sorted = (record: object): string => JSON.stringify(Object.entries(record).map(String).toSorted());

const equal = (left: object, right: object): boolean => sorted(left) === sorted(right);
