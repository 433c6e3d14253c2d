// Who the user is to AWS, as their environment and the files in ~/.aws tell. Loaded with the clients only.
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { serviceEndpoint } from '../../core/aws/endpoint';
import type { Profile } from '../../core/ecr/ports';

// The clients tell whoever reads stderr about the Node of VS Code or of the terminal, which is nobody's choice there.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

export interface Account {
  readonly region: string | undefined;
  endpoint(service: string): string | undefined;
  readonly credentials: ReturnType<typeof defaultProvider>;
}

/** Read anew each time: a login in a terminal changes the files. */
export async function readAccount(profile: string | undefined): Promise<Account> {
  const files = await loadSharedConfigFiles({ ignoreCache: true });
  const name = profile ?? process.env['AWS_PROFILE'] ?? 'default';
  const said = { ...files.configFile[name], ...files.credentialsFile[name] };
  const services = files.configFile[`services.${said['services'] ?? ''}`] ?? {};
  const environment = process.env;
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  // A profile that was asked for by name goes before the environment.
  const known = profile === undefined ? (region ?? said['region']) : (said['region'] ?? region);
  return {
    region: known,
    endpoint: (service) => serviceEndpoint(service, { environment, profile: said, services }),
    credentials: defaultProvider({
      ...(profile === undefined ? {} : { profile }),
      ...(known === undefined ? {} : { clientConfig: { region: known } }),
      ignoreCache: true,
      logger: silence,
    }),
  };
}

export async function readProfiles(): Promise<readonly Profile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !/^(?:services|sso-session)\./.test(name))
    .toSorted()
    .map((name) => {
      const said = { ...configFile[name], ...credentialsFile[name] };
      return {
        name,
        region: said['region'],
        sso: said['sso_session'] !== undefined || said['sso_start_url'] !== undefined,
      };
    });
}

/** The chain would tell the console what it thinks of the environment. */
const silence = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing is to be said.
}
