import assert from 'node:assert/strict';
import type { LineEnd } from '../../../src/adapters/load/line';
import { Silence } from '../../../src/adapters/load/silence';
import { AnswerReader } from '../../../src/core/http/answerReader';

const refused: LineEnd = { kind: 'failed', reason: 'refused' };
const timeout: LineEnd = { kind: 'failed', reason: 'timeout' };
const nothingUnderWay = (): undefined => undefined;

function answer(status: number, type?: string): LineEnd {
  const reader = new AnswerReader();
  const headers = `content-length: 0\r\n${type === undefined ? '' : `x-amzn-ErrorType: ${type}\r\n`}`;
  reader.read(Buffer.from(`HTTP/1.1 ${status} X\r\n${headers}\r\n`));
  return { kind: 'answered', reader };
}

/** What ended when, in milliseconds, and whether nobody is there after that. */
function isOver(
  ends: readonly (readonly [number, LineEnd])[],
  now: number,
  oldest: () => number | undefined = nothingUnderWay,
): boolean {
  const silence = new Silence();
  for (const [at, end] of ends) silence.hear(end, at);
  return silence.isOver(now, oldest);
}

describe('Nobody is there', () => {
  const three = [
    [0, refused],
    [2000, refused],
    [4900, refused],
  ] as const;

  it('when requests are refused for five seconds', () => {
    assert.deepEqual(
      [4999, 5000].map((now) => isOver(three, now)),
      [false, true],
    );
  });
  it('but not because of one request or two', () => assert.equal(isOver(three.slice(0, 2), 9000), false));
  it('nor when one was answered meanwhile, if only with an error of the model or of a server at its limit', () => {
    for (const end of [answer(200), answer(424, 'ModelError'), answer(500), answer(503), answer(429)])
      assert.equal(isOver([...three, [4950, end]], 9000), false);
  });
  it('nor when one waits that was let in, as with a slow model', () => {
    assert.equal(
      isOver(three, 9000, () => 7000),
      false,
    );
    assert.equal(
      isOver(three, 9000, () => 8990),
      true,
    );
  });
  it('nor when answers only take too long', () =>
    assert.equal(
      isOver(
        [0, 1000, 2000, 6000].map((at) => [at, timeout] as const),
        9000,
      ),
      false,
    ));
  it('when a front has no variant that serves', () =>
    assert.equal(
      isOver(
        [0, 2000, 4000].map((at) => [at, answer(503, 'ServiceUnavailable')] as const),
        5000,
      ),
      true,
    ));
});
