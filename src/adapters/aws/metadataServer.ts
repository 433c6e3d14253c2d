// EC2's instance metadata, version 2, as far as AWS's SDKs ask it for credentials. They accept it at any address,
// while the endpoint of containers must be on the loopback or have a certificate.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Keys } from './keyRing';

export interface Metadata {
  readonly region: string;
  /** Before every path, with a slash at its beginning; empty where callers are known by their address. */
  readonly secret: string;
  readonly mayAsk: (address: string) => Promise<boolean>;
  readonly keys: () => Promise<Keys>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const role = 'longshore';
const tokenHeader = 'x-aws-ec2-metadata-token';
const lifeHeader = 'x-aws-ec2-metadata-token-ttl-seconds';
/** Seconds. */
const longestLife = 21_600;

export function answerMetadata(metadata: Metadata): RequestListener {
  const desk = new Desk(metadata);
  return (request, response) => {
    const send = ({ status, text, headers = {} }: Answer): void => {
      response.writeHead(status, { 'content-type': 'text/plain', ...headers });
      response.end(text);
    };
    desk.answer(request).then(send, () => send({ status: 500, text: '' }));
  };
}

class Desk {
  readonly #metadata: Metadata;
  readonly #tokens = new Map<string, { readonly address: string; readonly until: number }>();

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const { secret, mayAsk } = this.#metadata;
    const address = request.socket.remoteAddress ?? '';
    // Whoever passes on the words of others is refused by the real one too.
    const isPassedOn = request.headers['x-forwarded-for'] !== undefined;
    const url = request.url ?? '';
    if (isPassedOn || !url.startsWith(`${secret}/`) || !(await mayAsk(address))) return refused;
    const path = url.slice(secret.length);
    if (path === '/latest/api/token') return this.#token(request, address);
    if (request.method !== 'GET') return { status: 405, text: '' };
    if (!this.#knows(request.headers[tokenHeader], address)) return { status: 401, text: '' };
    return this.#read(path);
  }

  #token({ method, headers }: IncomingMessage, address: string): Answer {
    if (method !== 'PUT') return { status: 405, text: '' };
    const life = Number(headers[lifeHeader]);
    if (!(life >= 1 && life <= longestLife)) return { status: 400, text: '' };
    const now = Date.now();
    for (const [token, { until }] of this.#tokens) if (until <= now) this.#tokens.delete(token);
    const token = randomBytes(32).toString('base64url');
    this.#tokens.set(token, { address, until: now + life * 1000 });
    return { status: 200, text: token, headers: { [lifeHeader]: String(life) } };
  }

  #knows(token: string | readonly string[] | undefined, address: string): boolean {
    const known = typeof token === 'string' ? this.#tokens.get(token) : undefined;
    return known?.address === address && known.until > Date.now();
  }

  async #read(path: string): Promise<Answer> {
    const { region } = this.#metadata;
    switch (path.replace(/\/$/, '')) {
      case '/latest/meta-data/iam/security-credentials':
        return { status: 200, text: role };
      case `/latest/meta-data/iam/security-credentials/${role}`:
        return this.#keys();
      case '/latest/meta-data/placement/region':
        return { status: 200, text: region };
      case '/latest/dynamic/instance-identity/document':
        return json({ region, version: '2017-09-30' });
      default:
        return { status: 404, text: '' };
    }
  }

  async #keys(): Promise<Answer> {
    try {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = await this.#metadata.keys();
      return json({
        Code: 'Success',
        Type: 'AWS-HMAC',
        LastUpdated: seconds(new Date()),
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        Token: sessionToken,
        Expiration: seconds(expiration),
      });
    } catch {
      // The clients know this answer, and say that there are no credentials.
      return json({ Code: 'Failed', Message: 'There are no valid credentials on the machine of the user.' });
    }
  }
}

const refused: Answer = { status: 403, text: '' };

const json = (content: object): Answer => ({
  status: 200,
  text: JSON.stringify(content),
  headers: { 'content-type': 'application/json' },
});

/** Python's SDK reads times without fractions only. */
const seconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
