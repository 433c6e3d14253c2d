import * as vscode from 'vscode';
import { traceLinks } from '../../core/run/log/traceLinks';
import { workspacePath } from '../../core/run/log/workspacePath';
import type { Runner } from './runner';

interface PlaceLink extends vscode.TerminalLink {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A line of a Python traceback leads to the file of the workspace that the container had a copy of. */
export function registerTraceLinks(runner: Runner): vscode.Disposable {
  const provider: vscode.TerminalLinkProvider<PlaceLink> = {
    provideTerminalLinks: ({ line, terminal }) => {
      const record = runner.terminalOf(terminal);
      if (!record) return [];
      const places = Object.entries(record.places).map(([container, local]) => ({ container, local }));
      return traceLinks(line).flatMap(({ start, end, path, line: at, column }) => {
        const file = workspacePath(path, places);
        if (file === undefined) return [];
        return [
          { startIndex: start, length: end - start, tooltip: file, file, line: at, column: column ?? 1 },
        ];
      });
    },
    handleTerminalLink: async ({ file, line, column }) => {
      const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
      await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at) });
    },
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}
