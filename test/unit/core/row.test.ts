import assert from 'node:assert/strict';
import type { Row } from '../../../src/core/row';
import { compareRows, indexRows } from '../../../src/core/row';

const row = (id: string, more: Partial<Row> = {}): Row => ({
  id,
  kind: 'thing',
  subject: id,
  label: id,
  ...more,
});
const compare = (before: readonly Row[], after: readonly Row[]) =>
  compareRows(indexRows(before), indexRows(after));

describe('Rows are drawn again', () => {
  const group = (children: readonly Row[], detail = ''): Row => row('group', { children, detail });

  it('not at all when nothing that shows has changed', () => {
    assert.deepEqual(compare([group([row('a')])], [group([row('a')])]), { kind: 'none' });
  });

  it('one by one where only their faces changed', () => {
    const change = compare(
      [group([row('a'), row('b')])],
      [group([row('a'), row('b', { detail: 'in use' })])],
    );
    assert.deepEqual(change, { kind: 'rows', ids: ['b'] });
  });

  it('with their children where a child came, went or moved', () => {
    assert.deepEqual(compare([group([row('a'), row('b')])], [group([row('b'), row('a')])]), {
      kind: 'rows',
      ids: ['group'],
    });
    assert.deepEqual(compare([group([row('a')])], [group([])]), { kind: 'rows', ids: ['group'] });
    assert.deepEqual(compare([group([])], [row('group', { detail: '' })]), { kind: 'rows', ids: ['group'] });
  });

  it('from the root only where a top row came, went or moved', () => {
    assert.deepEqual(compare([row('a')], [row('b'), row('a')]), { kind: 'roots' });
  });

  it('and are found by id, with their parents', () => {
    const index = indexRows([group([row('a')])]);
    assert.equal(index.byId.get('a')?.label, 'a');
    assert.equal(index.parents.get('a'), 'group');
  });
});
