import * as l10n from '@vscode/l10n';
import { formatAge, formatSize, shortId } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Row } from '../row';
import type { Container, Image } from './image';
import { splitName, splitRepository } from './image';
import type { ImagesState } from './imagesState';

/** With few images everything is open at first sight; with many, the groups are the overview. */
const openBelow = 25;

interface Entry {
  readonly image: Image;
  /** Nothing for a dangling image. */
  readonly reference: string | undefined;
}

/** The Images tree: repositories by name, the newest image first in each, untagged ones last. */
export function imageRows(state: ImagesState, now: number): readonly Row[] {
  const groups = groupByRepository(state);
  const users = usersByImage(state);
  const open = state.images.size < openBelow;
  return [...groups]
    .toSorted(([left], [right]) => compareGroups(left, right))
    .map(([repository, entries]) => {
      const children = entries
        .toSorted(
          (left, right) =>
            right.image.created - left.image.created || compareText(left.reference, right.reference),
        )
        .map((entry) => imageRow(entry, users.get(entry.image.id) ?? [], now));
      return groupRow(repository, entries, { children, open });
    });
}

function groupByRepository(state: ImagesState): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  const put = (repository: string, entry: Entry): void => {
    const group = groups.get(repository);
    if (group) group.push(entry);
    else groups.set(repository, [entry]);
  };
  for (const image of state.images.values()) {
    if (image.tags.length === 0) put('', { image, reference: undefined });
    for (const reference of image.tags) put(splitName(reference).repository, { image, reference });
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
  repository: string,
  entries: readonly Entry[],
  inner: Pick<Row, 'children'> & { open: boolean },
): Row {
  const images = new Map(entries.map(({ image }) => [image.id, image.bytes]));
  const bytes = [...images.values()].reduce((sum, each) => sum + each, 0);
  const count = images.size === 1 ? l10n.t('1 image') : l10n.t('{0} images', images.size);
  const { registry, path } = splitRepository(repository);
  const label = repository === '' ? l10n.t('Untagged') : path;
  const facts = [count, formatSize(bytes), ...(registry === '' ? [] : [registry])];
  return {
    id: `group:${repository}`,
    kind: repository === '' ? 'danglingGroup' : 'imageGroup',
    subject: repository,
    label,
    detail: facts.join(' · '),
    tooltip: escapeMarkdown(repository === '' ? l10n.t('Images that no name points to') : repository),
    accessibility: [label, ...facts].join(', '),
    icon: { name: repository === '' ? 'question' : 'folder-library' },
    children: inner.children ?? [],
    open: inner.open,
  };
}

function imageRow({ image, reference }: Entry, users: readonly Container[], now: number): Row {
  const label = reference === undefined ? shortId(image.id) : splitName(reference).tag;
  const facts = [
    formatSize(image.bytes),
    formatAge(image.created, now),
    ...(image.architecture === undefined ? [] : [image.architecture]),
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
    icon: users.some(({ running }) => running)
      ? { name: 'vm-running', color: 'charts.green' }
      : { name: 'package' },
  };
}

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
    ...image.tags
      .filter((tag) => tag !== reference)
      .map((tag) => l10n.t('Also tagged: {0}', escapeMarkdown(tag))),
    ...image.digests.map((digest) => l10n.t('Digest: {0}', `\`${digest}\``)),
    ...users.map((user) => l10n.t('Used by container: {0}', escapeMarkdown(user.name))),
  ];
  return lines.join('\n\n');
}

/** By name without the registry, so that the same model from several places stands together; untagged last. */
function compareGroups(left: string, right: string): number {
  if (left === '' || right === '') return left === right ? 0 : left === '' ? 1 : -1;
  const [one, other] = [splitRepository(left), splitRepository(right)];
  return compareText(one.path, other.path) || compareText(one.registry, other.registry);
}

/** By code unit: `localeCompare` over thousands of names is what makes trees slow. */
function compareText(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
