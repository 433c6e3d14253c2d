import * as l10n from '@vscode/l10n';
import { Problem } from '../problem';

/** Where an engine listens. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: Tls | undefined }
  | { readonly kind: 'ssh'; readonly target: string; readonly port: number | undefined };

export interface Tls {
  /** The folder with `ca.pem`, `cert.pem` and `key.pem`. */
  readonly folder: string;
  readonly verify: boolean;
}

/** The engine that was chosen, and by what, so that messages can name it. */
export interface Endpoint {
  /** A context's name, or the address when none was named. */
  readonly name: string;
  readonly source: 'setting' | 'environment' | 'context' | 'default';
  /** In order of preference; more than one only where nothing was chosen and the place differs by installation. */
  readonly addresses: readonly EngineAddress[];
}

/** What to call an engine where there is little room; nothing for the engine of this machine. */
export function shortName({ name, source, addresses }: Endpoint): string {
  const [address] = addresses;
  if (source === 'default' || name === 'default' || !address) return '';
  if (!/^[a-z]+:\/\//.test(name)) return name;
  return address.kind === 'socket' ? '' : address.kind === 'ssh' ? address.target : address.host;
}

/** One entry of `docker context ls`. */
export interface DockerContext {
  readonly name: string;
  readonly description: string;
  readonly host: string;
  readonly skipTlsVerify: boolean;
  readonly tlsFolder: string | undefined;
}

/** What the choice depends on; gathered by the adapter. */
export interface EndpointChoice {
  readonly platform: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The setting, empty when unset. */
  readonly settingContext: string;
  readonly settingHost: string;
  readonly currentContext: string | undefined;
  readonly contexts: readonly DockerContext[];
}

/** The same order as the docker CLI's, with our settings before it. */
export function chooseEndpoint(choice: EndpointChoice): Endpoint {
  const { environment } = choice;
  if (choice.settingHost !== '') return fromHost(choice.settingHost, choice, 'setting');
  if (choice.settingContext !== '') return fromContext(choice.settingContext, choice, 'setting');
  const host = environment['DOCKER_HOST'];
  if (host !== undefined && host !== '') return fromHost(host, choice, 'environment');
  const named = environment['DOCKER_CONTEXT'];
  if (named !== undefined && named !== '') return fromContext(named, choice, 'environment');
  if (choice.currentContext !== undefined) return fromContext(choice.currentContext, choice, 'context');
  return { name: 'default', source: 'default', addresses: usualSockets(choice) };
}

function fromContext(name: string, choice: EndpointChoice, source: Endpoint['source']): Endpoint {
  if (name === 'default') return { name, source, addresses: usualSockets(choice) };
  const context = choice.contexts.find((each) => each.name === name);
  if (!context) {
    throw new Problem(
      'docker-context',
      l10n.t('There is no Docker context named {0}. Choose another one.', name),
    );
  }
  const tls =
    context.tlsFolder === undefined
      ? undefined
      : { folder: context.tlsFolder, verify: !context.skipTlsVerify };
  return { name, source, addresses: [parseHost(context.host, tls)] };
}

function fromHost(host: string, choice: EndpointChoice, source: Endpoint['source']): Endpoint {
  const { environment } = choice;
  const verify = environment['DOCKER_TLS_VERIFY'] ?? '';
  const folder = environment['DOCKER_CERT_PATH'] ?? `${choice.home}/.docker`;
  const secured = verify !== '' || environment['DOCKER_TLS'] !== undefined;
  return {
    name: host,
    source,
    addresses: [parseHost(host, secured ? { folder, verify: verify !== '' } : undefined)],
  };
}

/** Reads `unix://`, `npipe://`, `tcp://`, `http(s)://` and `ssh://`; a bare `host:port` is tcp, as in the CLI. */
export function parseHost(text: string, tls: Tls | undefined): EngineAddress {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(text.trim()) ?? [];
  if (scheme === 'unix' && rest !== '') return { kind: 'socket', path: rest };
  if (scheme === 'npipe' && rest !== '') return { kind: 'socket', path: rest.replaceAll('/', '\\') };
  const [, user = '', host = '', port] =
    /^([^@/]+@)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?(?:\/.*)?$/.exec(rest) ?? [];
  if (host !== '' && scheme === 'ssh') {
    return { kind: 'ssh', target: `${user}${host}`, port: port === undefined ? undefined : Number(port) };
  }
  if (host !== '' && (scheme === 'tcp' || scheme === 'http' || scheme === 'https')) {
    const secure = tls ?? (scheme === 'https' ? { folder: '', verify: true } : undefined);
    const bare = host.replace(/^\[|\]$/g, '');
    return { kind: 'tcp', host: bare, port: Number(port ?? (secure ? 2376 : 2375)), tls: secure };
  }
  throw new Problem(
    'docker-context',
    l10n.t('{0} is not the address of a Docker engine. Use unix://, tcp:// or ssh://.', text),
  );
}

/** Where engines listen when nobody said: the system's, Docker Desktop's, rootless, Colima, Rancher Desktop, Podman. */
function usualSockets({ platform, home, environment }: EndpointChoice): readonly EngineAddress[] {
  if (platform === 'win32') return [{ kind: 'socket', path: '\\\\.\\pipe\\docker_engine' }];
  const runtime = environment['XDG_RUNTIME_DIR'];
  const colima = environment['COLIMA_HOME'] ?? `${home}/.colima`;
  const paths = [
    '/var/run/docker.sock',
    `${home}/.docker/run/docker.sock`,
    ...(runtime === undefined ? [] : [`${runtime}/docker.sock`]),
    `${colima}/default/docker.sock`,
    `${home}/.rd/docker.sock`,
    ...(runtime === undefined ? [] : [`${runtime}/podman/podman.sock`]),
  ];
  return paths.map((path) => ({ kind: 'socket', path }));
}

/** What to type into a terminal so that the engine behind an endpoint runs. */
export function startCommand(endpoint: Endpoint, platform: string): string | undefined {
  const paths = endpoint.addresses.flatMap((each) => (each.kind === 'socket' ? [each.path] : []));
  if (paths.length === 0) return undefined;
  if (paths.length === 1 && paths[0]?.includes('/.colima/')) return 'colima start';
  if (paths.length === 1 && paths[0]?.includes('/.rd/')) return 'rdctl start';
  if (paths.length === 1 && paths[0]?.startsWith('/run/user/')) return 'systemctl --user start docker';
  if (platform === 'darwin') return 'open -a Docker';
  if (platform === 'win32') return 'docker desktop start';
  return 'sudo systemctl start docker';
}
