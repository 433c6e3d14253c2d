import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatSize } from '../../core/format';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import type { Services } from '../services';

/** Below `/opt/ml` of a host: what a run can have made. */
const made = ['model', 'output'];

/** Everything that a run made, as files of this machine. */
export async function openArtifacts(services: Services, run: RunRecord): Promise<void> {
  const { disk } = await services.world();
  const folder = runFolder(run.folder);
  const places = [
    { name: 'artifacts', path: folder.artifacts },
    ...run.hosts.flatMap(({ name }) =>
      made.map((below) => ({
        name: run.hosts.length === 1 ? below : `${name}/${below}`,
        path: `${folder.ml(name)}/${below}`,
      })),
    ),
  ];
  const items = await Promise.all(
    places.map(async ({ name, path }) =>
      (await disk.files(path)).map((file) => ({
        label: `${name}/${file.path}`,
        description: formatSize(file.bytes),
        file: vscode.Uri.file(`${path}/${file.path}`),
      })),
    ),
  );
  const chosen = await vscode.window.showQuickPick(items.flat(), {
    title: l10n.t('What {0} made', run.title),
    placeHolder: folder.root,
  });
  if (!chosen) return;
  // Archives and models are for the file manager; in a remote window, for the explorer's own download.
  const isText = /\.(?:txt|json|csv|log|md|ya?ml|xml|html)$/i.test(chosen.file.path);
  await vscode.commands.executeCommand(isText ? 'vscode.open' : 'revealFileInOS', chosen.file);
}
