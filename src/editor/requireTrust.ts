import * as vscode from 'vscode';
import { Problem } from '../core/problem';

/** A command that is hidden can still be called. */
export function requireTrust(reason: string): void {
  if (!vscode.workspace.isTrusted) throw new Problem('untrusted', reason);
}
