import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { offBecause } from '../../core/dockerfile/severitySetting';
import { writeEntry } from '../settings';
import { pickRule } from './rulePages';

/** Silences a rule for the workspace. The reason stands in the settings, where the next reader looks for it. */
export async function turnOffRule([asked]: readonly string[]): Promise<void> {
  const rule = asked ?? (await pickRule(l10n.t('Turn Dockerfile Rule Off')));
  if (rule === undefined) return;
  const reason = await vscode.window.showInputBox({
    title: l10n.t('Turn {0} Off', rule),
    prompt: l10n.t('Why? The reason is kept in the settings. Press Enter to give none.'),
  });
  if (reason !== undefined) await writeEntry('dockerfile.severity', rule, offBecause(reason));
}
