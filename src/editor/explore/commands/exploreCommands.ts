import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatSize, shortId } from '../../../core/format';
import type { TreeAddress } from '../../../core/explore/treeAddress';
import { parseAddressPath } from '../../../core/explore/treeAddress';
import { nameOf } from '../../../core/paths';
import { Problem } from '../../../core/problem';
import type { Handlers } from '../../register';
import type { RunsView } from '../../runs/runsView';
import type { Services } from '../../services';
import { addToChannel } from './addToChannel';
import { pickContainer, pickExplored } from './pickContainer';
import { pickTreeFile } from './pickTreeFile';
import { fileUri } from '../treeFiles';

type ExploreCommand =
  | 'exploreContainer'
  | 'closeContainer'
  | 'openTreeFile'
  | 'openTreeFileEnd'
  | 'saveTreeFile'
  | 'copyTreePath'
  | 'compareTreeFile'
  | 'showMoreFiles'
  | 'addToChannel';

/** Bytes of a text that an editor opens without a question; pictures may be larger. */
const largeText = 5_000_000;
const largePicture = 20_000_000;
/** Bytes of a part that is opened. */
const part = 1_000_000;

export function exploreHandlers(services: Services, view: RunsView): Pick<Handlers, ExploreCommand> {
  const given = (rows: readonly string[]): TreeAddress | undefined =>
    parseAddressPath(view.tree.row(rows[0] ?? '')?.subject ?? '');
  const withFile =
    (title: string, act: (address: TreeAddress) => Promise<void>, kind: 'file' | 'folder' = 'file') =>
    async (rows: readonly string[]): Promise<void> => {
      const address = given(rows) ?? (await pickTreeFile(services, view, { title, kind }));
      if (address) await act(address);
    };
  return {
    exploreContainer: async () => {
      const container = await pickContainer(services);
      if (!container) return;
      view.explorer.explore(container);
      view.draw();
      await vscode.commands.executeCommand(`${view.tree.id}.focus`);
    },
    closeContainer: async (rows) => {
      const tree = given(rows)?.tree ?? (await pickExplored(view.explorer));
      if (tree === undefined) return;
      view.explorer.close(tree);
      view.draw();
    },
    openTreeFile: withFile(l10n.t('Open File of Run'), async (address) => open(services, view, address)),
    openTreeFileEnd: withFile(l10n.t('Open End of File of Run'), async (address) =>
      openPart(services, view, address, 'end'),
    ),
    saveTreeFile: withFile(l10n.t('Save File of Run'), async (address) => save(services, view, address)),
    copyTreePath: withFile(l10n.t('Copy Path of File of Run'), async (address) =>
      vscode.env.clipboard.writeText(view.explorer.shownPath(address)),
    ),
    compareTreeFile: withFile(l10n.t('Compare File with Another Run'), async (address) =>
      compare(services, view, address),
    ),
    showMoreFiles: (rows) => {
      const [more] = rows;
      if (more === undefined)
        throw new Problem('bad-usage', l10n.t('Open a folder with many files in the Runs view first.'));
      view.explorer.showMore(more);
    },
    addToChannel: withFile(
      l10n.t('Add Files to Channel'),
      async (address) => addToChannel(services, view, address),
      'folder',
    ),
  };
}

/** Text, JSON, pictures: whatever VS Code shows. What would freeze it is asked about first. */
async function open(services: Services, view: RunsView, address: TreeAddress): Promise<void> {
  const uri = fileUri(address);
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if (type === vscode.FileType.Unknown)
    throw new Problem(
      'bad-usage',
      l10n.t('{0} is a pipe or a link, and has no content to show.', nameOf(address.path)),
    );
  const isPicture = /\.(?:png|jpe?g|gif|webp|bmp|svg)$/i.test(uri.path);
  if (size <= (isPicture ? largePicture : largeText)) {
    await vscode.commands.executeCommand('vscode.open', uri);
    return;
  }
  const [beginning, end, whole] = [l10n.t('Open Beginning'), l10n.t('Open End'), l10n.t('Save As…')];
  const isSplit = address.inner === undefined && !isPicture;
  const buttons = isSplit ? [end, beginning, whole] : [whole];
  const question = l10n.t('{0} has {1}.', nameOf(address.inner ?? address.path), formatSize(size));
  const chosen = await vscode.window.showInformationMessage(question, ...buttons);
  if (chosen === whole) await save(services, view, address);
  if (chosen === end) await openPart(services, view, address, 'end');
  if (chosen === beginning) await openPart(services, view, address, 'beginning');
}

async function openPart(
  services: Services,
  view: RunsView,
  address: TreeAddress,
  which: 'beginning' | 'end',
): Promise<void> {
  if (address.inner !== undefined)
    throw new Problem('bad-usage', l10n.t('Files in archives are opened whole, or saved.'));
  const { trees } = await services.world();
  const { place } = view.explorer.place(address.tree);
  const entry = await trees.stat(place, address.path, new AbortController().signal);
  const offset = which === 'beginning' ? 0 : Math.max(0, (entry?.bytes ?? 0) - part);
  const uri = fileUri(address, `offset=${offset}&length=${part}`);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

async function save(services: Services, view: RunsView, address: TreeAddress): Promise<void> {
  const name = nameOf(address.inner ?? address.path);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const options = folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {};
  const target = await vscode.window.showSaveDialog(options);
  if (!target) return;
  if (address.inner !== undefined) {
    await savePacked(services, view, { ...address, inner: address.inner }, target);
    return;
  }
  const { trees } = await services.world();
  const { place } = view.explorer.place(address.tree);
  await services.activity.run(l10n.t('Saving {0}', name), async (signal) =>
    trees.save(place, address.path, target.fsPath, signal),
  );
}

/** Bytes that are taken out of an archive at once. */
const largestPacked = 1_000_000_000;

async function savePacked(
  services: Services,
  view: RunsView,
  { tree, path, inner }: TreeAddress & { readonly inner: string },
  target: vscode.Uri,
): Promise<void> {
  const { trees } = await services.world();
  const { place } = view.explorer.place(tree);
  await services.activity.run(l10n.t('Saving {0}', nameOf(inner)), async (signal) => {
    const bytes = await trees.readArchive(place, { archive: path, path: inner }, largestPacked, signal);
    await vscode.workspace.fs.writeFile(target, bytes);
  });
}

/** The same file of another run. */
async function compare(services: Services, view: RunsView, address: TreeAddress): Promise<void> {
  const [kind, own = '', host] = address.tree.split('/');
  const others = (await view.current()).filter(({ id }) => id !== own);
  const items = [];
  const { trees } = await services.world();
  for (const run of others.slice(0, 50)) {
    const tree = kind === 'artifacts' ? `artifacts/${run.id}` : `run/${run.id}/${host ?? 'algo-1'}`;
    const { place } = view.explorer.place(tree);
    const entry = await trees.stat(place, address.path, new AbortController().signal);
    if (entry?.kind === 'file')
      items.push({ label: run.title, description: run.id, detail: formatSize(entry.bytes), tree });
  }
  if (items.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No other run has this file.'));
    return;
  }
  const title = l10n.t('Compare {0} with the one of', nameOf(address.path));
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (!chosen) return;
  const name = `${nameOf(address.path)}: ${chosen.description} ↔ ${shortId(own)}`;
  const left = fileUri({ ...address, tree: chosen.tree });
  await vscode.commands.executeCommand('vscode.diff', left, fileUri(address), name);
}
