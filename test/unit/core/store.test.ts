import assert from 'node:assert/strict';
import { coalesce } from '../../../src/core/coalesce';
import { Problem } from '../../../src/core/problem';
import { Store } from '../../../src/core/store';

describe('A store', () => {
  it('keeps what it knew while it loads again, and drops it when it failed', () => {
    const store = new Store<number>();
    const seen: string[] = [];
    const listening = store.onChange((state) => seen.push(state.kind));
    store.loading();
    store.ready(1);
    store.loading();
    assert.deepEqual(store.state, { kind: 'loading', last: 1 });
    assert.equal(store.value, 1);
    store.failed(new Problem('docker-stopped', 'gone'));
    assert.equal(store.value, undefined);
    listening.dispose();
    store.ready(2);
    assert.deepEqual(seen, ['loading', 'ready', 'loading', 'failed']);
  });
});

describe('Coalesced runs', () => {
  it('become one run under way and one after it, whoever asks how often', async () => {
    let runs = 0;
    const gates: Array<() => void> = [];
    const run = coalesce(async () => {
      runs += 1;
      await new Promise<void>((resolve) => gates.push(resolve));
    });
    const asked = [run(), run(), run()];
    assert.equal(runs, 1);
    gates.shift()?.();
    await asked[0];
    await new Promise(setImmediate);
    assert.equal(runs, 2);
    gates.shift()?.();
    await Promise.all(asked);
    assert.equal(runs, 2);
  });

  it('go on after a run that failed', async () => {
    let runs = 0;
    const run = coalesce(async () => {
      runs += 1;
      if (runs === 1) throw new Error('first');
    });
    const asked = [run(), run()];
    assert.deepEqual(
      (await Promise.allSettled(asked)).map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
    await run();
    assert.equal(runs, 3);
  });
});
