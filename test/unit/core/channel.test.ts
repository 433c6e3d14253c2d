import assert from 'node:assert/strict';
import { openChannel } from '../../../src/core/channel';

describe('A channel', () => {
  interface Host {
    save(draft: { readonly name: string }): void;
  }
  const line = () => {
    const sent: unknown[] = [];
    let receive: (message: unknown) => void = () => undefined;
    const wire = {
      post: (message: unknown) => void sent.push(message),
      listen: (heard: (message: unknown) => void) => {
        receive = heard;
        return { dispose: () => (receive = () => undefined) };
      },
    };
    return { wire, sent, arrive: (message: unknown) => receive(message) };
  };

  it('calls the other side by name, with one argument', () => {
    const { wire, sent } = line();
    openChannel<object, Host>(wire, {}).call('save', { name: 'a' });
    assert.deepEqual(sent, [{ call: 'save', argument: { name: 'a' } }]);
  });

  it('answers calls that it knows and ignores whatever else arrives', () => {
    const { wire, arrive } = line();
    const saved: string[] = [];
    const channel = openChannel<Host, object>(wire, { save: ({ name }) => void saved.push(name) });
    const foreign = [
      undefined,
      null,
      7,
      'save',
      {},
      { call: 'steal' },
      { call: 'toString' },
      { call: 'constructor' },
    ];
    foreign.forEach(arrive);
    arrive({ call: 'save', argument: { name: 'a' } });
    channel.dispose();
    arrive({ call: 'save', argument: { name: 'late' } });
    assert.deepEqual(saved, ['a']);
  });
});
