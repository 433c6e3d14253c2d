export interface PlainRequest {
  readonly host: string;
  readonly port: number | string;
  readonly path: string;
  /** Beside the host's name and the length. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A whole POST over HTTP/1.1, which may be sent many times. */
export function requestBytes({ host, port, path, headers, body }: PlainRequest): Uint8Array {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  let head = `POST ${path} HTTP/1.1\r\nhost: ${name}:${port}\r\ncontent-length: ${body.length}\r\n`;
  for (const header of Object.keys(headers)) head += `${header}: ${plain(headers[header] ?? '')}\r\n`;
  return Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), body]);
}

/** A value cannot end its line and begin another one. */
const plain = (value: string): string => value.replaceAll(/[^\t -~\u00A0-\u00FF]/g, ' ');
