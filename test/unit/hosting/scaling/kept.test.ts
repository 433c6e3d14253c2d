import assert from 'node:assert/strict';
import { measuredRps } from '../../../../src/core/hosting/measuredRps';
import { currentDraft } from '../../../../src/core/hosting/scaling/olderDraft';
import { targetFor } from '../../../../src/core/hosting/scalingDraft';
import { Editing } from '../../../../webview/endpoint/editing';
import { firstLooks, withOpen } from '../../../../webview/endpoint/looks';
import { keptState, stateToKeep } from '../../../../webview/endpoint/pageState';

const policy = { name: 'ours', metric: 'SageMakerVariantInvocationsPerInstance', target: 70 };
const limits = { min: 1, max: 4, suspended: [] };

describe('What was kept on this machine', () => {
  it('by a Longshore that knew one policy only is read as such', () => {
    const kept = {
      variants: [
        { name: 'blue', weight: 1, scaling: { ...limits, policy } },
        { name: 'green', weight: 0 },
      ],
    };
    assert.deepEqual(currentDraft(kept), {
      variants: [
        {
          name: 'blue',
          weight: 1,
          scaling: { ...limits, policies: [{ kind: 'tracking', ...policy }], schedules: [] },
        },
        { name: 'green', weight: 0 },
      ],
    });
    assert.deepEqual(currentDraft({ variants: [{ name: 'blue', weight: 1, scaling: limits }] }), {
      variants: [{ name: 'blue', weight: 1, scaling: { ...limits, policies: [], schedules: [] } }],
    });
  });

  for (const [what, kept] of [
    ['nothing', undefined],
    ['a text', 'blue'],
    ['variants that are none', { variants: ['blue'] }],
    ['a weight that is a text', { variants: [{ name: 'blue', weight: '1' }] }],
    ['limits that are none', { variants: [{ name: 'blue', weight: 1, scaling: { min: 1 } }] }],
  ] satisfies [string, unknown][])
    it(`is not trusted when it is ${what}`, () => assert.equal(currentDraft(kept), undefined));

  it('of a load test is offered for a target, when it is a measurement', () => {
    const blue = { rps: 12, at: 1_790_000_000_000, latencyMs: 80 };
    assert.deepEqual(measuredRps({ blue, green: { rps: 0, at: 1, latencyMs: 1 }, red: 12 }), { blue });
    assert.deepEqual(measuredRps(undefined), {});
    assert.deepEqual([targetFor(12), targetFor(12, 0.8), targetFor(0.001)], [360, 576, 1]);
  });

  it('of the page comes back with its draft and what was open', () => {
    const base = {
      variants: [
        { name: 'blue', weight: 1, instances: 2 },
        { name: 'green', weight: 1, instances: 1 },
      ],
    };
    const editing = new Editing();
    editing.show(base);
    editing.toggleLock('blue');
    editing.set('green', 'instances', 3);
    const looks = withOpen({ ...firstLooks, variant: 'green' }, 'policies green mine', true);
    const kept = keptState(JSON.parse(JSON.stringify(stateToKeep(editing, looks))));
    assert.ok(kept?.edited);
    assert.deepEqual([kept.looks, kept.locked], [looks, ['blue']]);
    const again = new Editing();
    again.restore(kept.edited);
    again.show(base);
    assert.deepEqual([again.draft, again.isChanged], [editing.draft, true]);
    assert.equal(keptState(undefined), undefined);
    assert.equal(keptState({ looks: 1, locked: [] }), undefined);
  });
});
