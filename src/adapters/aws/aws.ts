import * as l10n from '@vscode/l10n';
import type { Credentials, ObjectStore } from '../../core/aws/ports';
import type { AwsPlace, Registries } from '../../core/ecr/ports';
import type { CloudLogs } from '../../core/hosting/logPorts';
import type { Invokers } from '../../core/invoke/invoker';
import type { CloudWatches } from '../../core/hosting/cloudWatchPorts';
import type { Hostings } from '../../core/hosting/ports';
import { Problem } from '../../core/problem';
import type { Accounts } from './accounts';
import type { RegionalAccount } from './clients';
import { KeyRing } from './keyRing';
import { awsProblem, type Explain } from './problems';
import { watchProfiles } from './profileFiles';
import { serveKeys } from './serveKeys';

export const makeObjectStore = (accounts: Accounts): ObjectStore => ({
  open: async (named) => {
    const [account, { makeObjects }] = await Promise.all([accounts.read(named), import('./s3')]);
    return makeObjects(account, accounts.explain(account));
  },
});

export const makeRegistries = (accounts: Accounts): Registries => ({
  ...clientsOf(accounts, async () => (await import('./ecr')).makeEcr),
  profiles: async () => (await import('./account')).readProfiles(),
  watch: watchProfiles,
  onKeys: (listener) => accounts.onKeys(listener),
});

export const makeHostings = (accounts: Accounts): Hostings =>
  clientsOf(accounts, async () => (await import('./hosting')).makeHosting);

export const makeCloudWatches = (accounts: Accounts): CloudWatches =>
  clientsOf(accounts, async () => (await import('./cloudWatch')).makeCloudWatch);

export const makeCloudLogs = (accounts: Accounts): CloudLogs =>
  clientsOf(accounts, async () => (await import('./cloudLog')).makeCloudLog);

export const makeInvokers = (accounts: Accounts): Invokers => ({
  ...clientsOf(accounts, async () => (await import('./invoker')).makeInvoker),
  local: async (url) => {
    const [{ makeInvoker }, { localAccount, localProblem }] = await Promise.all([
      import('./invoker'),
      import('./localAccount'),
    ]);
    return makeInvoker(localAccount(url), localProblem);
  },
});

type MakeClient<T> = (account: RegionalAccount, explain: Explain) => T;

/** A service's client for each account and region; its code comes in with the first. */
const clientsOf = <T>(accounts: Accounts, load: () => Promise<MakeClient<T>>) => ({
  open: async (place: AwsPlace): Promise<T> => {
    const [account, make] = await Promise.all([readPlace(accounts, place), load()]);
    return make(account, accounts.explain(account));
  },
});

async function readPlace(accounts: Accounts, place: AwsPlace): Promise<RegionalAccount> {
  const account = await accounts.read(place.profile);
  const region = place.region ?? (accounts.settings().region || account.region);
  if (region === undefined) throw noRegion();
  return { ...account, region };
}

const noRegion = (): Problem =>
  new Problem(
    'aws-credentials',
    l10n.t('No region is known. Set AWS_REGION, or give your profile one with: aws configure set region'),
  );

export const makeCredentials = (accounts: Accounts): Credentials => ({
  region: async (named) => (await accounts.read(named)).region,
  serve: async ({ profile: named, onProblem, ...lending }, signal) => {
    const profile = accounts.profileIn(named);
    const ring = new KeyRing(async () => accounts.read(profile));
    const keys = async () => ring.keys().catch(explain(profile));
    await keys();
    signal.throwIfAborted();
    let isTold = false;
    return serveKeys({ ...lending, profile, onProblem }, async () => {
      try {
        const current = await keys();
        isTold = false;
        return current;
      } catch (error) {
        if (!isTold && error instanceof Error) onProblem(error);
        isTold = true;
        throw error;
      }
    });
  },
});

const explain =
  (profile = 'default') =>
  (error: unknown): never => {
    throw awsProblem(error, { action: 'sts:AssumeRole', of: profile });
  };
