import * as l10n from '@vscode/l10n';
import { formatAge, formatSize } from '../format';
import { nameOf } from '../paths';
import type { Row } from '../row';
import { firstOf } from './firstOf';
import type { TreeEntry } from './tree';
import type { TreeAddress } from './treeAddress';
import { addressPath, isArchive, treeScheme } from './treeAddress';
import type { Totals } from './treeModel';

/** What a folder's rows are made of. */
export interface FolderView {
  /** The folder. */
  readonly address: TreeAddress;
  readonly children: ReadonlyMap<string, { readonly entry: TreeEntry }>;
  readonly totals: (path: string) => Totals;
  /** Rows at most; more come when they are asked for. */
  readonly limit: number;
  /** The beginning of `output/failure`. */
  readonly failure: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type EntryView = Pick<FolderView, 'address' | 'totals' | 'failure' | 'now'>;

/** The folders of `/opt/ml` in the order of a training job, and everything else by name, folders first. */
export function folderRows(view: FolderView): readonly Row[] {
  const { children, address } = view;
  const names = firstNames(view);
  const rows = names.flatMap((name) => {
    const entry = children.get(name)?.entry;
    return entry ? [entryRow(view, name, entry)] : [];
  });
  if (names.length === children.size) return rows;
  const more: Row = {
    id: `${addressPath(address)}#more`,
    kind: 'ml.more',
    subject: addressPath(address),
    label: l10n.t('Show more'),
    detail: l10n.t('{0} of {1}', names.length, children.size),
    icon: { name: 'ellipsis' },
    click: 'showMoreFiles',
  };
  return [...rows, more];
}

const known = ['input', 'code', 'model', 'checkpoints', 'output'];

/** Group by group, so that among a hundred thousand names only names are compared. */
function firstNames(view: FolderView): readonly string[] {
  const { address, children, limit } = view;
  const isTop = address.path === '' && !address.tree.startsWith('artifacts');
  const [folders, files]: [string[], string[]] = [[], []];
  for (const [name, { entry }] of children)
    if (!isTop || !known.includes(name)) (entry.kind === 'folder' ? folders : files).push(name);
  const names = isTop ? known.filter((name) => children.has(name)) : [];
  const compare = address.path === 'checkpoints' ? newestFirst(view) : byName;
  names.push(...firstOf(folders, Math.max(0, limit - names.length), compare));
  names.push(...firstOf(files, Math.max(0, limit - names.length), compare));
  return names;
}

const byName = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const newestFirst =
  ({ children }: FolderView) =>
  (left: string, right: string): number =>
    (children.get(right)?.entry.modified ?? 0) - (children.get(left)?.entry.modified ?? 0) ||
    byName(left, right);

/** One row of a folder. */
export function entryRow(view: EntryView, name: string, entry: TreeEntry): Row {
  const { address } = view;
  const below: TreeAddress =
    address.inner === undefined
      ? { ...address, path: join(address.path, name) }
      : { ...address, inner: join(address.inner, name) };
  const path = addressPath(below);
  const base = { id: path, subject: path, label: name, uri: uriOf(path) };
  switch (entry.kind) {
    case 'folder':
      return { ...base, ...folderFace(view, below, entry), lazy: true };
    case 'file':
      return { ...base, ...fileFace(view, below, entry) };
    case 'link':
      return { ...base, kind: 'ml.other', detail: l10n.t('link'), icon: { name: 'file-symlink-file' } };
    case 'other':
      return { ...base, kind: 'ml.other', detail: l10n.t('pipe or device'), icon: { name: 'plug' } };
  }
}

type Face = Pick<Row, 'kind' | 'detail' | 'tooltip'> &
  Partial<Pick<Row, 'icon' | 'click' | 'lazy' | 'accessibility'>>;

function folderFace({ totals, now }: EntryView, { path, inner }: TreeAddress, entry: TreeEntry): Face {
  const { files, bytes } = totals(inner ?? path);
  const content = files === 0 ? l10n.t('empty') : `${count(files)} · ${formatSize(bytes)}`;
  const isChannel = inner === undefined && /^input\/data\/[^/]+$/.test(path);
  const isCheckpoint = inner === undefined && /^checkpoints\/[^/]+$/.test(path);
  return {
    kind: isChannel ? 'ml.channel' : 'ml.folder',
    detail: isCheckpoint ? `${content} · ${ageOf(entry, now)}` : content,
    tooltip: tooltip(path, entry, content),
    ...(isChannel ? { icon: { name: 'database' } } : {}),
  };
}

function fileFace(view: EntryView, { path, inner }: TreeAddress, entry: TreeEntry): Face {
  const name = nameOf(inner ?? path);
  const detail = `${formatSize(entry.bytes)} · ${ageOf(entry, view.now)}`;
  const face: Face = {
    kind: 'ml.file',
    detail,
    tooltip: tooltip(inner ?? path, entry, detail),
    click: 'openTreeFile',
  };
  if (inner !== undefined) return face;
  if (path === 'output/failure') {
    const line = view.failure?.trim().split('\n')[0];
    return {
      ...face,
      kind: 'ml.failure',
      icon: { name: 'error', color: 'testing.iconFailed' },
      ...(line ? { detail: line } : {}),
    };
  }
  if (path === 'input/config/hyperparameters.json') return { ...face, lazy: true };
  if (isArchive(name)) return { ...face, kind: 'ml.archive', lazy: true, icon: { name: 'file-zip' } };
  if (entry.bytes === 0 && path.startsWith('model/'))
    return { ...face, icon: { name: 'warning', color: 'list.warningForeground' } };
  return face;
}

/** Values as the program reads them: all are texts. */
export function valueRows(path: string, text: string): readonly Row[] {
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values !== 'object' || values === null) return [];
    return Object.entries(values).map(([name, value]) => ({
      id: `${path}#${name}`,
      kind: 'ml.value',
      subject: path,
      label: name,
      detail: typeof value === 'string' ? value : JSON.stringify(value),
      icon: { name: 'symbol-field' },
    }));
  } catch {
    return [{ id: `${path}#`, kind: 'ml.value', subject: path, label: l10n.t('This is no JSON.') }];
  }
}

export const uriOf = (path: string): string =>
  `${treeScheme}:${path.split('/').map(encodeURIComponent).join('/')}`;

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

const ageOf = ({ modified }: TreeEntry, now: number): string => formatAge(modified / 1000, now / 1000);

const count = (files: number): string => (files === 1 ? l10n.t('1 file') : l10n.t('{0} files', files));

const tooltip = (path: string, { modified }: TreeEntry, detail: string): string =>
  [`\`/opt/ml/${path}\``, detail, new Date(modified).toLocaleString()].join('\n\n');
