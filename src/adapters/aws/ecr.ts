import { createHash } from 'node:crypto';
import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  paginateDescribeImages,
  paginateDescribeRepositories,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import type { ImageDetail, Repository as Described } from '@aws-sdk/client-ecr';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Ecr, NewRepository, RemoteImage, Repository } from '../../core/ecr/ports';
import { asked, own, pages, reach, type RegionalAccount } from './clients';
import type { Explain } from './problems';
import type { Clients } from './ecr/calls';
import { named, told, unlessAbsent } from './ecr/calls';
import { policies } from './ecr/policies';
import { countsOf, scans } from './ecr/scans';

export function makeEcr(account: RegionalAccount, explain: Explain): Ecr {
  const clients: Clients = {
    ecr: new ECRClient(reach(account, 'ecr')),
    sts: new STSClient(reach(account, 'sts')),
    explain,
  };
  return {
    region: account.region,
    ...registry(clients),
    ...repositories(clients),
    ...images(clients),
    ...scans(clients),
    ...policies(clients),
    close: () => {
      clients.ecr.destroy();
      clients.sts.destroy();
    },
  };
}

function registry({ ecr, sts, explain }: Clients): Pick<Ecr, 'identity' | 'authorize'> {
  return {
    identity: async (signal) =>
      asked(explain, 'sts:GetCallerIdentity', 'your identity', async () => {
        const request = new GetCallerIdentityCommand({});
        const { Account = '', Arn = '' } = await sts.send(request, { abortSignal: own(signal) });
        return { account: Account, arn: Arn };
      }),
    authorize: async (signal) =>
      asked(explain, 'ecr:GetAuthorizationToken', 'the registry', async () => {
        const request = new GetAuthorizationTokenCommand({});
        const { authorizationData = [] } = await ecr.send(request, { abortSignal: own(signal) });
        const [{ authorizationToken = '', proxyEndpoint = '' } = {}] = authorizationData;
        const words = Buffer.from(authorizationToken, 'base64').toString();
        // The password may hold colons of its own.
        const colon = words.indexOf(':');
        return {
          registry: proxyEndpoint.replace(/^https?:\/\//, '').replace(/\/$/, ''),
          user: words.slice(0, colon),
          password: words.slice(colon + 1),
        };
      }),
  };
}

function repositories({
  ecr,
  explain,
}: Clients): Pick<Ecr, 'listRepositories' | 'findRepository' | 'createRepository' | 'removeRepository'> {
  return {
    listRepositories: (signal) =>
      pages(
        paginateDescribeRepositories({ client: ecr, pageSize: 1000 }, {}, { abortSignal: own(signal) }),
        async (turn) => asked(explain, 'ecr:DescribeRepositories', 'the repositories', turn),
        ({ repositories: found = [] }) => found.map(repositoryOf),
      ),
    findRepository: async (name, signal) =>
      asked(explain, 'ecr:DescribeRepositories', name, async () =>
        unlessAbsent(async () => {
          const request = new DescribeRepositoriesCommand({ repositoryNames: [name] });
          const { repositories: [found] = [] } = await ecr.send(request, { abortSignal: own(signal) });
          return found && repositoryOf(found);
        }),
      ),
    createRepository: async (wanted, signal) =>
      asked(explain, 'ecr:CreateRepository', wanted.name, async () => {
        const request = new CreateRepositoryCommand(requestFor(wanted));
        const { repository = {} } = await ecr.send(request, { abortSignal: own(signal) });
        return repositoryOf(repository);
      }),
    removeRepository: async (repositoryName, signal) =>
      asked(explain, 'ecr:DeleteRepository', repositoryName, async () => {
        const request = new DeleteRepositoryCommand({ repositoryName, force: true });
        await ecr.send(request, { abortSignal: own(signal) });
      }),
  };
}

function images({
  ecr,
  explain,
}: Clients): Pick<
  Ecr,
  'listImages' | 'findImage' | 'readManifest' | 'readBlob' | 'putManifest' | 'removeImages'
> {
  return {
    listImages: (repositoryName, signal) =>
      pages(
        paginateDescribeImages(
          { client: ecr, pageSize: 1000 },
          { repositoryName },
          { abortSignal: own(signal) },
        ),
        async (turn) => asked(explain, 'ecr:DescribeImages', repositoryName, turn),
        ({ imageDetails = [] }) => imageDetails.map(imageOf),
      ),
    findImage: async (repositoryName, reference, signal) =>
      asked(explain, 'ecr:DescribeImages', repositoryName, async () =>
        unlessAbsent(async () => {
          const request = new DescribeImagesCommand({ repositoryName, imageIds: [named(reference)] });
          const { imageDetails: [found] = [] } = await ecr.send(request, { abortSignal: own(signal) });
          return found && imageOf(found);
        }),
      ),
    readManifest: async (repositoryName, reference, signal) =>
      asked(explain, 'ecr:BatchGetImage', repositoryName, async () => {
        const request = new BatchGetImageCommand({ repositoryName, imageIds: [named(reference)] });
        const { images: [found] = [], failures: [failure] = [] } = await ecr.send(request, {
          abortSignal: own(signal),
        });
        if (failure) throw told(failure.failureReason);
        return { text: found?.imageManifest ?? '{}', mediaType: found?.imageManifestMediaType ?? '' };
      }),
    readBlob: async (repositoryName, layerDigest, signal) =>
      asked(explain, 'ecr:GetDownloadUrlForLayer', repositoryName, async () => {
        const request = new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest });
        const { downloadUrl = '' } = await ecr.send(request, { abortSignal: own(signal) });
        const response = await fetch(downloadUrl, { signal: own(signal) });
        if (!response.ok) throw told(`HTTP ${response.status}`);
        return response.text();
      }),
    putManifest: async (repositoryName, imageTag, { text, mediaType }, signal) =>
      asked(explain, 'ecr:PutImage', `${repositoryName}:${imageTag}`, async () => {
        const request = new PutImageCommand({
          repositoryName,
          imageTag,
          imageManifest: text,
          imageManifestMediaType: mediaType,
        });
        try {
          const { image } = await ecr.send(request, { abortSignal: own(signal) });
          return image?.imageId?.imageDigest ?? '';
        } catch (error) {
          // Somebody, or an attempt of ours whose answer was lost, has put the same there.
          if (!(error instanceof Error) || error.name !== 'ImageAlreadyExistsException') throw error;
          return `sha256:${createHash('sha256').update(text).digest('hex')}`;
        }
      }),
    removeImages: async (repositoryName, references, signal) =>
      asked(explain, 'ecr:BatchDeleteImage', repositoryName, async () => {
        // So many at once are allowed.
        for (let from = 0; from < references.length; from += 100) {
          const imageIds = references.slice(from, from + 100).map(named);
          const request = new BatchDeleteImageCommand({ repositoryName, imageIds });
          const { failures: [failure] = [] } = await ecr.send(request, { abortSignal: own(signal) });
          if (failure) throw told(failure.failureReason);
        }
      }),
  };
}

function requestFor({ name, immutable, exceptions = [], scanOnPush, kmsKey, tags = {} }: NewRepository) {
  const [mutability, excluding] = immutable
    ? (['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'] as const)
    : (['MUTABLE', 'MUTABLE_WITH_EXCLUSION'] as const);
  const filters = exceptions.map((filter) => ({ filterType: 'WILDCARD' as const, filter }));
  return {
    repositoryName: name,
    imageTagMutability: filters.length === 0 ? mutability : excluding,
    ...(filters.length === 0 ? {} : { imageTagMutabilityExclusionFilters: filters }),
    imageScanningConfiguration: { scanOnPush },
    ...(kmsKey === undefined
      ? {}
      : {
          encryptionConfiguration: { encryptionType: 'KMS' as const, ...(kmsKey === '' ? {} : { kmsKey }) },
        }),
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

function repositoryOf(found: Described): Repository {
  const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters = [] } = found;
  return {
    name: found.repositoryName ?? '',
    uri: found.repositoryUri ?? '',
    mutability: {
      mutable: imageTagMutability.startsWith('MUTABLE'),
      exceptions: imageTagMutability.endsWith('_WITH_EXCLUSION')
        ? imageTagMutabilityExclusionFilters.flatMap(({ filter }) => filter ?? [])
        : [],
    },
    scanOnPush: found.imageScanningConfiguration?.scanOnPush ?? false,
    created: found.createdAt?.getTime(),
  };
}

const imageOf = (found: ImageDetail): RemoteImage => ({
  digest: found.imageDigest ?? '',
  tags: found.imageTags ?? [],
  bytes: found.imageSizeInBytes,
  pushed: found.imagePushedAt?.getTime(),
  pulled: found.lastRecordedPullTime?.getTime(),
  mediaType: found.imageManifestMediaType,
  ...(found.imageScanStatus?.status === undefined
    ? {}
    : {
        scan: {
          status: found.imageScanStatus.status,
          counts: countsOf(found.imageScanFindingsSummary?.findingSeverityCounts),
        },
      }),
});
