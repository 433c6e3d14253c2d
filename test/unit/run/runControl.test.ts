import assert from 'node:assert/strict';
import { RunControl } from '../../../src/core/run/runControl';

describe('What is asked of a run', () => {
  it('is kept until somebody hears it, also between two attempts', () => {
    const control = new RunControl();
    const heard: string[] = [];
    control.interrupt();
    const first = control.listen((wish) => heard.push(`first ${wish}`));
    control.stop();
    first.dispose();
    control.kill();
    assert.deepEqual(heard, ['first interrupt', 'first stop']);
    control.listen((wish) => heard.push(`second ${wish}`));
    assert.deepEqual(heard, ['first interrupt', 'first stop', 'second kill']);
  });
});
