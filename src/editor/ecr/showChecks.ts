import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PushFindings } from '../../app/ecr/pushImage';
import { checkLines } from '../../core/ecr/pushCheck';
import type { PushTarget } from '../../core/ecr/pushTarget';
import { commandId } from '../../manifest/commandId';

export type Answer = 'push' | 'another-tag' | 'no';

/** What was looked at, before anything moves; what stands in the way has its way out as a button. */
export async function showChecks({ repository, tag }: PushTarget, { checks }: PushFindings): Promise<Answer> {
  const detail = checks.flatMap(checkLines).join('\n');
  const failed = checks.filter(({ state }) => state === 'failed').map(({ about }) => about);
  if (failed.length === 0) {
    const push = l10n.t('Push');
    const question = l10n.t('Push to {0}:{1}?', repository, tag);
    const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, push);
    return answer === push ? 'push' : 'no';
  }
  const anotherTag = l10n.t('Push Another Tag…');
  const anotherProfile = l10n.t('Switch AWS Profile…');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('This cannot be pushed to {0}:{1} as it is.', repository, tag),
    { modal: true, detail },
    ...(failed.includes('tag') ? [anotherTag] : []),
    ...(failed.includes('account') ? [anotherProfile] : []),
  );
  if (answer === anotherProfile) await vscode.commands.executeCommand(commandId('switchAwsProfile'));
  return answer === anotherTag ? 'another-tag' : 'no';
}
