import * as l10n from '@vscode/l10n';
import { formatAge, formatSize, shortId } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Problem } from '../problem';
import type { Row } from '../row';
import { canBeHosted } from './manifest';
import type { Identity, RemoteImage, Repository } from './ports';

/** What the Repositories view knows. */
export interface RegistryState {
  readonly identity: Identity;
  readonly region: string;
  readonly repositories: readonly Repository[];
}

/** Images of a repository that is opened, the newest first. */
export type RemoteImages =
  | { readonly kind: 'ready'; readonly images: readonly RemoteImage[]; readonly shown: number }
  | { readonly kind: 'failed'; readonly problem: Problem };

export const repositoryRows = ({ repositories }: RegistryState): readonly Row[] =>
  repositories
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((repository) => {
      const detail = repository.mutability.mutable ? '' : l10n.t('fixed tags');
      return {
        id: `repository:${repository.name}`,
        kind: 'repository',
        subject: repository.name,
        label: repository.name,
        ...(detail === '' ? {} : { detail }),
        tooltip: repositoryTooltip(repository),
        icon: { name: 'repo' },
        lazy: true,
      };
    });

function repositoryTooltip({ uri, mutability, scanOnPush, created }: Repository): string {
  const { mutable, exceptions } = mutability;
  const odd = exceptions.map((each) => `\`${each}\``).join(', ');
  return [
    `**${escapeMarkdown(uri)}**`,
    mutable ? l10n.t('Tags may move.') : l10n.t('Tags stay with their image.'),
    ...(odd === '' ? [] : [l10n.t('The other way round: {0}', odd)]),
    ...(scanOnPush ? [l10n.t('Images are scanned when they are pushed.')] : []),
    ...(created === undefined ? [] : [l10n.t('Created: {0}', dateOf(created))]),
  ].join('\n\n');
}

/** `now` in seconds since 1970. */
export function remoteRows(repository: string, images: RemoteImages, now: number): readonly Row[] {
  if (images.kind === 'failed') return [problemRow(repository, images.problem)];
  if (images.images.length === 0) return [emptyRow(repository)];
  const rows = images.images.slice(0, images.shown).map((image) => remoteRow(repository, image, now));
  const left = images.images.length - images.shown;
  if (left <= 0) return rows;
  const more: Row = {
    id: `more:${repository}`,
    kind: 'remoteMore',
    subject: repository,
    label: l10n.t('{0} more…', left),
    icon: { name: 'ellipsis' },
    click: 'showMoreImages',
  };
  return [...rows, more];
}

function remoteRow(repository: string, image: RemoteImage, now: number): Row {
  const { digest, tags, bytes, pushed, mediaType } = image;
  const label = tags.length === 0 ? shortId(digest) : tags.toSorted().join(', ');
  const hosted = canBeHosted(mediaType) || mediaType === undefined;
  const facts = [
    ...(tags.length === 0 ? [l10n.t('untagged')] : []),
    ...(bytes === undefined ? [] : [formatSize(bytes)]),
    ...(pushed === undefined ? [] : [formatAge(pushed / 1000, now)]),
    ...(hosted ? [] : [l10n.t('cannot be hosted')]),
  ];
  return {
    id: `remote:${repository}@${digest}`,
    kind: tags.length === 0 ? 'remoteImage.untagged' : 'remoteImage',
    subject: `${repository}@${digest}`,
    label,
    detail: facts.join(' · '),
    tooltip: remoteTooltip(repository, image),
    accessibility: [label, ...facts].join(', '),
    icon: hosted
      ? { name: tags.length === 0 ? 'question' : 'package' }
      : { name: 'warning', color: 'list.warningForeground' },
  };
}

function remoteTooltip(repository: string, image: RemoteImage): string {
  const { digest, tags, bytes, pushed, pulled, mediaType } = image;
  return [
    `**${escapeMarkdown([repository, tags.join(', ')].filter(Boolean).join(': '))}**`,
    l10n.t('Digest: {0}', `\`${digest}\``),
    ...(bytes === undefined ? [] : [l10n.t('Size: {0}, compressed', formatSize(bytes))]),
    ...(pushed === undefined ? [] : [l10n.t('Pushed: {0}', dateOf(pushed))]),
    ...(pulled === undefined ? [] : [l10n.t('Last pulled: {0}', dateOf(pulled))]),
    ...(mediaType === undefined ? [] : [l10n.t('Manifest: {0}', `\`${mediaType}\``)]),
    ...(mediaType === undefined || canBeHosted(mediaType)
      ? []
      : [
          l10n.t(
            'SageMaker trains with it, and refuses it for an endpoint, which takes Docker’s own kind of manifest only. Push it with Longshore, which sees to that.',
          ),
        ]),
  ].join('\n\n');
}

const problemRow = (repository: string, { message }: Problem): Row => ({
  id: `problem:${repository}`,
  kind: 'remoteProblem',
  subject: repository,
  label: message,
  tooltip: escapeMarkdown(message),
  icon: { name: 'error', color: 'list.errorForeground' },
  click: 'refreshRepositories',
});

const emptyRow = (repository: string): Row => ({
  id: `empty:${repository}`,
  kind: 'remoteEmpty',
  subject: repository,
  label: l10n.t('No images yet'),
});

const dateOf = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 16)} UTC`;
