/** `763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.8.0-cpu-py312`, with the offset of every part. */
export interface EcrUri {
  readonly account: string;
  readonly region: EcrPart;
  /** `amazonaws.com`; in China `amazonaws.com.cn`. */
  readonly domain: EcrPart;
  readonly repository: EcrPart;
  readonly tag: EcrPart | undefined;
  readonly digest: string | undefined;
}

export interface EcrPart {
  readonly text: string;
  readonly at: number;
}

// Loose on purpose: what is nearly a registry of ECR is one with a mistake.
const form =
  /^(\d+)(\.dkr[.-]ecr(?:-fips)?\.)([A-Za-z0-9-]+)\.([A-Za-z0-9.-]+)\/([^:@\s]+)(?::([^@\s]*))?(?:@(\S+))?$/;

/** Undefined when the text names no private ECR registry, or holds what a build has yet to fill in. */
export function parseEcrUri(text: string): EcrUri | undefined {
  const [, account, middle, region, domain, repository, tag, digest] = form.exec(text) ?? [];
  if (!account || !middle || !region || !domain || !repository) return undefined;
  const regionAt = account.length + middle.length;
  const domainAt = regionAt + region.length + 1;
  const repositoryAt = domainAt + domain.length + 1;
  return {
    account,
    region: { text: region, at: regionAt },
    domain: { text: domain, at: domainAt },
    repository: { text: repository, at: repositoryAt },
    tag: tag === undefined ? undefined : { text: tag, at: repositoryAt + repository.length + 1 },
    digest,
  };
}

export const domainOf = (region: string): string =>
  region.startsWith('cn-')
    ? 'amazonaws.com.cn'
    : (isolated.get(region.split('-')[1] ?? '') ?? 'amazonaws.com');

/** Partitions of their own have names of their own. */
const isolated: ReadonlyMap<string, string> = new Map([
  ['iso', 'c2s.ic.gov'],
  ['isob', 'sc2s.sgov.gov'],
  ['isoe', 'cloud.adc-e.uk'],
  ['isof', 'csp.hci.ic.gov'],
]);

export interface Registry {
  readonly host: string;
  readonly region: string;
}

/**
 * The private registry of an image, when it is AWS's without a doubt: whoever is taken for one gets the user's key.
 * `parseEcrUri` takes what only looks like one, since a linter has something to say about it.
 */
export function registryOf(image: string): Registry | undefined {
  const uri = parseEcrUri(image);
  if (!uri || !/^\d{12}$/.test(uri.account) || !/^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(uri.region.text))
    return undefined;
  const host = image.slice(0, image.indexOf('/'));
  const { account, region, domain } = uri;
  const isOwn =
    domain.text === domainOf(region.text)
      ? [`.dkr.ecr.`, `.dkr.ecr-fips.`].some(
          (middle) => host === `${account}${middle}${region.text}.${domain.text}`,
        )
      : domain.text === 'on.aws' && host === `${account}.dkr-ecr.${region.text}.on.aws`;
  return isOwn ? { host, region: region.text } : undefined;
}
