// A registry that behaves as Amazon ECR does: Debian's docker-registry keeps the images, and a small
// server before it adds what ECR adds. Bodies stream through it untouched.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expireTokens, freshRules, issueToken, refusal, type Refusal } from './rules';
import { startStore, type Store } from './store';

export interface Registry {
  /** As in `http://127.0.0.1:5000`. */
  readonly url: string;
  /** As in `127.0.0.1:5000`: what an image's name starts with. */
  readonly host: string;
  /** ECR refuses a push to a repository that nobody created. True at first. */
  refuseUnknownRepositories(refuse: boolean): void;
  /** A fresh password for the user `AWS`. */
  token(): string;
  /** Every token given so far is denied from now on. */
  expireTokens(): void;
  createRepository(name: string): void;
  removeRepository(name: string): void;
  /** Calls back once, when the next blob has arrived as a whole: half of an image with several layers is there. */
  onUploaded(listener: () => void): void;
  /** A tag that is there cannot be pushed again, not even with the same image. */
  setImmutable(name: string): void;
  /** Nobody may look whether a layer is there; an answer to that has no words. */
  hideBlobs(): void;
  /** New requests wait until they are released. */
  hold(): () => void;
  /** Cuts every connection and refuses new ones, until it is revived on the same port. */
  die(): Promise<void>;
  revive(): Promise<void>;
  /** As freshly started: no repositories, no images, no tokens. */
  reset(): void;
  stop(): Promise<void>;
}

export interface RegistryOptions {
  /** Where images are kept; a folder of its own when none is given. */
  readonly data?: string;
}

export async function startRegistry({ data }: RegistryOptions = {}): Promise<Registry> {
  const store = await startStore(data);
  let rules = freshRules();
  let uploaded: (() => void) | undefined;
  let open: Promise<void> = Promise.resolve();
  const tagExists = async (repository: string, tag: string) =>
    (await store.status('HEAD', `/v2/${repository}/manifests/${tag}`)) === 200;
  const server = createServer((request, response) => {
    const decided = open.then(async () => refusal(rules, request, tagExists));
    void decided.then((reason) =>
      reason
        ? refuse(request, response, reason)
        : forward(store, request, response, () => isWholeBlob(request, response) && uploaded?.()),
    );
  });
  // Node's five seconds are just what an engine waits before it tries again: it would speak into a closed line.
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, 0);
  const host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}`,
    host,
    refuseUnknownRepositories: (refuses) => void (rules.refuseUnknownRepositories = refuses),
    token: () => issueToken(rules),
    expireTokens: () => expireTokens(rules),
    onUploaded: (listener) => {
      uploaded = () => {
        uploaded = undefined;
        listener();
      };
    },
    hideBlobs: () => void (rules.hideBlobs = true),
    hold: () => {
      let release = (): void => undefined;
      open = new Promise((resolve) => (release = resolve));
      return release;
    },
    removeRepository: (name) => void rules.repositories.delete(name),
    createRepository: (name) => void rules.repositories.add(name),
    setImmutable: (name) => void rules.immutable.add(name),
    die: () => close(server),
    revive: async () => void (await listen(server, port)),
    reset: () => {
      uploaded = undefined;
      rules = freshRules();
      store.clear();
    },
    stop: async () => {
      await close(server);
      store.stop();
    },
  };
}

/** The store makes its Location headers from the request's Host header, so they lead back to us. */
function forward(
  store: Store,
  request: IncomingMessage,
  response: ServerResponse,
  answered: () => void,
): void {
  const { method, url: path, headers } = request;
  const asking = store.request({ method, path, headers });
  asking.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.on('finish', answered);
    answer.pipe(response);
  });
  asking.on('error', () => response.destroy());
  response.on('close', () => asking.destroy());
  request.pipe(asking);
}

const isWholeBlob = ({ method, url = '' }: IncomingMessage, { statusCode }: ServerResponse): boolean =>
  method === 'PUT' && url.includes('/blobs/uploads/') && statusCode === 201;

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, code, message }: Refusal,
): void {
  request.resume(); // A client that still sends its body reads no answer.
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ errors: [{ code, message }] }));
}

/** Returns the port, which the system chooses when asked for 0. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
