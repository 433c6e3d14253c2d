import * as l10n from '@vscode/l10n';
import { formatAge, formatSize, shortId } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Row } from '../row';
import { deployedInWords, deployedLines } from './deployed';
import type { Container, Image } from './image';
import { splitName } from './image';
import type { ImagesLook } from './imagesLook';
import type { ImagesSpace } from './imageSpace';
import { ownBytes } from './imageSpace';
import type { ImageUse } from './imageUse';
import { useInWords, withPrograms } from './imageUse';
import type { RemoteIndex, Standing } from './remoteIndex';

export interface Entry {
  readonly image: Image;
  /** Nothing for a dangling image. */
  readonly reference: string | undefined;
}

/** What is the same for all rows. */
export interface Seen {
  readonly users: ReadonlyMap<string, readonly Container[]>;
  readonly now: number;
  readonly look: ImagesLook;
  readonly remote: RemoteIndex | undefined;
  readonly space: ImagesSpace | undefined;
}

interface Facts {
  readonly use: ImageUse | undefined;
  readonly users: readonly Container[];
  readonly standing: Standing | undefined;
  readonly deployed: readonly string[];
}

const noUsers: readonly Container[] = [];

export function imageRow(entry: Entry, seen: Seen): Row {
  const { image, reference } = entry;
  const facts: Facts = {
    use: useOf(image),
    users: seen.users.get(image.id) ?? noUsers,
    standing: seen.remote?.standing(image, reference),
    deployed: seen.remote?.deployedAt(image) ?? [],
  };
  const label = labelOf(entry, seen.look);
  const details = detailsOf(image, facts, seen.now);
  return {
    id: `image:${reference ?? image.id}`,
    kind: reference === undefined ? 'danglingImage' : 'image',
    subject: reference ?? image.id,
    label,
    detail: details.join(' · '),
    tooltip: {
      make: () => tooltip(entry, facts, seen.space),
      of: [image, seen.space?.shared.get(image.id), seen.remote, ...facts.users.map(({ name }) => name)],
    },
    accessibility: [reference ?? l10n.t('untagged image {0}', label), ...details].join(', '),
    icon: icon(image, facts.users),
  };
}

/** A group of a repository says the rest of the name. */
function labelOf({ image, reference }: Entry, { group }: ImagesLook): string {
  if (reference === undefined) return shortId(image.id);
  return group === 'repository' ? splitName(reference).tag : reference;
}

const useOf = ({ use, programs }: Image): ImageUse | undefined =>
  use && programs ? withPrograms(use, programs) : use;

/** A narrow side bar cuts the end off: what the icon says too stands there. */
function detailsOf(image: Image, { use, users, standing, deployed }: Facts, now: number): readonly string[] {
  const purpose = use && useInWords(use);
  return [
    formatSize(image.bytes),
    formatAge(image.created, now),
    ...deployedInWords(deployed),
    ...(standing?.kind === 'same' ? [l10n.t('in ECR')] : []),
    ...(standing?.kind === 'differs' ? [l10n.t('differs from ECR')] : []),
    ...(image.architecture === undefined ? [] : [image.architecture]),
    ...(purpose === undefined ? [] : [purpose]),
    ...inUse(users),
  ];
}

function icon({ architecture }: Image, users: readonly Container[]): NonNullable<Row['icon']> {
  if (users.some(({ running }) => running)) return { name: 'vm-running', color: 'charts.green' };
  return isForeign(architecture) ? { name: 'package', color: 'list.warningForeground' } : { name: 'package' };
}

/** Trained and served on linux/amd64, but for the Graviton instances of endpoints. */
const isForeign = (architecture: string | undefined): boolean =>
  architecture !== undefined && architecture !== 'amd64';

function inUse(users: readonly Container[]): readonly string[] {
  if (users.some(({ running }) => running)) return [l10n.t('running')];
  return users.length > 0 ? [l10n.t('in use')] : [];
}

function tooltip({ image, reference }: Entry, facts: Facts, space: ImagesSpace | undefined): string {
  return [
    `**${escapeMarkdown(reference ?? l10n.t('Untagged image'))}**`,
    l10n.t('ID: {0}', `\`${shortId(image.id)}\``),
    sizeLine(image, space),
    l10n.t('Created: {0} UTC', minuteOf(image.created * 1000)),
    ...(image.architecture === undefined ? [] : [l10n.t('Architecture: {0}', image.architecture)]),
    ...(isForeign(image.architecture)
      ? [l10n.t('SageMaker trains on linux/amd64 only: build it with that platform.')]
      : []),
    ...(facts.use?.reasons ?? []).map((reason) => escapeMarkdown(reason)),
    ...image.tags
      .filter((tag) => tag !== reference)
      .map((tag) => l10n.t('Also tagged: {0}', escapeMarkdown(tag))),
    ...image.digests.map((digest) => l10n.t('Digest: {0}', `\`${digest}\``)),
    ...standingLine(facts.standing),
    ...deployedLines(facts.deployed),
    ...facts.users.map((user) => l10n.t('Used by container: {0}', escapeMarkdown(user.name))),
  ].join('\n\n');
}

function sizeLine(image: Image, space: ImagesSpace | undefined): string {
  const own = space && ownBytes(image, space);
  const size = formatSize(image.bytes);
  if (own === undefined) return l10n.t('Size: {0}', size);
  return own === image.bytes
    ? l10n.t('Size: {0}, shared with no other image', size)
    : l10n.t(
        'Size: {0}, of which {1} are shared with other images and {2} its own',
        size,
        formatSize(image.bytes - own),
        formatSize(own),
      );
}

function standingLine(standing: Standing | undefined): readonly string[] {
  if (!standing) return [];
  const repository = escapeMarkdown(standing.repository);
  if (standing.kind === 'absent') return [l10n.t('Not in ECR: {0} has no such tag.', repository)];
  const { tags, digest, pushed } = standing.remote;
  const name = tags.length === 0 ? `\`${digest}\`` : escapeMarkdown(tags.join(', '));
  const when = pushed === undefined ? '' : l10n.t('pushed {0} UTC', minuteOf(pushed));
  const text =
    standing.kind === 'same'
      ? l10n.t('In ECR: {0}, as {1}', repository, name)
      : l10n.t('ECR has another image: {0}, as {1}', repository, name);
  return [[text, when].filter(Boolean).join(', ')];
}

const minuteOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 16);
