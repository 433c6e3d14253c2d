import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { workspaceRoot } from '../support/vscode/editedFiles';
import { lacksSearch } from '../support/vscode/lacksSearch';
import { eventually } from '../support/workbench/eventually';

const reference = 'longshore-test/python-base:latest';
const row = `image:${reference}`;

describe('Images in the editor', () => {
  before(async () => {
    process.env['DOCKER_HOST'] = process.env['LONGSHORE_TEST_ENGINE'];
    assert.ok(process.env['DOCKER_HOST'], 'Run npm test, which starts an engine.');
    await vscode.commands.executeCommand('longshore.images.focus');
  });
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are inspected in a read-only JSON document', async () => {
    await eventually(async () => {
      await vscode.commands.executeCommand('longshore.inspectImage', row);
      assert.equal(vscode.window.activeTextEditor?.document.languageId, 'json');
    });
    const document = vscode.window.activeTextEditor?.document;
    const content: { RepoTags: string[]; Architecture: string } = JSON.parse(document?.getText() ?? '');
    assert.ok(content.RepoTags.includes(reference));
    assert.match(content.Architecture, /^(?:amd64|arm64)$/);
    assert.equal(document?.uri.scheme, 'longshore-image');
  });

  it('give their names and ids to the clipboard, one or many', async () => {
    await eventually(async () => {
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('longshore.copyImageName', row);
      assert.equal(await vscode.env.clipboard.readText(), reference);
    });
    await vscode.commands.executeCommand('longshore.copyImageId', row, [row]);
    assert.match(await vscode.env.clipboard.readText(), /^sha256:[0-9a-f]{64}$/);
    await vscode.commands.executeCommand('longshore.copyImageName', 'group:longshore-test/python-base');
    assert.ok((await vscode.env.clipboard.readText()).split('\n').includes(reference));
  });

  it('are trained and served with files that are made for them, also from rows of Container Tools', async function () {
    if (lacksSearch()) this.skip();
    const files = [
      ['longshore.trainWithImage', 'python-base.train.json', { fullTag: reference, imageId: 'unused' }],
      ['longshore.serveWithImage', 'python-base.endpoint.json', row],
    ] as const;
    for (const [command, name, subject] of files) {
      const made = vscode.Uri.joinPath(workspaceRoot(), name);
      const asked = vscode.commands.executeCommand(command, subject);
      try {
        await eventually(async () => {
          await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), made.toString());
        });
        await asked;
        assert.ok(vscode.window.activeTextEditor?.document.getText().includes(`"image": "${reference}"`));
      } finally {
        await Promise.allSettled([vscode.workspace.fs.delete(made)]);
      }
    }
  });

  it('give a shell, which ends with its exit code', async () => {
    const closed = new Promise<vscode.Terminal>((resolve) => {
      const listener = vscode.window.onDidCloseTerminal((terminal) => {
        listener.dispose();
        resolve(terminal);
      });
    });
    await vscode.commands.executeCommand('longshore.runImageShell', row);
    const terminal = await eventually(() => {
      const found = vscode.window.terminals.find(({ name }) => name === reference);
      assert.ok(found);
      return found;
    });
    terminal.sendText('test -t 0 && exit 3');
    assert.equal((await closed).exitStatus?.code, 3);
  });

  it('that a row no longer stands for are left alone', async () => {
    await vscode.env.clipboard.writeText('before');
    await vscode.commands.executeCommand('longshore.copyImageName', 'image:no-such:row');
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });
});
