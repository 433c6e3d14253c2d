import * as l10n from '@vscode/l10n';
import { formatAge, formatSize, shortId } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Row } from '../row';
import type { Container, Image } from './image';
import { splitName, splitRepository } from './image';
import type { ImagesLook } from './imagesLook';
import { usualLook } from './imagesLook';
import type { ImagesState } from './imagesState';
import { useInWords } from './imageUse';

/** With few images everything is open at first sight; with many, the groups are the overview. */
const openBelow = 25;

interface Entry {
  readonly image: Image;
  /** Nothing for a dangling image. */
  readonly reference: string | undefined;
}

/** The Images tree as somebody wants to see it: groups, and in each the images. */
export function imageRows(state: ImagesState, now: number, look: ImagesLook = usualLook): readonly Row[] {
  const users = usersByImage(state);
  const entries = entriesOf(state).filter((entry) => isWanted(entry, look));
  const compare = order(look.sort);
  const rows = (of: readonly Entry[]): readonly Row[] =>
    of
      .toSorted(compare)
      .map((entry) => imageRow(entry, { users: users.get(entry.image.id) ?? [], now, look }));
  if (look.group === 'none') return rows(entries);
  const open = entries.length < openBelow || look.filter !== '';
  return [...grouped(entries, (entry) => groupOf(entry, look.group, now))]
    .toSorted(([left], [right]) => left.order - right.order || compareText(left.name, right.name))
    .map(([group, members]) => groupRow(group, members, { children: rows(members), open }));
}

const entriesOf = (state: ImagesState): readonly Entry[] =>
  [...state.images.values()].flatMap((image): readonly Entry[] =>
    image.tags.length === 0
      ? [{ image, reference: undefined }]
      : image.tags.map((reference) => ({ image, reference })),
  );

function isWanted({ image, reference }: Entry, { filter, untagged }: ImagesLook): boolean {
  if (reference === undefined && !untagged) return false;
  const text = `${reference ?? ''} ${image.id}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function order(sort: ImagesLook['sort']): (left: Entry, right: Entry) => number {
  const byName = (left: Entry, right: Entry): number => compareText(left.reference, right.reference);
  switch (sort) {
    case 'newest':
      return (left, right) => right.image.created - left.image.created || byName(left, right);
    case 'oldest':
      return (left, right) => left.image.created - right.image.created || byName(left, right);
    case 'largest':
      return (left, right) => right.image.bytes - left.image.bytes || byName(left, right);
    case 'name':
      return byName;
  }
}

/** Groups are found again by their id; in the list they stand by order, then by name. */
interface Group {
  readonly id: string;
  readonly order: number;
  readonly name: string;
  readonly label: string;
  readonly detail: readonly string[];
  readonly isUntagged: boolean;
}

const day = 24 * 60 * 60;

function groupOf({ image, reference }: Entry, by: ImagesLook['group'], now: number): Group {
  const plain = { detail: [], isUntagged: false };
  if (by === 'age') {
    const days = (now - image.created) / day;
    const at = [1, 7, 31].findIndex((limit) => days < limit);
    const labels = [l10n.t('Last 24 hours'), l10n.t('Last 7 days'), l10n.t('Last 31 days')];
    const label = labels[at] ?? l10n.t('Older');
    return { ...plain, id: `age:${at}`, order: at < 0 ? labels.length : at, name: '', label };
  }
  if (reference === undefined)
    return { id: '', order: 1, name: '', label: l10n.t('Untagged'), detail: [], isUntagged: true };
  const { repository } = splitName(reference);
  const { registry, path } = splitRepository(repository);
  if (by === 'registry') {
    const label = registry === '' ? l10n.t('Docker Hub and local') : registry;
    return { ...plain, id: `registry:${registry}`, order: 0, name: registry, label };
  }
  // By name without the registry, so that the same model from several places stands together.
  const name = `${path} ${registry}`;
  return {
    id: repository,
    order: 0,
    name,
    label: path,
    detail: registry === '' ? [] : [registry],
    isUntagged: false,
  };
}

function grouped(entries: readonly Entry[], groupOfEntry: (entry: Entry) => Group): Map<Group, Entry[]> {
  const byId = new Map<string, Group>();
  const groups = new Map<Group, Entry[]>();
  for (const entry of entries) {
    const found = groupOfEntry(entry);
    const group = byId.get(found.id) ?? found;
    byId.set(found.id, group);
    const members = groups.get(group);
    if (members) members.push(entry);
    else groups.set(group, [entry]);
  }
  return groups;
}

function usersByImage(state: ImagesState): Map<string, Container[]> {
  const users = new Map<string, Container[]>();
  for (const container of state.containers.values()) {
    const known = users.get(container.imageId);
    if (known) known.push(container);
    else users.set(container.imageId, [container]);
  }
  return users;
}

function groupRow(
  { id, label, detail, isUntagged }: Group,
  entries: readonly Entry[],
  inner: Pick<Row, 'children'> & { open: boolean },
): Row {
  const images = new Map(entries.map(({ image }) => [image.id, image.bytes]));
  const bytes = [...images.values()].reduce((sum, each) => sum + each, 0);
  const count = images.size === 1 ? l10n.t('1 image') : l10n.t('{0} images', images.size);
  const facts = [count, formatSize(bytes), ...detail];
  return {
    id: `group:${id}`,
    kind: isUntagged ? 'danglingGroup' : 'imageGroup',
    subject: id,
    label,
    detail: facts.join(' · '),
    tooltip: escapeMarkdown(
      isUntagged ? l10n.t('Images that no name points to') : [...detail, label].join('/'),
    ),
    accessibility: [label, ...facts].join(', '),
    icon: { name: isUntagged ? 'question' : 'folder-library' },
    children: inner.children ?? [],
    open: inner.open,
  };
}

interface Seen {
  readonly users: readonly Container[];
  readonly now: number;
  readonly look: ImagesLook;
}

function imageRow({ image, reference }: Entry, { users, now, look }: Seen): Row {
  // A group of a repository says the rest of the name.
  const label =
    reference === undefined
      ? shortId(image.id)
      : look.group === 'repository'
        ? splitName(reference).tag
        : reference;
  const purpose = image.use && useInWords(image.use);
  const facts = [
    formatSize(image.bytes),
    formatAge(image.created, now),
    ...(image.architecture === undefined ? [] : [image.architecture]),
    ...(purpose === undefined ? [] : [purpose]),
    ...use(users),
  ];
  return {
    id: `image:${reference ?? image.id}`,
    kind: reference === undefined ? 'danglingImage' : 'image',
    subject: reference ?? image.id,
    label,
    detail: facts.join(' · '),
    tooltip: tooltip(image, reference, users),
    accessibility: [reference ?? l10n.t('untagged image {0}', label), ...facts].join(', '),
    icon: icon(image, users),
  };
}

function icon({ architecture }: Image, users: readonly Container[]): NonNullable<Row['icon']> {
  if (users.some(({ running }) => running)) return { name: 'vm-running', color: 'charts.green' };
  return isForeign(architecture) ? { name: 'package', color: 'list.warningForeground' } : { name: 'package' };
}

/** Trained and served on linux/amd64, but for the Graviton instances of endpoints. */
const isForeign = (architecture: string | undefined): boolean =>
  architecture !== undefined && architecture !== 'amd64';

function use(users: readonly Container[]): readonly string[] {
  if (users.some(({ running }) => running)) return [l10n.t('running')];
  return users.length > 0 ? [l10n.t('in use')] : [];
}

function tooltip(image: Image, reference: string | undefined, users: readonly Container[]): string {
  const created = new Date(image.created * 1000).toISOString().replace('T', ' ').slice(0, 16);
  const lines = [
    `**${escapeMarkdown(reference ?? l10n.t('Untagged image'))}**`,
    l10n.t('ID: {0}', `\`${shortId(image.id)}\``),
    l10n.t('Size: {0}', formatSize(image.bytes)),
    l10n.t('Created: {0} UTC', created),
    ...(image.architecture === undefined ? [] : [l10n.t('Architecture: {0}', image.architecture)]),
    ...(isForeign(image.architecture)
      ? [l10n.t('SageMaker trains on linux/amd64 only: build it with that platform.')]
      : []),
    ...(image.use?.reasons ?? []).map((reason) => escapeMarkdown(reason)),
    ...image.tags
      .filter((tag) => tag !== reference)
      .map((tag) => l10n.t('Also tagged: {0}', escapeMarkdown(tag))),
    ...image.digests.map((digest) => l10n.t('Digest: {0}', `\`${digest}\``)),
    ...users.map((user) => l10n.t('Used by container: {0}', escapeMarkdown(user.name))),
  ];
  return lines.join('\n\n');
}

/** By code unit: `localeCompare` over thousands of names is what makes trees slow. */
function compareText(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
