import assert from 'node:assert/strict';
import { systemClock } from '../../src/adapters/clock';

it('A sleep that is longer than a timer can be does not end at once', async () => {
  const abort = new AbortController();
  let woke = false;
  const sleeping = systemClock.sleep(28 * 24 * 3600 * 1000, abort.signal).then(() => (woke = true));
  await systemClock.sleep(50, abort.signal);
  assert.equal(woke, false);
  abort.abort();
  await assert.rejects(sleeping, { name: 'AbortError' });
});
