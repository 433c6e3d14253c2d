import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TreeAddress } from '../../../core/explore/treeAddress';
import { isInside, nameOf } from '../../../core/paths';
import { Problem } from '../../../core/problem';
import type { RunsView } from '../../runs/runsView';
import type { Services } from '../../services';

/** Copies files into the folder that a channel is made from, so that the next run has them. */
export async function addToChannel(
  services: Services,
  view: RunsView,
  { tree, path }: TreeAddress,
): Promise<void> {
  const run = view.find(tree.split('/')[1] ?? '');
  const source = run?.places[`/opt/ml/${path}`];
  if (!run || source === undefined || isInside(source, run.folder)) {
    throw new Problem(
      'bad-usage',
      l10n.t('The data of {0} is in S3, or a single file: add to it there.', nameOf(path)),
    );
  }
  const files = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: l10n.t('Add Files to {0}', source),
    openLabel: l10n.t('Add'),
  });
  const folder = vscode.Uri.file(source);
  await services.activity.run(l10n.t('Adding files'), async (signal) => {
    for (const file of files ?? []) {
      signal.throwIfAborted();
      const target = vscode.Uri.joinPath(folder, nameOf(file.path));
      await vscode.workspace.fs.copy(file, target, { overwrite: false });
    }
  });
}
