import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatSize } from '../../../core/format';
import type { TreeAddress } from '../../../core/explore/treeAddress';
import { pickRuns } from '../../runs/pickRuns';
import type { RunsView } from '../../runs/runsView';
import type { Services } from '../../services';
import { TreeSession } from '../treeSession';

const deaf = { changed: () => undefined, stateChanged: () => undefined };

/** A file, or a folder, below `/opt/ml` of a run that the user chooses by its path. */
export async function pickTreeFile(
  services: Services,
  view: RunsView,
  { title, kind }: { readonly title: string; readonly kind: 'file' | 'folder' },
): Promise<TreeAddress | undefined> {
  const [run] = await pickRuns(view, [], { title, fits: () => true, many: false });
  if (!run) return undefined;
  const world = await services.world();
  const items: (vscode.QuickPickItem & { readonly address: TreeAddress })[] = [];
  for (const { name } of run.hosts) {
    const tree = `run/${run.id}/${name}`;
    const { place, sources } = view.explorer.place(tree);
    const session = new TreeSession(place, sources, deaf);
    await session.start(world);
    session.stop();
    for (const [path, entry] of session.model.all()) {
      if (entry.kind !== kind) continue;
      const label = run.hosts.length === 1 ? path : `${name}: ${path}`;
      const description = kind === 'file' ? formatSize(entry.bytes) : '';
      items.push({ label, description, address: { tree, path } });
    }
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('A path below /opt/ml'),
  });
  return chosen?.address;
}
