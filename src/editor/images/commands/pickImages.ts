import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { foreignImage } from '../../../core/images/foreignImage';
import { imageRows } from '../../../core/images/imageRows';
import type { Row } from '../../../core/row';
import type { ImagesView } from '../imagesView';

/** The images that a command was called on, or those that the user picks: every command works from the palette too. */
export async function pickImages(
  view: ImagesView,
  rows: readonly string[],
  title: string,
): Promise<readonly string[]> {
  const foreign = rows.flatMap((id) => foreignImage(id) ?? []);
  for (const image of foreign) await view.requireHere(image);
  if (rows.length > 0) {
    const known = rows.flatMap((id) => view.tree.row(id) ?? []);
    return [...new Set([...foreign, ...known.flatMap(subjects)])];
  }
  const groups = imageRows(await view.current(), Date.now() / 1000);
  const items = groups.flatMap((group) => [
    { label: group.label, kind: vscode.QuickPickItemKind.Separator },
    ...(group.children ?? []).map((row) => ({
      label: row.subject,
      description: row.detail ?? '',
      subject: row.subject,
    })),
  ]);
  const options = {
    title,
    matchOnDescription: true,
    placeHolder: items.length === 0 ? l10n.t('There are no images.') : l10n.t('Which one?'),
  };
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen && 'subject' in chosen ? [chosen.subject] : [];
}

/** A group stands for all that is in it. */
const subjects = (row: Row): readonly string[] =>
  row.children ? row.children.flatMap(subjects) : [row.subject];
