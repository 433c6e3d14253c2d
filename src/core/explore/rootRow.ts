import * as l10n from '@vscode/l10n';
import type { Row } from '../row';
import type { TreeSource } from './tree';
import { addressPath } from './treeAddress';

export const rootId = (tree: string): string => `${tree}#root`;

/** How a tree is being looked at; nothing when nobody does yet. */
export interface TreeState {
  readonly source: TreeSource | undefined;
  /** Why no better source serves. */
  readonly reason: string | undefined;
  /** What was followed has ended: it stays as it was. */
  readonly ended: boolean;
}

/** The row of a tree itself: `/opt/ml` of a run's host, or a container. */
export function rootRow(
  tree: string,
  { label, kind }: { readonly label: string; readonly kind: 'ml.root' | 'ml.container' },
  state: TreeState | undefined,
): Row {
  return {
    id: rootId(tree),
    kind,
    subject: addressPath({ tree, path: '' }),
    label,
    ...(state?.source === undefined ? {} : { detail: stateText(state.source, state.ended) }),
    tooltip: [l10n.t('What the program sees as /opt/ml.'), state?.reason ?? ''].join('\n\n').trim(),
    icon: { name: kind === 'ml.root' ? 'root-folder' : 'vm' },
    lazy: true,
  };
}

function stateText(source: TreeSource, ended: boolean): string {
  if (ended) return l10n.t('as it was');
  switch (source) {
    case 'watch':
    case 'agent':
      return l10n.t('live');
    case 'shell':
      return l10n.t('looked at each second');
    case 'archive':
      return l10n.t('snapshot');
  }
}

/** Below a row whose tree was too large to be told whole. */
export const tooMuchRow = ({ id, subject }: Row): Row => ({
  id: `${id}#limit`,
  kind: 'ml.problem',
  subject,
  label: l10n.t('There is more than can be shown.'),
  icon: { name: 'info' },
});

export const problemRow = ({ id, subject }: Row, error: unknown): Row => ({
  id: `${id}#problem`,
  kind: 'ml.problem',
  subject,
  label: error instanceof Error ? error.message : String(error),
  icon: { name: 'warning' },
});
