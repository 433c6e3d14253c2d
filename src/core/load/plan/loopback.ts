import * as l10n from '@vscode/l10n';
import { Problem } from '../../problem';

/** A place on this machine that answers over HTTP. */
export interface Loopback {
  /** A number, or `localhost`, which is only believed when it leads to this machine. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

const httpAddress = /^http:\/\/(\[[^\]]*\]|[^/:?#@[\]]+)(?::(\d{1,5}))?(\/[!-~]*)?$/i;

/**
 * Load is for this machine alone: numbers of it and `localhost` are addresses, and nothing else is, also where it would
 * lead here. Without a path it is a container's own.
 */
export function readLoopback(text: string): Loopback {
  const [, written = '', port = '80', path = '/'] = httpAddress.exec(text) ?? [];
  const host = written.toLowerCase();
  const number = Number(port);
  if (!isLoopback(host) || number < 1 || number > 65_535 || path.includes('#'))
    throw new Problem(
      'bad-usage',
      l10n.t(
        'Load is sent to this machine alone: give an address such as http://127.0.0.1:8080/invocations, not {0}.',
        text,
      ),
    );
  return { host: host.replace(/^\[|\]$/g, ''), port: number, path: path === '/' ? '/invocations' : path };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || isLoopbackNumber(host);
}

/** 127.0.0.0/8 in four plain numbers: what begins with 0 is octal to some. */
export function isLoopbackNumber(address: string): boolean {
  const parts = address.split('.');
  const plain = parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return address === '::1' || (parts.length === 4 && parts[0] === '127' && plain);
}
