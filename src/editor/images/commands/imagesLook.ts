import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ImagesLook } from '../../../core/images/imagesLook';
import { typeFilter } from '../../typeFilter';
import type { ImagesView } from '../imagesView';

export async function filterImages(view: ImagesView): Promise<void> {
  await typeFilter(
    {
      title: l10n.t('Filter Images'),
      prompt: l10n.t('Words that a name or an id has to hold. Empty: all images.'),
      value: view.look.filter,
    },
    async (filter) => view.setLook({ ...view.look, filter }),
  );
}

interface Item extends vscode.QuickPickItem {
  readonly change?: Partial<ImagesLook>;
}

export async function arrangeImages(view: ImagesView): Promise<void> {
  const look = view.look;
  const item = (label: string, change: Partial<ImagesLook>): Item => {
    const isSo = Object.entries(change).every(([key, value]) => Reflect.get(look, key) === value);
    return { label: `${isSo ? '$(check)' : '$(blank)'} ${label}`, change };
  };
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const chosen = await vscode.window.showQuickPick<Item>(
    [
      heading(l10n.t('Group by')),
      item(l10n.t('Repository'), { group: 'repository' }),
      item(l10n.t('Registry'), { group: 'registry' }),
      item(l10n.t('Age'), { group: 'age' }),
      item(l10n.t('Nothing'), { group: 'none' }),
      heading(l10n.t('Sort by')),
      item(l10n.t('Newest first'), { sort: 'newest' }),
      item(l10n.t('Oldest first'), { sort: 'oldest' }),
      item(l10n.t('Name'), { sort: 'name' }),
      item(l10n.t('Largest first'), { sort: 'largest' }),
      heading(l10n.t('Untagged images')),
      item(l10n.t('Show'), { untagged: true }),
      item(l10n.t('Hide'), { untagged: false }),
    ],
    { title: l10n.t('Group and Sort Images') },
  );
  if (chosen?.change) await view.setLook({ ...look, ...chosen.change });
}
