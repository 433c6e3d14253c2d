// Amazon ECR as one thing: its registry (test/support/registry) and the API that tells about it. The emulator has
// an API too, but no registry behind it: there nothing can be pushed and then found.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Registry, RegistryOptions } from '../registry/registry';
import { startRegistry } from '../registry/registry';
import type { Asked } from './refused';
import { Refused } from './refused';
import { policyAnswers } from './policyAnswers';
import type { ScanAnswer } from './scanAnswers';
import { ScanAnswers } from './scanAnswers';

interface Shelf {
  readonly region: string;
  readonly mutability: string;
  readonly wish: Asked;
}

type Answer = Readonly<Record<string, unknown>>;

export interface StandInEcr {
  readonly registry: Registry;
  readonly account: string;
  /** What makes an AWS SDK talk to it, and to nothing of the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** The names of the calls so far. */
  readonly calls: readonly string[];
  create(name: string, mutability?: string, region?: string): void;
  /** What a scan of any image finds, in the words of `DescribeImageScanFindings`. */
  find(findings: ScanAnswer): void;
  /** An image that is there was scanned before. */
  scanned(name: string, tag: string): Promise<void>;
  /** Gives out a password that the registry does not know. */
  lie(): void;
  /** Every call is refused, as somebody without this right is or by another name. */
  deny(call: string, name?: string): void;
  allow(call: string): void;
  /** Whatever signs a call is over, or good again. */
  expireKeys(isOver: boolean): void;
  reset(): void;
  stop(): Promise<void>;
}

const account = '123456789012';
const home = 'us-east-1';
const manifests = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

export async function startStandInEcr(options?: RegistryOptions): Promise<StandInEcr> {
  const registry = await startRegistry(options);
  const shelves = new Map<string, Shelf>();
  const scans = new ScanAnswers();
  const calls: string[] = [];
  const denied = new Map<string, string>();
  let areOver = false;
  const create = (name: string, mutability = 'MUTABLE', region = home, wish: Asked = {}): void => {
    shelves.set(`${region}/${name}`, { region, mutability, wish });
    registry.createRepository(name);
    if (mutability === 'IMMUTABLE') registry.setImmutable(name);
  };
  const issued = (): string => registry.token();
  let token = issued;
  const answers: Api = {
    ...api({ registry, shelves, scans }, create),
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
    // Where a layer is downloaded from nobody signs in: the address itself is the key.
    const blob = /^\/blob\/(.+)$/.exec(request.url ?? '')?.[1];
    if (blob !== undefined) return void response.end(await (await askRegistry(registry, blob)).text());
    const body = await bodyOf(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    const call = target.split('.').at(-1) ?? '';
    const isIdentity = body.includes('Action=GetCallerIdentity');
    if (areOver) return refuseKeys(response, isIdentity);
    if (isIdentity) return identify(response);
    calls.push(call);
    const refusal = denied.get(call);
    if (refusal !== undefined) return send(response, 400, { __type: refusal, message: 'not authorized' });
    const work = answers[call];
    if (!work) throw new Error(`UnknownOperation|${call}`);
    send(
      response,
      200,
      await work({ ...JSON.parse(body), region: regionOf(request), host: request.headers.host }),
    );
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
      AWS_REGION: home,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    create,
    find: (findings) => scans.find(findings),
    scanned: async (name, tag) => {
      const response = await askRegistry(registry, `${name}/manifests/${tag}`);
      scans.done(
        `sha256:${createHash('sha256')
          .update(await response.text())
          .digest('hex')}`,
      );
    },
    lie: () => void (token = () => 'made-up'),
    deny: (call, name = 'AccessDeniedException') => void denied.set(call, name),
    expireKeys: (isOver) => void (areOver = isOver),
    allow: (call) => void denied.delete(call),
    reset: () => {
      token = issued;
      registry.reset();
      shelves.clear();
      scans.reset();
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

async function askRegistry(registry: Registry, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Basic ${Buffer.from(`AWS:${registry.token()}`).toString('base64')}`);
  headers.set('accept', manifests);
  return fetch(`${registry.url}/v2/${path}`, { ...init, headers });
}

interface Parts {
  readonly registry: Registry;
  readonly shelves: Map<string, Shelf>;
  readonly scans: ScanAnswers;
}

function api(
  { registry, shelves, scans }: Parts,
  create: (name: string, mutability: string, region: string, wish: Asked) => void,
): Api {
  const told = (name: string, region: string) => {
    const shelf = shelves.get(`${region}/${name}`);
    if (!shelf) throw new Refused(`RepositoryNotFoundException|There is no repository ${name}.`);
    return {
      repositoryName: name,
      repositoryUri: `${registry.host}/${name}`,
      registryId: account,
      imageTagMutability: shelf.mutability,
      imageScanningConfiguration: { scanOnPush: true },
      ...shelf.wish,
      createdAt: 1_790_000_000,
    };
  };
  const ask = async (path: string, init: RequestInit = {}) => askRegistry(registry, path, init);
  const manifest = async (name: string, reference: string) => {
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
      ...scans.summary(digest),
    };
  };
  const policies = policyAnswers(async (name) => {
    const tags = await tagsOf(name);
    const details = await Promise.all(tags.map(async (tag) => detail(name, tag)));
    return [...new Map(details.map((each) => [each.imageDigest, each])).values()];
  });
  return {
    ...policies,
    ...scans.answers,
    GetDownloadUrlForLayer: (asked) => ({
      downloadUrl: `http://${String(asked['host'])}/blob/${String(asked['repositoryName'])}/blobs/${String(asked['layerDigest'])}`,
      layerDigest: asked['layerDigest'],
    }),
    DescribeRepositories: ({ repositoryNames, region }) => {
      const here = [...shelves].filter(([, shelf]) => shelf.region === region);
      const names = list(repositoryNames) ?? here.map(([key]) => key.slice(key.indexOf('/') + 1));
      return { repositories: names.map((name) => told(name, String(region))) };
    },
    CreateRepository: ({ region: asked, host: _host, ...wish }) => {
      const [name, region] = [String(wish['repositoryName']), String(asked)];
      if (shelves.has(`${region}/${name}`))
        throw new Refused('RepositoryAlreadyExistsException|It is there.');
      create(name, String(wish['imageTagMutability']), region, wish);
      return { repository: told(name, region) };
    },
    DeleteRepository: (asked) => {
      const [name, region] = [String(asked['repositoryName']), String(asked['region'])];
      told(name, region);
      shelves.delete(`${region}/${name}`);
      registry.removeRepository(name);
      return {};
    },
    DescribeImages: async (asked) => {
      const name = String(asked['repositoryName']);
      told(name, String(asked['region']));
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

/** Who asks says so in what they sign. */
const regionOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/([\w-]+)\//.exec(String(headers.authorization))?.[1] ?? home;

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

/** STS has a language of its own. */
function refuseKeys(response: ServerResponse, isIdentity: boolean): void {
  if (!isIdentity) return send(response, 400, { __type: 'ExpiredTokenException', message: 'It is over.' });
  response.writeHead(403, { 'content-type': 'text/xml' });
  response.end(
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>It is over.</Message></Error></ErrorResponse>',
  );
}
