/** A `listen` of an nginx.conf, with the place of its address in the file. */
export interface Listen {
  /** Undefined for all interfaces. */
  readonly host: string | undefined;
  /** Undefined for a socket, or where a template or variable fills it in. */
  readonly port: number | undefined;
  readonly isSocket: boolean;
  readonly start: number;
  readonly end: number;
}

/** Comments become spaces, so that offsets stay. */
const withoutComments = (text: string): string =>
  text.replaceAll(
    /(^|[\s;{}])#[^\n]*/g,
    (comment, before: string) => before + ' '.repeat(comment.length - before.length),
  );

/** Undefined where the file says more than we follow: other protocols, or includes that may listen too. */
export function readListens(text: string): readonly Listen[] | undefined {
  const plain = withoutComments(text);
  if (/(?:^|[\s;{}])(?:stream|mail)\s*\{/.test(plain)) return undefined;
  const includes = [...plain.matchAll(/(?:^|[\s;{}])include\s+([^;]+);/g)].map(([, path = '']) =>
    path.trim(),
  );
  if (includes.some((path) => !/mime\.types$|_params$|modules/.test(path))) return undefined;
  return [...plain.matchAll(/(?:^|[\s;{}])listen\s+([^\s;]+)/g)].map((match) => {
    const [whole, address = ''] = match;
    const start = match.index + whole.length - address.length;
    return { ...readAddress(address), start, end: start + address.length };
  });
}

export interface Address {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly isSocket: boolean;
}

/** `8080`, `0.0.0.0:8080`, `[::]:8080`, `:8080`, `unix:/tmp/x.sock`. */
export function readAddress(address: string): Address {
  if (/^(?:unix:|fd:)/.test(address)) return { host: undefined, port: undefined, isSocket: true };
  const [, host, port] = /^(?:(\[[\da-fA-F:]*\]|\*|[\w.-]*):)?(\d{1,5})$/.exec(address) ?? [];
  const isEverywhere =
    host === undefined || host === '' || host === '*' || host === '0.0.0.0' || host === '[::]';
  return {
    host: isEverywhere ? undefined : host,
    port: port === undefined ? undefined : Number(port),
    isSocket: false,
  };
}

export const isLocal = (host: string | undefined): boolean =>
  host !== undefined && /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/.test(host);
