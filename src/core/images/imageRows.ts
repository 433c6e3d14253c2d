import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Row } from '../row';
import type { Container } from './image';
import { splitName, splitRepository } from './image';
import type { Entry, Seen } from './imageRow';
import { imageRow } from './imageRow';
import type { ImagesLook } from './imagesLook';
import { usualLook } from './imagesLook';
import { freedAtLeast } from './imageSpace';
import type { ImagesState } from './imagesState';
import { findImage, usersOf } from './imagesState';
import type { RemoteIndex } from './remoteIndex';

/** With few images everything is open at first sight; with many, the groups are the overview. */
const openBelow = 25;

/** The Images tree as somebody wants to see it: groups, and in each the images. */
export function imageRows(
  state: ImagesState,
  now: number,
  look: ImagesLook = usualLook,
  remote?: RemoteIndex,
): readonly Row[] {
  const seen: Seen = { users: usersByImage(state), now, look, remote, space: state.space };
  const entries = entriesOf(state).filter((entry) => isWanted(entry, look));
  const compare = order(look.sort);
  const rows = (of: readonly Entry[]): readonly Row[] =>
    of.toSorted(compare).map((entry) => imageRow(entry, seen));
  if (look.group === 'none') return rows(entries);
  const open = entries.length < openBelow || look.filter !== '';
  return [...grouped(entries, (entry) => groupOf(entry, look.group, now))]
    .toSorted(([left], [right]) => left.order - right.order || compareText(left.name, right.name))
    .map(([group, members]) => groupRow(group, members, { seen, children: rows(members), open }));
}

/** The row of one image, by its name or its id. */
export function imageRowOf(
  state: ImagesState,
  subject: string,
  shown: Pick<Seen, 'now' | 'look' | 'remote'>,
): Row | undefined {
  const image = findImage(state, subject);
  if (!image) return undefined;
  const users = new Map([[image.id, usersOf(state, image.id)]]);
  const reference = image.tags.find((tag) => tag === subject);
  return imageRow({ image, reference }, { ...shown, users, space: state.space });
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
  { seen, children, open }: { seen: Seen; children: readonly Row[]; open: boolean },
): Row {
  const images = new Map(entries.map(({ image }) => [image.id, image.bytes]));
  const bytes = [...images.values()].reduce((sum, each) => sum + each, 0);
  const count = images.size === 1 ? l10n.t('1 image') : l10n.t('{0} images', images.size);
  const freed = seen.space ? freedAtLeast(entries, seen.space, (image) => seen.users.has(image)) : undefined;
  const facts = [
    count,
    formatSize(bytes),
    // Nothing and all of it are what one expects.
    ...(freed === undefined || freed === 0 || freed === bytes
      ? []
      : [l10n.t('frees {0}', formatSize(freed))]),
    ...detail,
  ];
  const tooltip = [
    escapeMarkdown(isUntagged ? l10n.t('Images that no name points to') : [...detail, label].join('/')),
    ...(freed === undefined
      ? []
      : [
          l10n.t(
            'Removing it frees at least {0}: what no other image has. An image with another name, or with a container, stays.',
            formatSize(freed),
          ),
        ]),
  ];
  return {
    id: `group:${id}`,
    kind: isUntagged ? 'danglingGroup' : 'imageGroup',
    subject: id,
    label,
    detail: facts.join(' · '),
    tooltip: tooltip.join('\n\n'),
    accessibility: [label, ...facts].join(', '),
    icon: { name: isUntagged ? 'question' : 'folder-library' },
    children,
    open,
  };
}

/** By code unit: `localeCompare` over thousands of names is what makes trees slow. */
function compareText(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
