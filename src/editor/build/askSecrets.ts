import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BuildChoice } from '../../core/images/build/buildChoice';
import { secretText, type SecretSource } from '../../core/images/build/buildSecret';
import { folderOf, relativePath } from '../../core/paths';
import { pathOf } from '../userFiles/documents';
import type { Change } from './askBuild';

/** Where each secret comes from; never what it is. */
export const secretsText = ({ secrets }: BuildChoice, ids: readonly string[]): string =>
  ids
    .map((id) => {
      const source = secrets[id];
      return source ? `${id}: ${secretText(source)}` : l10n.t('{0}: none', id);
    })
    .join(', ');

export const changeSecrets =
  (ids: readonly string[], dockerfile: string): Change =>
  async (choice) => {
    const items = ids.map((id) => {
      const source = choice.secrets[id];
      return { label: id, description: source ? secretText(source) : '' };
    });
    const chosen =
      items.length === 1
        ? items[0]
        : await vscode.window.showQuickPick(items, { title: l10n.t('Change which secret?') });
    if (!chosen) return undefined;
    const { label: id } = chosen;
    const answer = await askSource(id, choice.secrets[id], dockerfile);
    if (!answer) return undefined;
    const others = Object.entries(choice.secrets).filter(([each]) => each !== id);
    const own = answer === 'none' ? [] : [[id, answer] as const];
    return { ...choice, secrets: Object.fromEntries([...others, ...own]) };
  };

async function askSource(
  id: string,
  now: SecretSource | undefined,
  dockerfile: string,
): Promise<SecretSource | 'none' | undefined> {
  const file = { label: `$(file) ${l10n.t('A File…')}` };
  const variable = { label: `$(symbol-variable) ${l10n.t('An Environment Variable…')}` };
  const none = { label: l10n.t('None') };
  const title = l10n.t('Where is the secret {0}?', id);
  const placeHolder = l10n.t('Its value goes to the build alone: into no setting, and into no image.');
  const chosen = await vscode.window.showQuickPick(now ? [file, variable, none] : [file, variable], {
    title,
    placeHolder,
  });
  if (chosen === none) return 'none';
  if (chosen === file) return askFile(dockerfile);
  if (chosen !== variable) return undefined;
  const prompt = l10n.t('The name of the variable. VS Code must have been started with it.');
  const value = now && 'env' in now ? now.env : id.toUpperCase();
  const env = await vscode.window.showInputBox({ title, prompt, value });
  return env === undefined || env === '' ? undefined : { env };
}

async function askFile(dockerfile: string): Promise<SecretSource | undefined> {
  const own = folderOf(dockerfile);
  const [uri] = (await vscode.window.showOpenDialog({ defaultUri: vscode.Uri.file(own) })) ?? [];
  return uri && { file: relativePath(own, pathOf(uri)) };
}
