import assert from 'node:assert/strict';
import { Scope } from '../../../src/core/scope';

describe('A scope', () => {
  const recorder = () => {
    const closed: string[] = [];
    return { closed, thing: (name: string) => ({ dispose: () => void closed.push(name) }) };
  };

  it('disposes what it owns once, the last first', () => {
    const { closed, thing } = recorder();
    const scope = new Scope();
    scope.own(thing('first'));
    scope.own(thing('second'));
    scope.dispose();
    scope.dispose();
    assert.deepEqual(closed, ['second', 'first']);
  });

  it('disposes at once what arrives after it closed', () => {
    const { closed, thing } = recorder();
    const scope = new Scope();
    scope.dispose();
    scope.own(thing('late'));
    assert.deepEqual(closed, ['late']);
  });

  it('closes its children, and forgets those that closed before', () => {
    const { closed, thing } = recorder();
    const scope = new Scope();
    scope.child().own(thing('open child'));
    const early = scope.child();
    early.own(thing('early child'));
    early.dispose();
    scope.dispose();
    assert.deepEqual(closed, ['early child', 'open child']);
  });

  it('disposes the others when one fails, and then tells', () => {
    const { closed, thing } = recorder();
    const scope = new Scope();
    scope.own(thing('first'));
    scope.own({
      dispose: () => {
        throw new Error('stuck');
      },
    });
    assert.throws(() => scope.dispose(), /stuck/);
    assert.deepEqual(closed, ['first']);
  });
});
