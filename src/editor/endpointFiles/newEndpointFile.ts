import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { likelyFirst } from '../../app/userFiles/findParts';
import { relativePath } from '../../core/paths';
import type { Services } from '../services';
import {
  askContainer,
  askWorkspace,
  choicesOf,
  folderFor,
  namedContainer,
  nameFor,
  separator,
  type Choice,
  type Workspace,
} from '../userFiles/askContainer';
import { writeNewFile } from '../userFiles/writeNewFile';

/** Asks what serves, and which model. */
export async function newEndpointFile(services: Services): Promise<void> {
  const workspace = await askWorkspace(services);
  if (!workspace) return;
  const container = await askContainer(services, workspace, {
    title: l10n.t('New Endpoint File (1/2)'),
    placeHolder: l10n.t('What should serve?'),
  });
  if (!container) return;
  const model = await askModel(workspace);
  if (!model) return;
  const folder = folderFor(workspace, container);
  const name = nameFor(container, 'endpoint');
  const { newEndpointFile: textOf } = await import('../../core/endpoint/file/newEndpointFile');
  const text = textOf({
    name,
    container: namedContainer(container),
    ...(model.value ? { model: relativePath(folder.path, model.value.path) } : {}),
  });
  await writeNewFile(folder, { name, ending: '.endpoint.json' }, text);
}

async function askModel({ root, found }: Workspace): Promise<Choice<vscode.Uri> | undefined> {
  const another: Choice<vscode.Uri> = { label: l10n.t('$(folder-opened) Another Folder or Archive…') };
  const load = async (): Promise<ReadonlyArray<Choice<vscode.Uri>>> => {
    const { archives, folders } = await found;
    return [
      { label: l10n.t('$(package) The Model Is in the Image') },
      another,
      ...(archives.length > 0
        ? [separator(l10n.t('Archives')), ...choicesOf(root, likelyFirst(archives, /model/i))]
        : []),
      ...(folders.length > 0
        ? [separator(l10n.t('Folders')), ...choicesOf(root, likelyFirst(folders, /model/i))]
        : []),
    ];
  };
  const chosen = await vscode.window.showQuickPick(load(), {
    title: l10n.t('New Endpoint File (2/2)'),
    placeHolder: l10n.t('Which model?'),
  });
  if (chosen !== another) return chosen;
  const [value] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: true })) ?? [];
  return value && { label: value.path, value };
}
