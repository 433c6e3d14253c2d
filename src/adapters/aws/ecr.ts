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
  paginateDescribeImages,
  paginateDescribeRepositories,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import type { ImageDetail, ImageIdentifier, Repository as Described } from '@aws-sdk/client-ecr';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Ecr, RemoteImage, Repository } from '../../core/ecr/ports';
import { asked, own, pages, reach, type RegionalAccount } from './clients';
import type { Explain } from './problems';

/** ECR calls what is not there by these names. */
const absent = new Set(['RepositoryNotFoundException', 'ImageNotFoundException']);

type Clients = { readonly ecr: ECRClient; readonly sts: STSClient; readonly explain: Explain };

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
    createRepository: async ({ name, immutable, scanOnPush }, signal) =>
      asked(explain, 'ecr:CreateRepository', name, async () => {
        const request = new CreateRepositoryCommand({
          repositoryName: name,
          imageTagMutability: immutable ? 'IMMUTABLE' : 'MUTABLE',
          imageScanningConfiguration: { scanOnPush },
        });
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
}: Clients): Pick<Ecr, 'listImages' | 'findImage' | 'readManifest' | 'putManifest' | 'removeImages'> {
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

const named = (reference: string): ImageIdentifier =>
  reference.startsWith('sha256:') ? { imageDigest: reference } : { imageTag: reference };

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
});

/** A failure inside of an answer that is a success as a whole. */
const told = (reason: string | undefined): Error =>
  Object.assign(new Error(reason), { $metadata: { httpStatusCode: 400 } });

async function unlessAbsent<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Error && absent.has(error.name)) return undefined;
    throw error;
  }
}
