import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import { endpointDetail } from '../../core/serve/view/servedWords';
import type { RowTree } from '../rowTree';
import type { ServedEndpoints } from './servedEndpoints';

interface Wanted {
  readonly title: string;
  readonly fits: (endpoint: ServedEndpoint) => boolean;
}

/** The endpoints that a command was called on, or the one that the user picks. */
export async function pickServed(
  served: ServedEndpoints,
  tree: RowTree,
  rows: readonly string[],
  { title, fits }: Wanted,
): Promise<readonly ServedEndpoint[]> {
  const asked = [...new Set(rows.map((row) => (tree.row(row)?.subject ?? row).split('/')[0] ?? ''))];
  if (asked.length > 0) return asked.flatMap((id) => served.find(id) ?? []).filter(fits);
  await served.read();
  const items = served.all.filter(fits).map((endpoint) => ({
    label: endpoint.name,
    description: endpointDetail(endpoint, Date.now()),
    detail: endpoint.id,
    endpoint,
  }));
  const [only] = items;
  if (!only)
    throw new Problem(
      'bad-usage',
      l10n.t('There is no local endpoint for that. Start one with Serve Locally, from an endpoint file.'),
    );
  const chosen = items.length === 1 ? only : await vscode.window.showQuickPick(items, { title });
  return chosen ? [chosen.endpoint] : [];
}
