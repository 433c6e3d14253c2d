// As much of ECR as a rollout looks at: every image is there, and those with `oci` in their tag are of OCI's kind.
// Whoever asks for a list gets the images that run.
import { createHash } from 'node:crypto';
import { listOf, textOf } from './standInRollout';

type Asked = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

const hosted = 'application/vnd.docker.distribution.manifest.v2+json';
const oci = 'application/vnd.oci.image.manifest.v1+json';

/** `host/name:tag@digest`. */
const form = /^([^/]+)\/([^:@]+):([^@]+)@(.+)$/;

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const ociManifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: oci,
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: digestOf('config') },
  layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size: 2, digest: digestOf('layer') }],
});

export function ecrAnswers(
  /** Manifests that were put, by repository and tag. */
  put: Map<string, string>,
  /** The addresses of images that run, with their digests. */
  running: () => readonly string[],
  account: string,
  missing: (message: string) => Error,
): Readonly<Record<string, (asked: Asked) => Answer>> {
  const image = (
    repository: unknown,
    id: Asked | undefined,
  ): { tag: string; text: string; mediaType: string } => {
    const tag = textOf(id?.['imageTag']);
    const text = put.get(`${textOf(repository)}:${tag}`);
    if (text !== undefined) return { tag, text, mediaType: hosted };
    return tag.includes('oci')
      ? { tag, text: ociManifest, mediaType: oci }
      : { tag, text: `{"tag":"${tag}"}`, mediaType: hosted };
  };
  const own = (): ReadonlyArray<{ readonly name: string; readonly tag: string; readonly digest: string }> =>
    running().flatMap((address) => {
      const [, host, name = '', tag = '', digest = ''] = form.exec(address) ?? [];
      return host === `${account}.dkr.ecr.us-east-1.amazonaws.com` ? [{ name, tag, digest }] : [];
    });
  const described = (repositoryName: unknown): Answer => ({
    repositoryName,
    repositoryUri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${textOf(repositoryName)}`,
    imageTagMutability: 'MUTABLE',
  });
  return {
    DescribeImages: ({ repositoryName, imageIds }) => {
      if (imageIds === undefined)
        return {
          imageDetails: own()
            .filter(({ name }) => name === repositoryName)
            .map(({ tag, digest }) => ({
              repositoryName,
              imageDigest: digest,
              imageTags: [tag],
              imageManifestMediaType: hosted,
            })),
        };
      const [id] = listOf(imageIds);
      if (textOf(id?.['imageTag']) === 'missing') throw missing('The image does not exist.');
      const { tag, text, mediaType } = image(repositoryName, id);
      const imageDigest = typeof id?.['imageDigest'] === 'string' ? id['imageDigest'] : digestOf(text);
      return {
        imageDetails: [
          {
            repositoryName,
            imageDigest,
            ...(tag === '' ? {} : { imageTags: [tag] }),
            imageManifestMediaType: mediaType,
          },
        ],
      };
    },
    DescribeRepositories: ({ repositoryNames }) => {
      const names: readonly unknown[] = Array.isArray(repositoryNames)
        ? repositoryNames
        : [...new Set(own().map(({ name }) => name))];
      return { repositories: names.map(described) };
    },
    BatchGetImage: ({ repositoryName, imageIds }) => {
      const { text, mediaType } = image(repositoryName, { imageTag: 'oci', ...listOf(imageIds)[0] });
      return { images: [{ imageManifest: text, imageManifestMediaType: mediaType }], failures: [] };
    },
    PutImage: ({ repositoryName, imageTag, imageManifest }) => {
      put.set(`${textOf(repositoryName)}:${textOf(imageTag)}`, textOf(imageManifest));
      return { image: { imageId: { imageDigest: digestOf(textOf(imageManifest)), imageTag } } };
    },
  };
}

/** STS does not speak JSON. */
export const callerIdentity = (account: string): string =>
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/test</Arn><UserId>A</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
