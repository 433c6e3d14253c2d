// Runs in the extension host: types into Dockerfiles, and waits for what the rules say of the text as it then stands.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** A finding at the end of the text moves with every key that is typed before it in the same line. */
const last = 'RUN pip install numpy>=1.26\n';
const body = (count: number): string =>
  Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? `ENV NAME_${index}=value\n`
      : `RUN apt-get update && apt-get install -y tool-${index}\n`,
  ).join('');

const keys = 33;
/** The first ones also load the rules. */
const warm = 3;

/** Diagnostics are asked for, since VS Code gathers its event about them for 50 ms. */
async function column(document: vscode.TextDocument, differsFrom: number): Promise<number> {
  for (;;) {
    const found = vscode.languages
      .getDiagnostics(document.uri)
      .find(
        ({ source, code }) => source === 'sagemaker' && typeof code === 'object' && code.value === 'SM601',
      );
    const start = found?.range.start.character ?? -1;
    if (start !== differsFrom && start >= 0) return start;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function typeInto(lines: number): Promise<readonly { fromKey: number; fromChange: number }[]> {
  const file = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', `Dockerfile.${lines}`);
  writeFileSync(file, `FROM python:3.11\n${body(lines - 2)}${last}`);
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  let shown = await column(document, -1);
  const samples: { fromKey: number; fromChange: number }[] = [];
  for (let key = 0; key < keys; key += 1) {
    const place = new vscode.Position(lines - 1, 4);
    editor.selection = new vscode.Selection(place, place);
    let changed = 0;
    const listening = vscode.workspace.onDidChangeTextDocument(() => (changed = performance.now()));
    const started = performance.now();
    void vscode.commands.executeCommand('type', { text: ' ' });
    shown = await column(document, shown);
    const ended = performance.now();
    listening.dispose();
    if (key >= warm) samples.push({ fromKey: ended - started, fromChange: ended - changed });
  }
  return samples;
}

describe('Typing in a Dockerfile', () => {
  it('is timed', async function () {
    this.timeout(120_000);
    const rows = [];
    for (const lines of [60, 400, 5000]) rows.push({ lines, samples: await typeInto(lines) });
    writeFileSync(process.env['LONGSHORE_BENCH_OUTPUT'] ?? '', JSON.stringify(rows));
  });
});
