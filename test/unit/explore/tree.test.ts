import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tooltipOf } from '../../../src/core/row';
import { firstOf } from '../../../src/core/explore/firstOf';
import { localPath } from '../../../src/core/explore/localPath';
import { runPlace } from '../../../src/core/explore/runPlace';
import type { TreeState } from '../../../src/core/explore/rootRow';
import { rootRow } from '../../../src/core/explore/rootRow';
import type { TreeChange, TreeEntry, TreeSource } from '../../../src/core/explore/tree';
import type { TreeAddress } from '../../../src/core/explore/treeAddress';
import { addressPath, parseAddressPath } from '../../../src/core/explore/treeAddress';
import { TreeModel } from '../../../src/core/explore/treeModel';
import { folderRows, valueRows } from '../../../src/core/explore/treeRows';
import type { RunRecord } from '../../../src/core/run/runRecord';
import { someRecord } from '../../support/runs/someRecord';

const file = (bytes: number, modified = 0): TreeEntry => ({ kind: 'file', bytes, modified });
const folder: TreeEntry = { kind: 'folder', bytes: 0, modified: 0 };
const put = (path: string, entry: TreeEntry | undefined): TreeChange => ({ path, entry });

describe('A tree that is watched', () => {
  it('knows the totals of every folder', () => {
    const model = new TreeModel();
    model.apply([put('a', folder), put('a/b', folder), put('a/b/c', file(10)), put('a/d', file(5))]);
    assert.deepEqual(
      [model.totals(''), model.totals('a'), model.totals('a/b')],
      [
        { files: 2, bytes: 15 },
        { files: 2, bytes: 15 },
        { files: 1, bytes: 10 },
      ],
    );
    model.apply([put('a/b/c', file(4)), put('a/d', undefined)]);
    assert.deepEqual(model.totals('a'), { files: 1, bytes: 4 });
    model.apply([put('a', undefined)]);
    assert.deepEqual([model.totals(''), model.find('a/b/c')], [{ files: 0, bytes: 0 }, undefined]);
  });

  it('tells which folders are to be drawn again, and nothing when nothing changed', () => {
    const model = new TreeModel();
    const changes = [put('a', folder), put('a/b', folder), put('a/b/c', file(1))];
    const touched = (some: readonly TreeChange[]) => {
      const { content, faces } = model.apply(some);
      return [[...content].toSorted(), [...faces].toSorted()];
    };
    assert.deepEqual(touched(changes), [
      ['', 'a', 'a/b'],
      ['', 'a'],
    ]);
    assert.deepEqual(touched(changes), [[], []]);
    assert.deepEqual(touched([put('nowhere/x', undefined)]), [[], []]);
    assert.deepEqual(touched([put('a/b/c', file(2))]), [['a/b'], ['', 'a']]);
    assert.deepEqual(touched([put('a/b', { ...folder, modified: 9 })]), [[], ['a/b']]);
  });

  it('is right after any changes in any order, as one that is counted anew', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const entry = fc.option(
      fc.oneof(
        fc.constant(folder),
        fc.nat(99).map((bytes) => file(bytes)),
      ),
      {
        nil: undefined,
      },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(path, entry), { maxLength: 60 }), (changes) => {
        const model = new TreeModel();
        for (const [at, what] of changes) model.apply([put(at, what)]);
        const count = (at: string): { files: number; bytes: number } => {
          let [files, bytes] = [0, 0];
          for (const [child, { entry: each }] of model.children(at)) {
            const below = at === '' ? child : `${at}/${child}`;
            const inner = each.kind === 'folder' ? count(below) : { files: 1, bytes: each.bytes };
            files += inner.files;
            bytes += inner.bytes;
          }
          assert.deepEqual(model.totals(at), { files, bytes });
          return { files, bytes };
        };
        count('');
      }),
    );
  });
});

it('The first of many are those that a full sort would give', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 200 }), fc.nat(30), (items, limit) => {
      const compare = (left: number, right: number): number => left - right;
      assert.deepEqual(firstOf(items, limit, compare), items.toSorted(compare).slice(0, limit));
    }),
  );
});

describe('An address', () => {
  it('is the same after it was written and read', () => {
    const addresses: readonly TreeAddress[] = [
      { tree: 'run/iris-1/algo-1', path: '' },
      { tree: 'run/iris-1/algo-1', path: 'model/a b?.txt' },
      { tree: 'artifacts/iris-1', path: 'model.tar.gz', inner: '' },
      { tree: 'run/iris-1/algo-1', path: 'model/x.tar', inner: 'a/b.tar' },
      { tree: `container/${'a'.repeat(64)}`, path: 'input/data/train' },
    ];
    assert.deepEqual(
      addresses.map((each) => parseAddressPath(addressPath(each))),
      addresses,
    );
    assert.equal(parseAddressPath('/etc/passwd'), undefined);
  });
});

describe('The folders of a run', () => {
  const record: RunRecord = {
    ...someRecord,
    folder: '/runs/iris-1',
    hosts: [{ name: 'algo-1' }, { name: 'algo-2' }],
    places: {
      '/opt/ml/input/data/train': '/home/me/data',
      '/opt/ml/input/data/shared': '/runs/iris-1/inputs/shared/algo-1',
      '/opt/ml/code': '/home/me/src',
      '/elsewhere': '/home/me/checkpoints',
    },
  };
  const place = runPlace(record, 'algo-2');
  const folders = place.kind === 'folders' ? place.folders : [];

  it('are those that its containers see, each host with its own', () => {
    assert.deepEqual(folders, [
      { path: '', source: '/runs/iris-1/hosts/algo-2/ml' },
      { path: 'input/data/train', source: '/home/me/data' },
      { path: 'input/data/shared', source: '/runs/iris-1/inputs/shared/algo-2' },
    ]);
  });

  it('say where a path is on this machine', () => {
    assert.deepEqual(
      ['model/m', 'input/data/train/a.csv', 'input/data/train', ''].map((path) => localPath(folders, path)),
      [
        '/runs/iris-1/hosts/algo-2/ml/model/m',
        '/home/me/data/a.csv',
        '/home/me/data',
        '/runs/iris-1/hosts/algo-2/ml',
      ],
    );
  });
});

describe('The row of a tree', () => {
  const detail = (state: TreeState | undefined) =>
    rootRow('run/iris-1/algo-1', { label: '/opt/ml', kind: 'ml.root' }, state).detail;
  const by = (source: TreeSource, ended = false): TreeState => ({ source, reason: undefined, ended });

  it('says how it is looked at, once somebody does', () => {
    assert.deepEqual(
      [undefined, by('watch'), by('agent'), by('shell'), by('archive'), by('agent', true)].map(detail),
      [undefined, 'live', 'live', 'looked at each second', 'snapshot', 'as it was'],
    );
  });

  it('says why no better source serves', () => {
    const state = { ...by('shell'), reason: 'There is no python3.' };
    const row = rootRow('container/a', { label: 'a', kind: 'ml.container' }, state);
    assert.match(tooltipOf(row) ?? '', /There is no python3\./);
  });
});

describe('The rows of /opt/ml', () => {
  const now = 100_000;
  const rows = (path: string, changes: readonly TreeChange[], { limit = 1000, failure = '' } = {}) => {
    const model = new TreeModel();
    model.apply(changes);
    return folderRows({
      address: { tree: 'run/iris-1/algo-1', path },
      children: model.children(path),
      totals: (at) => model.totals(at),
      limit,
      failure,
      now,
    });
  };

  it('come in the order of a training job, with what is in them', () => {
    const changes = [
      put('zeta', folder),
      put('output', folder),
      put('output/x', file(5)),
      put('input', folder),
      put('model', folder),
      put('notes.txt', file(3, 40_000)),
    ];
    assert.deepEqual(
      rows('', changes).map(({ label, detail }) => [label, detail]),
      [
        ['input', 'empty'],
        ['model', 'empty'],
        ['output', '1 file · 5 B'],
        ['zeta', 'empty'],
        ['notes.txt', '3 B · 1 min ago'],
      ],
    );
  });

  it('put the newest checkpoint first, with its age', () => {
    const changes = [
      put('checkpoints/a', { ...folder, modified: 10_000 }),
      put('checkpoints/a/w', file(2e6)),
      put('checkpoints/b', { ...folder, modified: 90_000 }),
    ];
    assert.deepEqual(
      rows('checkpoints', changes).map(({ label, detail }) => [label, detail]),
      [
        ['b', 'empty · just now'],
        ['a', '1 file · 2 MB · 1 min ago'],
      ],
    );
  });

  it('mean something', () => {
    const changes = [
      put('output/failure', file(9)),
      put('input/config/hyperparameters.json', file(9)),
      put('input/data/train', folder),
      put('model/model.tar.gz', file(9)),
      put('model/empty.bin', file(0)),
      put('pipe', { kind: 'other', bytes: 0, modified: 0 }),
    ];
    const [failure] = rows('output', changes, { failure: '\nNo module x\nat y' });
    assert.deepEqual([failure?.kind, failure?.detail], ['ml.failure', 'No module x']);
    const [parameters] = rows('input/config', changes);
    assert.deepEqual([parameters?.kind, parameters?.lazy], ['ml.file', true]);
    assert.equal(rows('input/data', changes)[0]?.kind, 'ml.channel');
    assert.deepEqual(
      rows('model', changes).map(({ kind, icon }) => [kind, icon?.name]),
      [
        ['ml.file', 'warning'],
        ['ml.archive', 'file-zip'],
      ],
    );
    assert.equal(rows('', changes).find(({ label }) => label === 'pipe')?.click, undefined);
  });

  it('are shown in pages', () => {
    const changes = Array.from({ length: 30 }, (_, index) =>
      put(`f${String(index).padStart(2, '0')}`, file(1)),
    );
    const shown = rows('', changes, { limit: 10 });
    assert.deepEqual([shown.length, shown[9]?.label, shown[10]?.detail], [11, 'f09', '10 of 30']);
  });

  it('tell hyperparameters as the program reads them', () => {
    assert.deepEqual(
      valueRows('/p', '{"epochs":"3","nested":{"a":1}}').map(({ label, detail }) => [label, detail]),
      [
        ['epochs', '3'],
        ['nested', '{"a":1}'],
      ],
    );
    assert.equal(valueRows('/p', '{"epochs')[0]?.label, 'This is no JSON.');
  });
});
