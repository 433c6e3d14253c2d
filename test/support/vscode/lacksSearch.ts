import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The oldest VS Code comes to the tests without programs that its installation would fetch. */
export function lacksSearch(): boolean {
  const ripgrep = join(vscode.env.appRoot, 'node_modules/@vscode/ripgrep');
  return existsSync(ripgrep) && !existsSync(join(ripgrep, 'bin'));
}
