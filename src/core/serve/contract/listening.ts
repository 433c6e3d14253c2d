/** A socket that waits for connections. */
export interface Socket {
  readonly address: string;
  readonly port: number;
  /** Only programs in the container reach it. */
  readonly loopback: boolean;
}

const listen = '0A';

/** Reads `/proc/net/tcp` and `/proc/net/tcp6`, one after the other. */
export function readSockets(text: string): readonly Socket[] {
  const sockets = text.split('\n').flatMap((line) => {
    const [, local = '', , state] = /^\s*\d+:\s+(\S+)\s+(\S+)\s+([0-9A-F]{2})\b/.exec(line) ?? [];
    const [address = '', port = ''] = local.split(':');
    return state === listen ? [socketOf(address, Number.parseInt(port, 16))] : [];
  });
  const once = new Map(sockets.map((socket) => [socketText(socket), socket]));
  return [...once.values()].toSorted((left, right) => left.port - right.port);
}

/** The engine's own name server listens in every network of the user's: it is no part of the container. */
export const isOfEngine = ({ address }: Socket): boolean => address === '127.0.0.11';

function socketOf(hex: string, port: number): Socket {
  const bytes = hex.length === 8 ? word(hex) : (hex.match(/.{8}/g) ?? []).flatMap(word);
  const mapped = bytes.length === 16 && bytes.slice(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255';
  const four = bytes.length === 4 ? bytes : mapped ? bytes.slice(12) : undefined;
  if (four) return { address: four.join('.'), port, loopback: four[0] === 127 };
  const zeros = bytes.slice(0, 15).every((byte) => byte === 0);
  if (zeros && (bytes[15] ?? 0) < 2)
    return { address: bytes[15] === 1 ? '::1' : '::', port, loopback: bytes[15] === 1 };
  return { address: groups(bytes), port, loopback: false };
}

/** The kernel writes 32-bit words as its processor has them: the lowest byte first, wherever SageMaker runs. */
const word = (hex: string): readonly number[] =>
  (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).toReversed();

const groups = (bytes: readonly number[]): string =>
  Array.from({ length: 8 }, (_, index) =>
    (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
  ).join(':');

export const socketText = ({ address, port }: Socket): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
