import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { checkMfaCode, withoutMfaCode } from '../../core/aws/mfaCode';

/** The code that a device shows now. It stays open while the user looks for the device. */
export async function askMfaCode(serial: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: l10n.t('Sign in to AWS'),
    prompt: l10n.t('The code that your device {0} shows', serial),
    ignoreFocusOut: true,
    validateInput: checkMfaCode,
  });
  if (code === undefined) throw withoutMfaCode(serial);
  return code.trim();
}
