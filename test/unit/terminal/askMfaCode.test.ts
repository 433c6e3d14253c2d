import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Problem } from '../../../src/core/problem';
import { askMfaCode } from '../../../src/terminal/askMfaCode';

const never = new AbortController().signal;

describe('The code of a device for multi-factor authentication', () => {
  const terminal = (isTTY: boolean) => {
    const output = new PassThrough();
    return { input: Object.assign(new PassThrough(), { isTTY }), output };
  };

  it('is asked for in a terminal until it can be one', async () => {
    const { input, output } = terminal(true);
    const asked = askMfaCode('arn:mfa/me', { input, output }, never);
    input.write('12345\n');
    setImmediate(() => input.write(' 123456 \n'));
    assert.equal(await asked, '123456');
    output.end();
    const said = await text(output);
    assert.match(said, /device arn:mfa\/me shows: /);
    assert.match(said, /A code has six digits\./);
  });

  it('is not waited for where nobody reads along', async () => {
    const { input, output } = terminal(false);
    await assert.rejects(
      askMfaCode('arn:mfa/me', { input, output }, never),
      (error) => error instanceof Problem && error.kind === 'aws-credentials',
    );
  });

  it('is no longer asked for when the user stops', async () => {
    const { input, output } = terminal(true);
    const stop = new AbortController();
    const asked = askMfaCode('arn:mfa/me', { input, output }, stop.signal);
    stop.abort();
    await assert.rejects(asked, { name: 'AbortError' });
  });
});
