// Runs in the extension host, once per start of VS Code: how long the first activation takes, ours and one of no code.
import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';

describe('Activation', () => {
  it('is timed', async () => {
    const time = async (id: string): Promise<number> => {
      const extension = vscode.extensions.getExtension(id);
      if (!extension) throw new Error(`${id} is not there.`);
      const started = performance.now();
      await extension.activate();
      return performance.now() - started;
    };
    const empty = await time('longshore-tests.empty');
    const ours = await time('longshore.longshore');
    appendFileSync(process.env['LONGSHORE_BENCH_OUTPUT'] ?? '', `${JSON.stringify({ ours, empty })}\n`);
  });
});
