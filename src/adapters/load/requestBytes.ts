import type { Payload } from '../../core/load/ports';
import type { ThreadTarget } from './messages';

/** A whole request over HTTP/1.1, made once and sent many times. */
export function requestBytes(target: ThreadTarget, { contentType, body }: Payload): Uint8Array {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  const headers = {
    host: `${host}:${target.port}`,
    'content-type': contentType,
    'content-length': String(body.length),
    ...target.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${plain(value)}`);
  const head = [`POST ${target.path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** A value cannot end its line and begin another one. */
const plain = (value: string): string => value.replaceAll(/[^\t -~\u00A0-\u00FF]/g, ' ');
