import assert from 'node:assert/strict';
import type { Image } from '../../../src/core/images/image';
import { imageRowOf, imageRows } from '../../../src/core/images/imageRows';
import type { ImagesLook } from '../../../src/core/images/imagesLook';
import { usualLook } from '../../../src/core/images/imagesLook';
import { imageUse, useInWords, withPrograms } from '../../../src/core/images/imageUse';
import { layersTable } from '../../../src/core/images/layersTable';
import { listed } from '../../../src/core/images/imagesState';
import type { Row } from '../../../src/core/row';
import { tooltipOf } from '../../../src/core/row';

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

const tooltipAt = (row: Row | undefined): string => (row && tooltipOf(row)) ?? '';

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
    assert.match(tooltipAt(group?.children?.[0]), /^\*\*a\\_\\_b:x\\_y\*\*/);
  });

  const seen = (look: Partial<ImagesLook>): readonly unknown[] =>
    imageRows(state, now, { ...usualLook, ...look }).map(({ label, children }) =>
      children ? [label, ...children.map((row) => row.label)] : label,
    );

  it('is grouped otherwise, or not at all, and sorted as somebody likes', () => {
    assert.deepEqual(seen({ group: 'none', sort: 'largest' }), [
      'churn:2',
      'cc0000000000',
      '127.0.0.1:5000/team/churn:2',
      'churn:1',
      'churn:latest',
    ]);
    assert.deepEqual(
      seen({ group: 'registry', sort: 'name', untagged: false }),
      [
        ['127.0.0.1:5000', '127.0.0.1:5000/team/churn:2'],
        ['Docker Hub and local', 'churn:1', 'churn:2', 'churn:latest'],
      ].toReversed(),
    );
    assert.deepEqual(seen({ group: 'age', sort: 'oldest' }).flat().at(0), 'Last 24 hours');
  });

  it('has only what all words of the filter are in', () => {
    assert.deepEqual(seen({ filter: 'TEAM 5000' }), [['team/churn', '2']]);
    assert.deepEqual(seen({ filter: 'cc0000' }), [['Untagged', 'cc0000000000']]);
    assert.deepEqual(seen({ filter: 'nothing' }), []);
  });
});

describe('What SageMaker can do with an image', () => {
  const plain = { entrypoint: [], command: [], environment: [], labels: {}, ports: [] };
  const label = (name: string) => ({ [`com.amazonaws.sagemaker.capabilities.${name}`]: 'true' });
  for (const [what, config, tags, words] of [
    ['nothing', {}, ['python:3.12'], undefined],
    ['its words', { entrypoint: ['python'], command: ['train'] }, [], 'trains'],
    ['a program', { entrypoint: ['/opt/program/serve'] }, [], 'serves'],
    ['its port', { ports: ['8080/tcp'], command: ['train'] }, [], 'trains and serves'],
    ['another port', { ports: ['80/tcp'] }, [], undefined],
    ['a toolkit', { environment: ['SAGEMAKER_PROGRAM=train.py'] }, [], 'trains'],
    ['the label for many models', { labels: label('multi-models') }, [], 'serves many models'],
    ['the label for pipelines', { labels: label('accept-bind-to-port') }, [], 'serves'],
    [
      'AWS’s name',
      {},
      ['763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.10-cpu-py313'],
      'trains',
    ],
    ['a word that only looks so', { command: ['trainer', 'observe'] }, [], undefined],
  ] as const)
    it(`is read from ${what}`, () => {
      const use = imageUse({ ...plain, ...config }, tags);
      assert.equal(useInWords(use), words);
      assert.equal(use.reasons.length > 0, words !== undefined);
    });
});

describe('The words that SageMaker starts', () => {
  const program = (name: string, executable = true) => ({ name, path: `/opt/program/${name}`, executable });
  for (const [what, programs, words, reasons] of [
    ['nothing', [], undefined, []],
    ['both', [program('train'), program('serve')], 'trains and serves', ['train', 'serve']],
    ['one that cannot be started', [program('serve', false)], undefined, ['serve']],
    ['another program', [program('bash')], undefined, []],
  ] as const)
    it(`are found on the PATH: ${what}`, () => {
      const use = withPrograms(
        imageUse({ entrypoint: [], command: [], environment: [], labels: {}, ports: [] }, []),
        programs,
      );
      assert.equal(useInWords(use), words);
      assert.deepEqual(
        use.reasons.map((reason) => /^\/opt\/program\/(\w+) is on the PATH/.exec(reason)?.[1]),
        reasons,
      );
      assert.equal(
        use.reasons.some((reason) => reason.includes('not executable')),
        what.includes('cannot'),
      );
    });

  it('are told by the row of an image that was looked into, with the reason when somebody rests on it', () => {
    const use = { trains: false, serves: false, manyModels: false, reasons: [] };
    const known = { ...image('aa', ['a:1']), use, programs: [program('serve')] };
    const row = imageRowOf(listed(engine, [known], []), 'a:1', { now, look: usualLook, remote: undefined });
    assert.equal(row?.detail, '1.5 MB · 1 h ago · serves');
    assert.match(tooltipAt(row), /\/opt\/program\/serve is on the PATH\\?\./);
  });
});

describe('The layers of an image', () => {
  it('are told in the order of the Dockerfile, whichever builder made them', () =>
    assert.equal(
      layersTable([
        { bytes: 0, created: 0, command: 'CMD ["serve"]' },
        { bytes: 1_000_000, created: 0, command: 'RUN /bin/sh -c pip install   a # buildkit' },
        { bytes: 20, created: 0, command: 'RUN |2 A=1 B=2 /bin/sh -c echo a' },
        { bytes: 5_000_000, created: 0, command: '/bin/sh -c #(nop) ADD file:1 in / ' },
      ]),
      '5 MB  ADD file:1 in /\n20 B  RUN echo a\n1 MB  RUN pip install a\n 0 B  CMD ["serve"]\n6 MB  in all\n',
    ));
});
