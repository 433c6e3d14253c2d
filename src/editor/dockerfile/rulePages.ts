import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Handlers } from '../register';
import type { Services } from '../services';

/** The page of each rule, as a document of a scheme of its own. */
export function registerRulePages({ scope }: Services): Handlers['explainRule'] {
  const scheme = 'longshore-rule';
  const load = async () => import('../../core/dockerfile/lint/rulePage');
  const provideTextDocumentContent = async ({ path }: vscode.Uri): Promise<string> => {
    const { ruleOf, rulePage } = await load();
    const rule = ruleOf(path.replace(/^\/|\.md$/g, ''));
    return rule ? rulePage(rule) : '';
  };
  scope.own(vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent }));
  return async ([asked]) => {
    const id = asked ?? (await pickRule(l10n.t('Explain Dockerfile Rule')));
    const uri = vscode.Uri.from({ scheme, path: `/${id ?? ''}.md` });
    if (id !== undefined) await vscode.commands.executeCommand('markdown.showPreview', uri);
  };
}

export async function pickRule(title: string): Promise<string | undefined> {
  const { rules } = await import('../../core/dockerfile/lint/rules/all');
  const items = rules.map(({ id, name, explanation }) => ({
    label: id,
    description: name,
    detail: explanation,
  }));
  const options = { title, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.label;
}
