import * as l10n from '@vscode/l10n';
import { formatAge, formatMoment, formatSize, shortId } from '../format';
import { deployedInWords, deployedLines } from '../images/deployed';
import { escapeMarkdown } from '../markdown';
import type { Problem } from '../problem';
import type { Row } from '../row';
import { canBeHosted } from './manifest';
import type { Identity, RemoteImage, Repository } from './ports';
import { placeOf, subjectOf } from './remotePlace';
import { isAlarming, scanDetail, scanText } from './scan';
import type { RepositoriesLook } from './repositoriesLook';
import { isWanted, usualRepositories } from './repositoriesLook';

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

export function repositoryRows(
  { region, repositories }: RegistryState,
  look: RepositoriesLook = usualRepositories,
): readonly Row[] {
  const favourites = new Set(look.favourites);
  return repositories
    .filter(({ name }) => isWanted(name, look))
    .map((repository) => {
      const subject = subjectOf({ region, repository: repository.name });
      return { repository, subject, isFavourite: favourites.has(subject) };
    })
    .toSorted((left, right) => {
      if (left.isFavourite !== right.isFavourite) return left.isFavourite ? -1 : 1;
      return left.repository.name < right.repository.name ? -1 : 1;
    })
    .map(({ repository, subject, isFavourite }) => ({
      id: `repository:${subject}`,
      kind: isFavourite ? 'repository.favourite' : 'repository',
      subject,
      label: repository.name,
      ...(repository.mutability.mutable ? {} : { detail: l10n.t('fixed tags') }),
      tooltip: repositoryTooltip(repository),
      icon: { name: isFavourite ? 'star-full' : 'repo' },
      lazy: true,
    }));
}

function repositoryTooltip({ uri, mutability, scanOnPush, created }: Repository): string {
  const { mutable, exceptions } = mutability;
  const odd = exceptions.map((each) => `\`${each}\``).join(', ');
  return [
    `**${escapeMarkdown(uri)}**`,
    mutable ? l10n.t('Tags may move.') : l10n.t('Tags stay with their image.'),
    ...(odd === '' ? [] : [l10n.t('The other way round: {0}', odd)]),
    ...(scanOnPush ? [l10n.t('Images are scanned when they are pushed.')] : []),
    ...(created === undefined ? [] : [l10n.t('Created: {0}', formatMoment(created))]),
  ].join('\n\n');
}

/** `of` is the subject of the repository's row, `now` in seconds since 1970; `deployed` says where a digest runs. */
export function remoteRows(
  of: string,
  images: RemoteImages,
  now: number,
  deployed: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Row[] {
  if (images.kind === 'failed') return [problemRow(of, images.problem)];
  if (images.images.length === 0) return [emptyRow(of)];
  const rows = images.images
    .slice(0, images.shown)
    .map((image) => remoteRow(of, image, now, deployed.get(image.digest) ?? []));
  const left = images.images.length - images.shown;
  if (left <= 0) return rows;
  const more: Row = {
    id: `more:${of}`,
    kind: 'remoteMore',
    subject: of,
    label: l10n.t('{0} more…', left),
    icon: { name: 'ellipsis' },
    click: 'showMoreImages',
  };
  return [...rows, more];
}

function remoteRow(of: string, image: RemoteImage, now: number, places: readonly string[]): Row {
  const { digest, tags, bytes, pushed, mediaType, scan } = image;
  const label = tags.length === 0 ? shortId(digest) : tags.toSorted().join(', ');
  const hosted = canBeHosted(mediaType) || mediaType === undefined;
  const facts = [
    ...(tags.length === 0 ? [l10n.t('untagged')] : []),
    ...(bytes === undefined ? [] : [formatSize(bytes)]),
    ...(pushed === undefined ? [] : [formatAge(pushed / 1000, now)]),
    ...(hosted ? [] : [l10n.t('cannot be hosted')]),
    ...(scan ? [scanText(scan)] : []),
    ...deployedInWords(places),
  ];
  return {
    id: `remote:${of}@${digest}`,
    kind: tags.length === 0 ? 'remoteImage.untagged' : 'remoteImage',
    subject: `${of}@${digest}`,
    label,
    detail: facts.join(' · '),
    tooltip: [remoteTooltip(placeOf(of).repository, image), ...deployedLines(places)].join('\n\n'),
    accessibility: [label, ...facts].join(', '),
    icon: iconOf(image, hosted),
  };
}

function iconOf({ tags, scan }: RemoteImage, hosted: boolean): NonNullable<Row['icon']> {
  if (!hosted) return { name: 'warning', color: 'list.warningForeground' };
  if (scan && isAlarming(scan)) return { name: 'shield', color: 'list.warningForeground' };
  return { name: tags.length === 0 ? 'question' : 'package' };
}

function remoteTooltip(repository: string, image: RemoteImage): string {
  const { digest, tags, bytes, pushed, pulled, mediaType, scan } = image;
  return [
    `**${escapeMarkdown([repository, tags.join(', ')].filter(Boolean).join(': '))}**`,
    l10n.t('Digest: {0}', `\`${digest}\``),
    ...(bytes === undefined ? [] : [l10n.t('Size: {0}, compressed', formatSize(bytes))]),
    ...(pushed === undefined ? [] : [l10n.t('Pushed: {0}', formatMoment(pushed))]),
    ...(pulled === undefined ? [] : [l10n.t('Last pulled: {0}', formatMoment(pulled))]),
    ...(mediaType === undefined ? [] : [l10n.t('Manifest: {0}', `\`${mediaType}\``)]),
    ...(scan ? [l10n.t('Scan: {0}', scanDetail(scan))] : []),
    ...(mediaType === undefined || canBeHosted(mediaType)
      ? []
      : [
          l10n.t(
            'SageMaker trains with it, and refuses it for an endpoint, which takes Docker’s own kind of manifest only. Push it with Longshore, which sees to that.',
          ),
        ]),
  ].join('\n\n');
}

const problemRow = (of: string, { message }: Problem): Row => ({
  id: `problem:${of}`,
  kind: 'remoteProblem',
  subject: of,
  label: message,
  tooltip: escapeMarkdown(message),
  icon: { name: 'error', color: 'list.errorForeground' },
  click: 'refreshRepositories',
});

const emptyRow = (of: string): Row => ({
  id: `empty:${of}`,
  kind: 'remoteEmpty',
  subject: of,
  label: l10n.t('No images yet'),
});
