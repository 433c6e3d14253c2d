// Amazon ECR as one thing: its registry (test/support/registry) and the API that tells about it. The emulator has
// an API too, but no registry behind it: there nothing can be pushed and then found.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Registry, RegistryOptions } from '../registry/registry';
import { startRegistry } from '../registry/registry';

interface Shelf {
  mutability: 'MUTABLE' | 'IMMUTABLE';
}

type Answer = Readonly<Record<string, unknown>>;
type Asked = Readonly<Record<string, unknown>>;

export interface StandInEcr {
  readonly registry: Registry;
  readonly account: string;
  /** What makes an AWS SDK talk to it, and to nothing of the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** The names of the calls so far. */
  readonly calls: readonly string[];
  create(name: string, mutability?: Shelf['mutability']): void;
  /** Gives out a password that the registry does not know. */
  lie(): void;
  /** Every call is refused, as somebody without this right is or by another name. */
  deny(call: string, name?: string): void;
  reset(): void;
  stop(): Promise<void>;
}

const account = '123456789012';
const manifests = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

class Refused extends Error {}

export async function startStandInEcr(options?: RegistryOptions): Promise<StandInEcr> {
  const registry = await startRegistry(options);
  const shelves = new Map<string, Shelf>();
  const calls: string[] = [];
  const denied = new Map<string, string>();
  const create = (name: string, mutability: Shelf['mutability'] = 'MUTABLE'): void => {
    shelves.set(name, { mutability });
    registry.createRepository(name);
    if (mutability === 'IMMUTABLE') registry.setImmutable(name);
  };
  const issued = (): string => registry.token();
  let token = issued;
  const answers: Api = {
    ...api(registry, shelves, create),
    GetAuthorizationToken: () => ({
      authorizationData: [
        {
          authorizationToken: Buffer.from(`AWS:${token()}`).toString('base64'),
          proxyEndpoint: registry.url,
        },
      ],
    }),
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      const [type, message] = String(error instanceof Error ? error.message : error).split('|');
      send(response, 400, { __type: type, message: message ?? type });
    });
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    const call = target.split('.').at(-1) ?? '';
    if (body.includes('Action=GetCallerIdentity')) return identify(response);
    calls.push(call);
    const refusal = denied.get(call);
    if (refusal !== undefined) return send(response, 400, { __type: refusal, message: 'not authorized' });
    const work = answers[call];
    if (!work) throw new Error(`UnknownOperation|${call}`);
    send(response, 200, await work(JSON.parse(body)));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    registry,
    account,
    calls,
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    create,
    lie: () => void (token = () => 'made-up'),
    deny: (call, name = 'AccessDeniedException') => void denied.set(call, name),
    reset: () => {
      token = issued;
      registry.reset();
      shelves.clear();
      denied.clear();
      calls.length = 0;
    },
    stop: async () => {
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      await registry.stop();
    },
  };
}

type Api = Readonly<Record<string, (asked: Asked) => Promise<Answer> | Answer>>;

function api(
  registry: Registry,
  shelves: Map<string, Shelf>,
  create: (name: string, mutability: Shelf['mutability']) => void,
): Api {
  const told = (name: string) => {
    const shelf = shelves.get(name);
    if (!shelf) throw new Refused(`RepositoryNotFoundException|There is no repository ${name}.`);
    return {
      repositoryName: name,
      repositoryUri: `${registry.host}/${name}`,
      registryId: account,
      imageTagMutability: shelf.mutability,
      imageScanningConfiguration: { scanOnPush: true },
      createdAt: 1_790_000_000,
    };
  };
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Basic ${Buffer.from(`AWS:${registry.token()}`).toString('base64')}`);
    headers.set('accept', manifests);
    return fetch(`${registry.url}/v2/${path}`, { ...init, headers });
  };
  const manifest = async (name: string, reference: string) => {
    told(name);
    const response = await ask(`${name}/manifests/${reference}`);
    if (!response.ok) throw new Refused('ImageNotFoundException|There is no such image.');
    const text = await response.text();
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    return { text, digest, mediaType: response.headers.get('content-type') ?? '' };
  };
  const tagsOf = async (name: string): Promise<readonly string[]> => {
    const response = await ask(`${name}/tags/list`);
    const { tags }: { tags?: string[] | null } = response.ok ? await response.json() : {};
    return tags ?? [];
  };
  const detail = async (name: string, reference: string) => {
    const { text, digest, mediaType } = await manifest(name, reference);
    const tags = await tagsOf(name);
    const same = await Promise.all(tags.map(async (tag) => (await manifest(name, tag)).digest === digest));
    const { layers = [] }: { layers?: { size: number }[] } = JSON.parse(text);
    return {
      repositoryName: name,
      imageDigest: digest,
      imageTags: tags.filter((_, index) => same[index]),
      imageSizeInBytes: layers.reduce((sum, { size }) => sum + size, 0),
      imagePushedAt: 1_790_000_000,
      imageManifestMediaType: mediaType,
    };
  };
  return {
    DescribeRepositories: (asked) => ({
      repositories: (list(asked['repositoryNames']) ?? [...shelves.keys()]).map(told),
    }),
    CreateRepository: (asked) => {
      const name = String(asked['repositoryName']);
      if (shelves.has(name)) throw new Refused('RepositoryAlreadyExistsException|It is there.');
      create(name, asked['imageTagMutability'] === 'IMMUTABLE' ? 'IMMUTABLE' : 'MUTABLE');
      return { repository: told(name) };
    },
    DeleteRepository: (asked) => {
      const name = String(asked['repositoryName']);
      told(name);
      shelves.delete(name);
      registry.removeRepository(name);
      return {};
    },
    DescribeImages: async (asked) => {
      const name = String(asked['repositoryName']);
      told(name);
      const ids = references(asked) ?? (await tagsOf(name));
      const details = await Promise.all(ids.map(async (id) => detail(name, id)));
      return { imageDetails: [...new Map(details.map((each) => [each.imageDigest, each])).values()] };
    },
    BatchGetImage: async (asked) => {
      const [reference = ''] = references(asked) ?? [];
      const { text, mediaType } = await manifest(String(asked['repositoryName']), reference);
      return { images: [{ imageManifest: text, imageManifestMediaType: mediaType }], failures: [] };
    },
    PutImage: async (asked) => {
      const [name, tag] = [String(asked['repositoryName']), String(asked['imageTag'])];
      const type = String(asked['imageManifestMediaType']);
      const body = String(asked['imageManifest']);
      const init = { method: 'PUT', headers: { 'content-type': type }, body };
      const response = await ask(`${name}/manifests/${tag}`, init);
      if (!response.ok) throw new Refused(`InvalidParameterException|${await response.text()}`);
      return {
        image: { imageId: { imageTag: tag, imageDigest: response.headers.get('docker-content-digest') } },
      };
    },
    BatchDeleteImage: async (asked) => {
      const name = String(asked['repositoryName']);
      for (const reference of references(asked) ?? []) {
        const { digest } = await manifest(name, reference);
        await ask(`${name}/manifests/${digest}`, { method: 'DELETE' });
      }
      return { imageIds: asked['imageIds'], failures: [] };
    },
  };
}

const list = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.map(String) : undefined;

function references({ imageIds }: Asked): readonly string[] | undefined {
  if (!Array.isArray(imageIds)) return undefined;
  return imageIds.map(
    (id: { imageTag?: string; imageDigest?: string }) => id.imageDigest ?? id.imageTag ?? '',
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function send(response: ServerResponse, status: number, answer: Answer): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(answer));
}

function identify(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/tester</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );
}
