// Who the user is to AWS, as their environment and the files in ~/.aws tell. Loaded with the clients only.
import { createHash } from 'node:crypto';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { serviceEndpoint } from '../../core/aws/endpoint';
import type { Profile } from '../../core/ecr/ports';

// The clients tell whoever reads stderr about the Node of VS Code or of the terminal, which is nobody's choice there.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

export type KeyChain = ReturnType<typeof defaultProvider>;
export type AskCode = (serial: string) => Promise<string>;

export interface Account {
  /** As the command line would name it. */
  readonly profile: string;
  readonly region: string | undefined;
  endpoint(service: string): string | undefined;
  readonly credentials: KeyChain;
}

type Words = Readonly<Record<string, string | undefined>>;
type Profiles = Readonly<Record<string, Words>>;

/** What the user's files say of a profile, and of those that it leans on. */
export interface Said {
  readonly profile: string;
  readonly profiles: Profiles;
  /** What a change of means that somebody else may be meant. */
  readonly mark: string;
  readonly usesSignIn: boolean;
}

/** The files are read anew each time: a login in a terminal changes them. */
export async function readSaid(profile: string | undefined): Promise<Said> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles: Record<string, Words> = { ...configFile };
  for (const [name, words] of Object.entries(credentialsFile))
    profiles[name] = { ...configFile[name], ...words };
  const name = profile ?? process.env['AWS_PROFILE'] ?? 'default';
  const sections = reached(name, profiles);
  const environment = Object.keys(process.env).filter((key) => key.startsWith('AWS_'));
  const told = [sections, environment.toSorted().map((key) => [key, process.env[key]])];
  return {
    profile: name,
    profiles,
    mark: createHash('sha256').update(JSON.stringify(told)).digest('hex'),
    usesSignIn: sections.some(
      ([, words]) => words['sso_session'] ?? words['sso_start_url'] ?? words['login_session'],
    ),
  };
}

/** With the profiles that lend their keys to it, and the sections that it names. */
function reached(name: string, profiles: Profiles): readonly (readonly [string, Words])[] {
  const found = new Map<string, Words>();
  const visit = (each: string): void => {
    const words = profiles[each];
    if (!words || found.has(each)) return;
    found.set(each, words);
    if (words['source_profile'] !== undefined) visit(words['source_profile']);
    visit(`sso-session.${words['sso_session'] ?? ''}`);
    visit(`services.${words['services'] ?? ''}`);
  };
  visit(name);
  return [...found];
}

export function makeAccount(profile: string | undefined, said: Said, askCode: AskCode | undefined): Account {
  const words = said.profiles[said.profile] ?? {};
  const services = said.profiles[`services.${words['services'] ?? ''}`] ?? {};
  const environment = process.env;
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  // A profile that was asked for by name goes before the environment.
  const known = profile === undefined ? (region ?? words['region']) : (words['region'] ?? region);
  const hasKeys = profile === undefined && environment['AWS_PROFILE'] === undefined;
  return {
    profile: hasKeys && environment['AWS_ACCESS_KEY_ID'] !== undefined ? '' : said.profile,
    region: known,
    endpoint: (service) => serviceEndpoint(service, { environment, profile: words, services }),
    credentials: chainOf(profile, said, { region: known, askCode }),
  };
}

interface Chaining {
  readonly region: string | undefined;
  readonly askCode: AskCode | undefined;
}

function chainOf(profile: string | undefined, said: Said, { region, askCode }: Chaining): KeyChain {
  const init = {
    ...(profile === undefined ? {} : { profile }),
    // As of a client that asks: SSO then still is where its own region says.
    ...(region === undefined ? {} : { parentClientConfig: { region } }),
    ignoreCache: true,
    logger: silence,
  };
  const guarded = reached(said.profile, said.profiles).find(([, words]) => words['mfa_serial'] !== undefined);
  if (!guarded || !askCode) return defaultProvider(init);
  // The SDK asks for the code first, and a source without keys would then fail where nobody listens.
  const source = guarded[1]['source_profile'];
  const before = source === undefined ? undefined : defaultProvider({ ...init, profile: source });
  let lastUntil = 0;
  let isForced = false;
  const chain = defaultProvider({
    ...init,
    mfaCodeProvider: async (serial) => {
      // Five minutes before their end keys are renewed behind the user's back, who is asked when they are over.
      if (!isForced && lastUntil > Date.now()) throw new Error('The keys still work.');
      return askCode(serial);
    },
  });
  return async (options) => {
    isForced = options?.forceRefresh === true;
    if (isForced || lastUntil <= Date.now()) await before?.();
    const keys = await chain(options);
    lastUntil = keys.expiration?.getTime() ?? 0;
    return keys;
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
        login: said['login_session'] !== undefined,
      };
    });
}

/** The chain would tell the console what it thinks of the environment. */
const silence = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing is to be said.
}
