/** One line of a tree, as data. `id` is stable over refreshes, or what the user opened collapses. */
export interface Row {
  readonly id: string;
  /** What menus match on (`viewItem`). */
  readonly kind: string;
  /** The thing that the row stands for; handlers look it up again. */
  readonly subject: string;
  readonly label: string;
  readonly detail?: string;
  /** Markdown. */
  readonly tooltip?: string | LateText;
  /** A codicon and, where it means something, a theme colour. */
  readonly icon?: { readonly name: string; readonly color?: string };
  /** What a screen reader says instead of label and detail. */
  readonly accessibility?: string;
  readonly children?: readonly Row[];
  /** Children are asked for when somebody opens the row: there may be many, or they cost something. */
  readonly lazy?: true;
  /** The file or folder that the row stands for: gives its icon and its badge, and can be dragged. */
  readonly uri?: string;
  /** The name of the command that a click runs, with the row's id. */
  readonly click?: string;
  readonly open?: boolean;
}

/** Text that is made when somebody rests on the row: a tree of thousands would make thousands for nobody. */
export interface LateText {
  readonly make: () => string;
  /** What it is made of; the text counts as the same while all of these are. */
  readonly of: readonly unknown[];
}

export interface RowIndex {
  readonly roots: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
  readonly parents: ReadonlyMap<string, string>;
}

export function indexRows(roots: readonly Row[]): RowIndex {
  const byId = new Map<string, Row>();
  const parents = new Map<string, string>();
  const visit = (row: Row): void => {
    byId.set(row.id, row);
    for (const child of row.children ?? []) {
      parents.set(child.id, row.id);
      visit(child);
    }
  };
  roots.forEach(visit);
  return { roots, byId, parents };
}

export type RowChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'roots' }
  | { readonly kind: 'rows'; readonly ids: readonly string[] };

/** The smallest set of rows to draw again; the root only when a top row came, went or moved. */
export function compareRows(before: RowIndex, after: RowIndex): RowChange {
  if (!sameIds(before.roots, after.roots)) return { kind: 'roots' };
  const ids: string[] = [];
  const compare = (old: Row, fresh: Row): void => {
    if (old === fresh) return;
    if (!sameFace(old, fresh) || !sameIds(old.children, fresh.children)) {
      ids.push(fresh.id);
      return;
    }
    fresh.children?.forEach((child, index) => {
      const was = old.children?.[index];
      if (was) compare(was, child);
    });
  };
  after.roots.forEach((root, index) => {
    const was = before.roots[index];
    if (was) compare(was, root);
  });
  return ids.length === 0 ? { kind: 'none' } : { kind: 'rows', ids };
}

function sameIds(left: readonly Row[] | undefined, right: readonly Row[] | undefined): boolean {
  if (left === right) return true;
  if (left?.length !== right?.length) return false;
  return left?.every((row, index) => row.id === right?.[index]?.id) ?? true;
}

function sameFace(left: Row, right: Row): boolean {
  return (
    left.kind === right.kind &&
    left.subject === right.subject &&
    left.label === right.label &&
    left.detail === right.detail &&
    sameText(left.tooltip, right.tooltip) &&
    left.accessibility === right.accessibility &&
    left.icon?.name === right.icon?.name &&
    left.icon?.color === right.icon?.color &&
    left.lazy === right.lazy &&
    left.uri === right.uri
  );
}

function sameText(left: Row['tooltip'], right: Row['tooltip']): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return left.of.length === right.of.length && left.of.every((each, index) => each === right.of[index]);
}

/** Markdown to show now. */
export const tooltipOf = ({ tooltip }: Row): string | undefined =>
  typeof tooltip === 'object' ? tooltip.make() : tooltip;
