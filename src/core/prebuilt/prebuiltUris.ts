import { accountOf, isPublished } from './accounts';
import { domainOf } from './ecrUri';
import { prebuiltRepositories, releasesOf, type PrebuiltImage } from './prebuiltImage';

export interface PrebuiltUri {
  readonly uri: string;
  readonly image: PrebuiltImage;
}

/** Repositories that are newer than the table of accounts lie where all Deep Learning Containers do. */
const likeAll = 'pytorch-training';

const registryOf = (repository: string, region: string): string | undefined => {
  const account = accountOf(isPublished(repository) ? repository : likeAll, region);
  return account && `${account}.dkr.ecr.${region}.${domainOf(region)}`;
};

/** Where an image of AWS is for this region; nothing where no account is known to have it. */
export function prebuiltUri(repository: string, tag: string, region: string): string | undefined {
  const registry = registryOf(repository, region);
  return registry && `${registry}/${repository}:${tag}`;
}

/** The same images without an account: no login is needed. */
export const publicRegistry = 'public.ecr.aws/deep-learning-containers';

/** Every image that SageMaker can run, by its exact tag, for completion; none in a region without a known account. */
export function prebuiltUris(region: string): readonly PrebuiltUri[] {
  return [...prebuiltRepositories()].flatMap((repository) => {
    const registry = registryOf(repository, region);
    if (registry === undefined) return [];
    return releasesOf(repository)
      .filter(({ platform }) => platform !== 'ec2')
      .map((image) => ({ uri: `${registry}/${repository}:${image.tags[0] ?? ''}`, image }));
  });
}
