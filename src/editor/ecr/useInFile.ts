import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import type { ImagePlace } from '../../core/userFile/imagePlaces';
import { imagePlaces } from '../../core/userFile/imagePlaces';
import { setText } from '../../core/userFile/setText';
import { findInWorkspace } from '../workspaceFiles';

export const findUserFiles = async (): Promise<readonly vscode.Uri[]> =>
  findInWorkspace('**/*.{train,endpoint}.json');

interface Place extends ImagePlace {
  readonly document: vscode.TextDocument;
}

/** Writes the address of an image where the files of the workspace name theirs. Nothing is saved: the user sees it first. */
export async function useInFile(uri: string): Promise<void> {
  const places = await Promise.all((await findUserFiles()).map(placesOf));
  const chosen = await choose(places.flat());
  const [first] = chosen;
  if (!first) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { document, path } of chosen)
    for (const { start, end, text } of setText(document.getText(), path, uri) ?? [])
      edit.replace(document.uri, rangeIn(document, start, end), text);
  await vscode.workspace.applyEdit(edit);
  const editor = await vscode.window.showTextDocument(first.document);
  const at = first.document.positionAt(Math.max(0, first.document.getText().indexOf(uri)));
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at));
}

async function placesOf(file: vscode.Uri): Promise<readonly Place[]> {
  const document = await vscode.workspace.openTextDocument(file);
  const kind = file.path.endsWith('.train.json') ? 'run' : 'endpoint';
  return imagePlaces(document.getText(), kind).map((place) => ({ ...place, document }));
}

async function choose(places: readonly Place[]): Promise<readonly Place[]> {
  if (places.length === 0)
    throw new Problem(
      'bad-usage',
      l10n.t(
        'There is no run file (*.train.json) and no endpoint file (*.endpoint.json) in this workspace that could be read. Make one with SageMaker: New Training Run File….',
      ),
    );
  if (places.length === 1) return places;
  const items = places
    .map((place) => ({
      label: [vscode.workspace.asRelativePath(place.document.uri), place.name].filter(Boolean).join(': '),
      detail: place.image ?? l10n.t('none yet'),
      place,
    }))
    .toSorted((left, right) => left.label.localeCompare(right.label));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Use It Where?'),
    placeHolder: l10n.t('The files are changed, and not saved.'),
    canPickMany: true,
  });
  return (chosen ?? []).map(({ place }) => place);
}

const rangeIn = (document: vscode.TextDocument, start: number, end: number): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));
