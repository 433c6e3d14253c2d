import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import type { FileFinding } from '../../core/userFile/finding';
import { isOfKind, type FileKind } from './fileKind';

/** As ports name paths: with forward slashes on every system. */
export const pathOf = ({ fsPath }: vscode.Uri): string => fsPath.replaceAll('\\', '/');

/** The file that a command was called on: by its address, the one in front, or one that the user picks. */
export async function askedDocument(
  kind: FileKind,
  [address]: readonly string[],
): Promise<vscode.TextDocument | undefined> {
  const inFront = vscode.window.activeTextEditor?.document;
  if (address === undefined && inFront && isOfKind(kind, inFront)) return inFront;
  const uri = address === undefined ? await pickFile(kind) : vscode.Uri.parse(address);
  const document = uri && (await vscode.workspace.openTextDocument(uri));
  if (document && !isOfKind(kind, document))
    throw new Problem('bad-usage', l10n.t('This is no {0} (*{1}).', kind.noun, kind.ending));
  return document;
}

async function pickFile({ ending, noun }: FileKind): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(`**/*${ending}`, '**/{node_modules,.git}/**', 200);
  if (found.length === 0)
    throw new Problem('bad-usage', l10n.t('There is no {0} (*{1}) in this workspace.', noun, ending));
  const choices = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .toSorted((left, right) => (left.label < right.label ? -1 : 1));
  const placeHolder = l10n.t('Which {0}?', noun);
  return choices.length === 1
    ? choices[0]?.uri
    : (await vscode.window.showQuickPick(choices, { placeHolder }))?.uri;
}

/** What is wrong with the form of a file must be mended first: nobody knows what was meant. */
export function refuseErrors(
  document: vscode.TextDocument,
  findings: readonly FileFinding[],
  { noun }: FileKind,
): void {
  const wrong = findings.find(({ severity }) => severity === 'error');
  if (!wrong) return;
  const line = document.positionAt(wrong.start).line + 1;
  throw new Problem('bad-usage', l10n.t('Line {0} of the {1}: {2}', line, noun, wrong.message));
}

/** A request that was copied is of use also when it is not whole. */
export function warnOfMissing(missing: readonly FileFinding[]): void {
  if (missing.length === 0) return;
  const sentences = missing.map(({ message }) => message).join(' ');
  void vscode.window.showWarningMessage(l10n.t('Copied, but it is not complete. {0}', sentences));
}
