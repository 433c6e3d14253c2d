import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LifecycleTemplate } from '../../core/ecr/lifecycle';
import { lifecycleText } from '../../core/ecr/lifecycle';
import { checkCount } from '../../core/ecr/newRepository';
import { emptyPolicy } from '../../core/ecr/policyFile';
import type { PolicyKind } from '../../core/ecr/ports';
import { pullPolicy } from '../../core/ecr/repositoryPolicy';

/** The text of a new policy; nothing when the user leaves. */
export async function askPolicyTemplate(kind: PolicyKind, account: string): Promise<string | undefined> {
  if (kind === 'access') return askPullPolicy(account);
  const template = await askLifecycle(l10n.t('Lifecycle Policy'), l10n.t('An Empty Policy'));
  if (!template) return undefined;
  return template.kind === 'none' ? emptyPolicy('lifecycle') : lifecycleText(template);
}

export async function askLifecycle(title: string, none: string): Promise<LifecycleTemplate | undefined> {
  const chosen = await vscode.window.showQuickPick(
    [
      { label: l10n.t('Keep the Last Images…'), template: 'keep' as const },
      { label: l10n.t('Remove Untagged Images After Some Days…'), template: 'untagged' as const },
      { label: none, template: 'none' as const },
    ],
    { title, placeHolder: l10n.t('What goes by itself?') },
  );
  if (!chosen || chosen.template === 'none') return chosen && { kind: 'none' };
  const isKeep = chosen.template === 'keep';
  const typed = await vscode.window.showInputBox({
    title,
    prompt: isKeep ? l10n.t('So many images stay') : l10n.t('So many days untagged images stay'),
    value: isKeep ? '30' : '14',
    validateInput: checkCount,
  });
  if (typed === undefined) return undefined;
  const count = Number(typed);
  return isKeep ? { kind: 'keep', images: count } : { kind: 'untagged', days: count };
}

async function askPullPolicy(account: string): Promise<string | undefined> {
  const title = l10n.t('Repository Policy');
  const typed = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('Other accounts whose SageMaker may pull, by number. Empty: none but yours.'),
    validateInput: (text) =>
      accountsIn(text).every((each) => /^\d{12}$/.test(each))
        ? undefined
        : l10n.t('The number of an account has twelve digits.'),
  });
  return typed === undefined ? undefined : pullPolicy({ account, others: accountsIn(typed) });
}

const accountsIn = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean);
