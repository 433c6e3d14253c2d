// What Docker engines and registries have said, word for word. Engines of two stores and several versions say the
// same in different words, and nobody has codes for it.

const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/** Inside of the stream of a push. */
export const pushWords: readonly string[] = [
  'denied: Your authorization token has expired. Reauthenticate and try again.',
  'error parsing HTTP 403 response body: unexpected end of JSON input: ""',
  'no basic auth credentials',
  'unauthorized: authentication required',
  'authorization failed: no basic auth credentials',
  `denied: User: arn:aws:iam::123456789012:user/ann is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-west-1:123456789012:repository/iris because no identity-based policy allows the ecr:InitiateLayerUpload action`,
  "denied: Adding this part to the layer with upload id 'b7e2' in the repository with name 'iris' in registry with id '123456789012' would exceed the maximum allowed size of a layer which is '53687091200'",
  "name unknown: The repository with name 'iris' does not exist in the registry with id '123456789012'",
  "tag invalid: The image tag '1' already exists in the 'iris' repository and cannot be overwritten because the tag is immutable.",
  `An image does not exist locally with the tag: ${host}/iris`,
  `tag does not exist: ${host}/iris:1`,
  'manifest blob unknown: blob unknown to registry',
  'manifest invalid: manifest invalid',
  'blob upload unknown',
  'toomanyrequests: Rate exceeded',
  'received unexpected HTTP status: 500 Internal Server Error',
  'unknown: unknown error',
  `Put "https://${host}/v2/iris/blobs/uploads/a?digest=sha256%3Aab": dial tcp: lookup ${host}: no such host`,
  `Get "https://${host}/v2/": net/http: TLS handshake timeout`,
  `Get "http://127.0.0.1:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused`,
  'read tcp 10.0.0.2:51234->52.1.2.3:443: read: connection reset by peer',
  'write tcp 10.0.0.2:51234->52.1.2.3:443: write: broken pipe',
  'unexpected EOF',
  'context deadline exceeded',
  'the connection ended early',
  `Get "https://${host}/v2/": x509: certificate signed by unknown authority`,
  'Get "https://127.0.0.1:5000/v2/": http: server gave HTTP response to HTTPS client',
  'write /var/lib/docker/tmp/GetImageBlob712: no space left on device',
];

/** Inside of the stream of a pull, or instead of it. */
export const pullWords: readonly string[] = [
  "pull access denied for iris, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  `manifest for ${host}/iris:9 not found: manifest unknown: Requested image not found`,
  "name unknown: The repository with name 'iris' does not exist in the registry with id '123456789012'",
  'denied: Your authorization token has expired. Reauthenticate and try again.',
  `Head "https://${host}/v2/iris/manifests/1": no basic auth credentials`,
  'no matching manifest for linux/arm64/v8 in the manifest list entries',
  'toomanyrequests: You have reached your pull rate limit.',
  `Get "https://${host}/v2/": dial tcp: lookup ${host} on 10.0.0.1:53: server misbehaving`,
  `Get "https://${host}/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
  'Get "https://registry-1.docker.io/v2/": x509: certificate signed by unknown authority',
  'write /var/lib/docker/tmp/GetImageBlob712: no space left on device',
  'filesystem layer verification failed for digest sha256:ab',
];

/** What was being done, and the engine's last words on it. */
export const buildFailures: ReadonlyArray<{
  readonly step: string;
  readonly reason: string;
  readonly base?: string;
}> = [
  { step: 'RUN pip install x', reason: "The command '/bin/sh -c pip install x' returned a non-zero code: 1" },
  {
    step: '',
    reason: 'dockerfile parse error line 3: unknown instruction: RUNN',
  },
  {
    step: 'COPY model.tar.gz /opt/ml/',
    reason:
      'COPY failed: file not found in build context or excluded by .dockerignore: stat model.tar.gz: file does not exist',
  },
  {
    step: 'FROM iris-base:1',
    reason:
      "pull access denied for iris-base, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    base: 'iris-base:1',
  },
  { step: 'RUN make', reason: 'write /var/lib/docker/overlay2/a/diff/x: no space left on device' },
];

/** Of a request, by its status. */
export const engineAnswers: ReadonlyArray<readonly [number, string]> = [
  [400, 'invalid reference format'],
  [404, `No such image: ${host}/iris:1`],
  [
    409,
    'conflict: unable to remove repository reference "iris:1" (must force) - container 12ab is using its referenced image 34cd',
  ],
  [500, 'write /var/lib/docker/image/overlay2/.tmp-repositories.json12: no space left on device'],
  [500, 'error creating layer: operation not permitted'],
  [503, 'This node is not a swarm manager.'],
];

/** Of a connection, by its code. */
export const connectionCodes: readonly string[] = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EACCES'];
