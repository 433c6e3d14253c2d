import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import Dockerode from 'dockerode';
import type { Endpoint, EngineAddress } from '../../core/docker/endpoint';
import { Problem } from '../../core/problem';
import { dockerProblem } from './problems';
import { sshAgent } from './sshAgent';

export interface Connection {
  readonly endpoint: Endpoint;
  readonly docker: Dockerode;
}

/** The newest API that we know; engines from 29 on refuse versions below 1.44, older ones above their own. */
const newestApi = 1.52;
/** Milliseconds. Over SSH the limit is ssh's own: its stream is no socket that could time out. */
const answerWithin = 10_000;

/** Tries the addresses in order; the first engine that answers wins. What a refused socket says outranks an absent one. */
export async function connect(endpoint: Endpoint, signal: AbortSignal): Promise<Connection> {
  let problem: unknown;
  for (const address of endpoint.addresses) {
    try {
      const docker = await open(address, signal);
      return {
        endpoint: endpoint.addresses.length > 1 ? { ...endpoint, addresses: [address] } : endpoint,
        docker,
      };
    } catch (error) {
      signal.throwIfAborted();
      const next = dockerProblem(error, endpoint.addresses.length > 1 ? addressText(address) : endpoint.name);
      if (!(next instanceof Problem)) throw next;
      if (!(problem instanceof Problem) || next.kind === 'docker-denied') problem = next;
    }
  }
  throw (
    problem ??
    new Problem('docker-context', l10n.t('No address is known for the Docker engine {0}.', endpoint.name))
  );
}

async function open(address: EngineAddress, signal: AbortSignal): Promise<Dockerode> {
  const options = await modemOptions(address);
  const { ApiVersion } = await create(
    address.kind === 'ssh' ? options : { ...options, timeout: answerWithin },
  ).version();
  signal.throwIfAborted();
  const version = olderVersion(ApiVersion, newestApi);
  return create({ ...options, version: `v${version}` });
}

function olderVersion(theirs: string, ours: number): string {
  const [major = 1, minor = 0] = theirs.split('.').map(Number);
  const [ourMajor = 1, ourMinor = 0] = String(ours).split('.').map(Number);
  return major < ourMajor || (major === ourMajor && minor <= ourMinor) ? theirs : String(ours);
}

/** dockerode reads DOCKER_HOST for whatever is not given, so that everything is given here, and even so may throw. */
function create(options: Dockerode.DockerOptions): Dockerode {
  try {
    return new Dockerode({ ...unset, ...options });
  } catch (error) {
    throw new Problem(
      'docker-context',
      l10n.t('The DOCKER_ variables of the environment cannot be used.'),
      error,
    );
  }
}

const unset = {
  host: undefined,
  port: undefined,
  protocol: 'http',
  socketPath: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  timeout: undefined,
} as const satisfies Dockerode.DockerOptions;

async function modemOptions(address: EngineAddress): Promise<Dockerode.DockerOptions> {
  switch (address.kind) {
    case 'socket':
      return { socketPath: address.path };
    case 'ssh':
      return { host: 'docker.ssh', port: 80, agent: sshAgent(address) };
    case 'tcp': {
      const { host, port, tls } = address;
      if (!tls) return { host, port };
      const [ca, cert, key] = await Promise.all(
        ['ca.pem', 'cert.pem', 'key.pem'].map((name) => pem(tls.folder, name)),
      );
      const agent = new https.Agent({ ca, cert, key, rejectUnauthorized: tls.verify });
      return { host, port, protocol: 'https', agent };
    }
  }
}

/** A context may come with any part of the three files. */
async function pem(folder: string, name: string): Promise<Buffer | undefined> {
  if (folder === '') return undefined;
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Problem(
      'docker-context',
      l10n.t('The certificate {0} cannot be read.', join(folder, name)),
      error,
    );
  }
}

function addressText(address: EngineAddress): string {
  switch (address.kind) {
    case 'socket':
      return address.path;
    case 'tcp':
      return `${address.host}:${address.port}`;
    case 'ssh':
      return address.target;
  }
}
