import * as l10n from '@vscode/l10n';
import type { Credentials, ObjectStore } from '../../core/aws/ports';
import type { AwsPlace, Registries } from '../../core/ecr/ports';
import type { Hostings } from '../../core/hosting/ports';
import { Problem } from '../../core/problem';
import type { RegionalAccount } from './clients';
import { KeyRing } from './keyRing';
import { awsProblem } from './problems';
import { watchProfiles } from './profileFiles';
import { serveKeys } from './serveKeys';

/** What the user set for Longshore; empty where it is as the AWS command line finds it. */
export interface AwsSettings {
  readonly profile: string;
  readonly region: string;
}

type Settings = () => AwsSettings;

/** A profile that is named goes before that of the settings. */
const profileIn = (settings: Settings, named: string | undefined): string | undefined =>
  named ?? (settings().profile || undefined);

/** The clients of AWS weigh more than all the rest, and come when they are first needed. */
const readAccount = async (profile: string | undefined) => (await import('./account')).readAccount(profile);

export const makeObjectStore = (settings: Settings): ObjectStore => ({
  open: async (named) => {
    const profile = profileIn(settings, named);
    const [account, { makeObjects }] = await Promise.all([readAccount(profile), import('./s3')]);
    return makeObjects(account, awsProblem);
  },
});

export const makeRegistries = (settings: Settings): Registries => ({
  open: async (place) => {
    const [account, { makeEcr }] = await Promise.all([readPlace(settings, place), import('./ecr')]);
    return makeEcr(account, awsProblem);
  },
  profiles: async () => (await import('./account')).readProfiles(),
  watch: watchProfiles,
});

export const makeHostings = (settings: Settings): Hostings => ({
  open: async (place) => {
    const [account, { makeHosting }] = await Promise.all([readPlace(settings, place), import('./hosting')]);
    return makeHosting(account, awsProblem);
  },
});

async function readPlace(settings: Settings, place: AwsPlace): Promise<RegionalAccount> {
  const account = await readAccount(profileIn(settings, place.profile));
  const region = place.region ?? (settings().region || account.region);
  if (region === undefined) throw noRegion();
  return { ...account, region };
}

const noRegion = (): Problem =>
  new Problem(
    'aws-credentials',
    l10n.t('No region is known. Set AWS_REGION, or give your profile one with: aws configure set region'),
  );

export const makeCredentials = (settings: Settings): Credentials => ({
  region: async (named) => (await readAccount(profileIn(settings, named))).region,
  serve: async ({ profile: named, onProblem, ...lending }, signal) => {
    const profile = profileIn(settings, named);
    const ring = new KeyRing(async () => readAccount(profile));
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
