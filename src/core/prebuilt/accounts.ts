import { accountTable } from './data/accountTable';

type Regions = ReadonlyMap<string, readonly string[]>;

interface Tables {
  readonly repositories: ReadonlyMap<string, Regions>;
  /** The regions in which an account of AWS has images of SageMaker. */
  readonly accounts: ReadonlyMap<string, ReadonlySet<string>>;
  readonly regions: ReadonlySet<string>;
}

let tables: Tables | undefined;

/** Read at the first question: most windows never ask. */
const read = (): Tables => (tables ??= parseTable(accountTable));

function parseTable(text: string): Tables {
  const repositories = new Map<string, Regions>();
  const accounts = new Map<string, Set<string>>();
  const all = new Set<string>();
  for (const line of text.trim().split('\n')) {
    const [names = '', owners = ''] = line.split(': ');
    const byRegion = new Map<string, string[]>();
    for (const owner of owners.split(', ')) {
      const [account = '', ...regions] = owner.split(' ');
      const places = accounts.get(account) ?? new Set();
      accounts.set(account, places);
      for (const region of regions) {
        byRegion.set(region, [...(byRegion.get(region) ?? []), account]);
        places.add(region);
        all.add(region);
      }
    }
    for (const name of names.split(' ')) repositories.set(name, byRegion);
  }
  return { repositories, accounts, regions: all };
}

/** The accounts that own a repository in a region; none when our table does not know. */
export const accountsOf = (repository: string, region: string): readonly string[] =>
  read().repositories.get(repository)?.get(region) ?? none;

/** The account to pull a repository of SageMaker from in this region. */
export const accountOf = (repository: string, region: string): string | undefined =>
  accountsOf(repository, region)[0];

/** Is it known where this repository is at all? */
export const isPublished = (repository: string): boolean => read().repositories.has(repository);

/** Does the account belong to AWS, with images of SageMaker in this region (or any)? */
export function isPublisher(account: string, region?: string): boolean {
  const regions = read().accounts.get(account);
  return regions !== undefined && (region === undefined || regions.has(region));
}

export const publishers = (): Iterable<string> => read().accounts.keys();

export const regions = (): ReadonlySet<string> => read().regions;

const none: readonly string[] = [];
