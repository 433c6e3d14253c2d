import assert from 'node:assert/strict';
import { HostLines } from '../../../../src/core/run/log/hostLines';

it('Lines of several hosts are whole, also the last of each', () => {
  const lines = new HostLines(() => new TextDecoder());
  const told = [
    lines.push('algo-1', 'a'),
    lines.push('algo-2', 'b\nc'),
    lines.push('algo-1', 'd\n'),
    lines.end(),
    lines.end(),
  ];
  assert.deepEqual(
    told.map((some) => some.map(({ host, text }) => `${host} ${text}`)),
    [[], ['algo-2 b'], ['algo-1 ad'], ['algo-2 c'], []],
  );
});
