import assert from 'node:assert/strict';
import type { Image } from '../../../src/core/images/image';
import { imageRows } from '../../../src/core/images/imageRows';
import { listed } from '../../../src/core/images/imagesState';

const now = 1_800_000_000;
const image = (id: string, tags: readonly string[], more: Partial<Image> = {}): Image => ({
  id: `sha256:${id.padEnd(64, '0')}`,
  tags,
  digests: [],
  bytes: 1_500_000,
  created: now - 3600,
  ...more,
});

const engine = { name: 'default', source: 'default', addresses: [] } as const;

describe('The Images tree', () => {
  const state = listed(
    engine,
    [
      image('aa', ['churn:1', 'churn:latest'], { architecture: 'amd64' }),
      image('bb', ['churn:2'], { created: now - 60, bytes: 2_000_000 }),
      image('cc', []),
      image('dd', ['127.0.0.1:5000/team/churn:2']),
    ],
    [{ id: 'c1', name: 'algo_1', imageId: image('bb', []).id, running: true }],
  );
  const rows = imageRows(state, now);

  it('groups by repository, in the order of names, untagged images last', () => {
    assert.deepEqual(
      rows.map(({ label, detail, kind }) => [label, detail, kind]),
      [
        ['churn', '2 images · 3.5 MB', 'imageGroup'],
        ['team/churn', '1 image · 1.5 MB · 127.0.0.1:5000', 'imageGroup'],
        ['Untagged', '1 image · 1.5 MB', 'danglingGroup'],
      ],
    );
  });

  it('tells of each tag its size, age, architecture where known, and use; the newest first', () => {
    assert.deepEqual(
      rows[0]?.children?.map(({ label, detail, subject }) => [label, detail, subject]),
      [
        ['2', '2 MB · 1 min ago · running', 'churn:2'],
        ['1', '1.5 MB · 1 h ago · amd64', 'churn:1'],
        ['latest', '1.5 MB · 1 h ago · amd64', 'churn:latest'],
      ],
    );
  });

  it('has an id for every row, and no id twice', () => {
    const ids = rows.flatMap((row) => [row.id, ...(row.children ?? []).map(({ id }) => id)]);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('says to a screen reader what the eyes get from the whole row', () => {
    assert.equal(rows[0]?.children?.[0]?.accessibility, 'churn:2, 2 MB, 1 min ago, running');
    assert.equal(rows[2]?.children?.[0]?.accessibility, 'untagged image cc0000000000, 1.5 MB, 1 h ago');
  });

  it('escapes what could be read as Markdown', () => {
    const [group] = imageRows(listed(engine, [image('ee', ['a__b:x_y'])], []), now);
    assert.match(group?.children?.[0]?.tooltip ?? '', /^\*\*a\\_\\_b:x\\_y\*\*/);
  });
});
