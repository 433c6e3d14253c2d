import assert from 'node:assert/strict';
import type { EndpointDraft } from '../../../src/core/hosting/draft';
import { Editing } from '../../../webview/endpoint/editing';

const draft = (blue: number, green: number, instances = 1): EndpointDraft => ({
  variants: [
    { name: 'blue', weight: blue, instances: 4 },
    { name: 'green', weight: green, instances },
  ],
});

describe('What a user makes of an endpoint', () => {
  let editing: Editing;
  beforeEach(() => {
    editing = new Editing();
    editing.show(draft(9, 1));
  });

  it('follows AWS until something is changed here', () => {
    editing.show(draft(8, 2));
    assert.deepEqual([editing.draft, editing.isChanged], [draft(8, 2), false]);
    editing.setShare('green', 25);
    assert.deepEqual([editing.draft, editing.isChanged], [draft(7.5, 2.5), true]);
    editing.show(draft(8, 2));
    assert.deepEqual([editing.draft, editing.foreign], [draft(7.5, 2.5), undefined]);
  });

  it('keeps a share that is locked while another moves', () => {
    editing.show({ variants: [...draft(50, 30).variants, { name: 'red', weight: 20, instances: 1 }] });
    editing.toggleLock('green');
    editing.setShare('blue', 60);
    assert.deepEqual(
      editing.draft.variants.map(({ weight }) => weight),
      [60, 30, 10],
    );
    editing.toggleLock('green');
    editing.setShare('blue', 20);
    assert.deepEqual(
      editing.draft.variants.map(({ weight }) => weight),
      [20, 60, 20],
    );
  });

  it('begins anew when AWS has what was wanted', () => {
    editing.setShare('green', 25);
    editing.show(draft(7.5, 2.5));
    assert.deepEqual([editing.isChanged, editing.base], [false, draft(7.5, 2.5)]);
  });

  it('holds a change of somebody else against it, with both ways out', () => {
    editing.setShare('green', 25);
    editing.show(draft(5, 1, 3));
    assert.deepEqual(
      editing.foreign?.conflicts.map(({ variant, field }) => `${variant} ${field}`),
      ['blue weight'],
    );
    assert.deepEqual(
      editing.foreign?.taken.map(({ variant, field }) => `${variant} ${field}`),
      ['green instances'],
    );
    editing.takeOver(draft(5, 1, 3), editing.foreign?.conflicts ?? []);
    assert.deepEqual(
      [editing.draft, editing.base, editing.foreign],
      [draft(7.5, 2.5, 3), draft(5, 1, 3), undefined],
    );

    editing.discard(draft(9, 1));
    editing.setShare('green', 25);
    editing.show(draft(5, 1, 3));
    editing.takeOver(draft(5, 1, 3), []);
    assert.deepEqual(editing.draft, draft(5, 2.5, 3));
  });

  it('goes on silently when half of what was wanted is there', () => {
    editing.setShare('green', 25);
    editing.set('green', 'instances', 2);
    editing.show(draft(7.5, 2.5));
    assert.deepEqual([editing.foreign, editing.base], [undefined, draft(7.5, 2.5)]);
    assert.deepEqual(editing.draft, draft(7.5, 2.5, 2));
  });

  it('puts back what was, and leaves what others changed since', () => {
    editing.putBack(draft(7.5, 2.5, 7), { before: draft(9, 1), after: draft(7.5, 2.5) });
    assert.deepEqual([editing.draft, editing.isChanged], [draft(9, 1, 7), true]);
  });
});
