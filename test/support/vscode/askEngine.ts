// Host tests are bundled, and dockerode does not lend itself to it: the engine is asked by bare HTTP.
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export async function askEngine(method: 'GET' | 'POST' | 'DELETE', path: string): Promise<unknown> {
  const host = process.env['LONGSHORE_TEST_ENGINE'] ?? '';
  const address = new URL(host);
  const place =
    address.protocol === 'unix:'
      ? { socketPath: address.pathname }
      : { host: address.hostname, port: address.port };
  const answer = await new Promise<string>((resolve, reject) => {
    request({ ...place, method, path }, (response) => resolve(text(response)))
      .on('error', reject)
      .end();
  });
  return answer === '' ? undefined : JSON.parse(answer);
}
