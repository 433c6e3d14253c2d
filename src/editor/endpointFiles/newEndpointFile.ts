import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { likelyFirst } from '../../app/userFiles/findParts';
import type { Services } from '../services';
import { askNewFile, choicesOf, separator, type Choice, type Workspace } from '../userFiles/askNewFile';
import { writeNewFile } from '../userFiles/writeNewFile';

/** Asks what serves, unless that is known, and which model. */
export async function newEndpointFile(services: Services, known?: { readonly image: string }): Promise<void> {
  const file = await askNewFile(services, {
    title: l10n.t('New Endpoint File (1/2)'),
    placeHolder: l10n.t('What should serve?'),
    otherwise: 'endpoint',
    known,
  });
  if (!file) return;
  const { folder, name, container, relative } = file;
  const model = await askModel(file.workspace);
  if (!model) return;
  const { newEndpointFile: textOf } = await import('../../core/endpoint/file/newEndpointFile');
  const text = textOf({
    name,
    container,
    ...(model.value ? { model: relative(model.value) } : {}),
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
