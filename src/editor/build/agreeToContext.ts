import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ContextAnswer } from '../../app/images/buildImage';
import { evaluate } from '../../core/dockerfile/build/evaluate';
import { contextSources } from '../../core/dockerfile/context/sources';
import { parse } from '../../core/dockerfile/parse/parse';
import type { ContextSize, HeavyPath } from '../../core/images/build/contextSize';
import {
  contextText,
  hasGrown,
  heavyText,
  ignorable,
  withIgnored,
} from '../../core/images/build/contextSize';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import type { Services } from '../services';

/** Asks before much is sent, and offers to leave out what weighs most; what was agreed to once is not asked again. */
export const agreeToContext =
  ({ memory }: Services, build: ImageBuild) =>
  async (size: ContextSize): Promise<ContextAnswer> => {
    const key = `context:${build.context}`;
    const accepted = memory.get<Pick<ContextSize, 'bytes' | 'files'>>(key);
    if (accepted && !hasGrown(size, accepted)) return 'send';
    const send = l10n.t('Send It All');
    const leave = l10n.t('Leave Out…');
    const detail = [
      l10n.t('Most of it:'),
      ...size.heaviest.map((heavy) => `• ${heavyText(heavy)}`),
      '',
      l10n.t('What no build needs belongs into .dockerignore.'),
    ].join('\n');
    const answer = await vscode.window.showWarningMessage(
      l10n.t('The build context is large: {0}.', contextText(size)),
      { modal: true, detail },
      send,
      leave,
    );
    if (answer === leave) return leaveOut(build, size);
    if (answer !== send) return 'give-up';
    await memory.update(key, { bytes: size.bytes, files: size.files });
    return 'send';
  };

async function leaveOut(build: ImageBuild, { heaviest }: ContextSize): Promise<ContextAnswer> {
  const ignoreFile = await ignoreFileOf(build);
  const text = (await vscode.workspace.openTextDocument(build.dockerfile)).getText();
  const offered = ignorable(heaviest, contextSources(evaluate(parse(text))).named);
  const items = offered.map((heavy) => ({ label: heavy.path, description: weight(heavy), picked: true }));
  if (items.length > 0) {
    const title = l10n.t('What should the build not see?');
    const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true });
    if (!chosen || chosen.length === 0) return 'give-up';
    await append(
      ignoreFile,
      chosen.map(({ label }) => label),
    );
    return 'measure-again';
  }
  // All of it is copied by name: only the user knows what can be spared.
  await append(ignoreFile, []);
  await vscode.window.showTextDocument(ignoreFile);
  return 'give-up';
}

const weight = ({ bytes, files }: HeavyPath): string => contextText({ bytes, files });

/** The one in force: that of the Dockerfile goes before that of the context. */
async function ignoreFileOf({ dockerfile, context }: ImageBuild): Promise<vscode.Uri> {
  const own = vscode.Uri.file(`${dockerfile}.dockerignore`);
  const isThere = await vscode.workspace.fs.stat(own).then(
    () => true,
    () => false,
  );
  return isThere ? own : vscode.Uri.joinPath(vscode.Uri.file(context), '.dockerignore');
}

/** Through the editor, which may have it open with changes of its own. */
async function append(uri: vscode.Uri, paths: readonly string[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const more = withIgnored(text, paths).slice(text.length);
  const insert = new vscode.WorkspaceEdit();
  insert.insert(uri, document.positionAt(text.length), more);
  await vscode.workspace.applyEdit(insert);
  await document.save();
}
