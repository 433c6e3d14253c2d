import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  foundIn,
  lensesOf,
  openFile,
  openText,
  saidBySchema,
  workspaceRoot,
  writeText,
} from '../support/vscode/editedFiles';
import { lacksSearch } from '../support/vscode/lacksSearch';
import { eventually } from '../support/workbench/eventually';

const root = workspaceRoot();

describe('Endpoint files in the editor', () => {
  const variant = '"name": "main", "image": "mine:1"';

  afterEach(async () => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('are checked as they are typed', async () => {
    const document = await openText(
      'mine.endpoint.json',
      '// Comments are fine.\n{ "variants": [{ "name": "a b" }], "local": { "memory": "big" } }',
    );
    assert.equal(document.languageId, 'sagemaker-endpoint');
    await eventually(() => assert.deepEqual(foundIn(document), ['END211 {', 'END205 "a b"', 'END702 "big"']));
    await writeText(document, `{ "variants": [{ ${variant}, "wieght": 1 }] }`);
    await eventually(() => assert.deepEqual(foundIn(document), ['END103 "wieght"']));
    await writeText(document, `{ "variants": [{ ${variant} }] }`);
    await eventually(() => assert.deepEqual(foundIn(document), []));
  });

  it('leave what the schema says to VS Code', async () => {
    const document = await openText(
      'mine.endpoint.json',
      `{ "variants": [{ ${variant}, "weight": -1, "serverless": { "memory": 1500, "concurrency": 500 } }] }`,
    );
    await eventually(() => assert.deepEqual(saidBySchema(document), ['-1', '500']));
    await eventually(() => assert.deepEqual(foundIn(document), ['END613 1500']));
  });

  it('show what is wrong when they are opened, and what is not on disk', async () => {
    const uri = vscode.Uri.joinPath(root, 'train-iris', 'wrong.endpoint.json');
    const text = `{ "variants": [{ ${variant}, "model": "no-model" }, { ${variant}, "weight": 0 }] }`;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    try {
      const document = await openFile(uri);
      await eventually(() => assert.deepEqual(foundIn(document), ['END301 "no-model"', 'END206 "main"']));
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..', 'no-model'));
      await eventually(() => assert.deepEqual(foundIn(document), ['END206 "main"']));
    } finally {
      await vscode.workspace.fs.delete(uri);
      await Promise.allSettled([vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..', 'no-model'))]);
    }
  });

  it('become requests', async () => {
    const title = 'Copy as CreateModel and CreateEndpointConfig';
    const document = await openText('mine.endpoint.json', `{ "variants": [{ ${variant} }] }`);
    await eventually(async () =>
      assert.deepEqual(await lensesOf(document), [
        '$(broadcast) Serve Locally',
        '$(checklist) Test Serving Contract',
        '$(cloud-upload) Create on SageMaker…',
        'Load Test',
        title,
      ]),
    );
    // Without an address it is the file in front.
    await vscode.commands.executeCommand('longshore.copyEndpointRequests');
    const requests: Readonly<Record<string, unknown>> = JSON.parse(await vscode.env.clipboard.readText());
    assert.deepEqual(requests['CreateModel'], [
      { ModelName: 'mine-main', PrimaryContainer: { Image: 'mine:1' } },
    ]);
    assert.deepEqual(Object.keys(requests), ['CreateModel', 'CreateEndpointConfig', 'CreateEndpoint']);
  });

  it('are asked for when none is in front', async function () {
    // A VS Code without its ripgrep looks for files for ever.
    if (lacksSearch()) this.skip();
    await openFile(vscode.Uri.joinPath(root, 'train-iris', 'iris.train.json'));
    const folder = vscode.Uri.joinPath(root, 'asked');
    // The examples have one of their own.
    const example = vscode.Uri.joinPath(root, 'iris-scikit-learn', 'iris-scikit-learn.endpoint.json');
    const away = vscode.Uri.joinPath(example, '..', 'away.json');
    const write = async (name: string): Promise<void> =>
      vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(folder, `${name}.endpoint.json`),
        new TextEncoder().encode(`{ "variants": [{ ${variant} }] }`),
      );
    const copied = async (): Promise<unknown> => {
      const requests: Readonly<Record<string, unknown>> = JSON.parse(await vscode.env.clipboard.readText());
      return requests['CreateEndpoint'];
    };
    await vscode.workspace.fs.rename(example, away);
    try {
      await write('only');
      await vscode.commands.executeCommand('longshore.copyEndpointRequests');
      assert.deepEqual(await copied(), { EndpointName: 'only', EndpointConfigName: 'only' });
      await write('another');
      const asked = vscode.commands.executeCommand('longshore.copyEndpointRequests');
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        assert.deepEqual(await copied(), { EndpointName: 'another', EndpointConfigName: 'another' });
      });
      await asked;
    } finally {
      await vscode.workspace.fs.delete(folder, { recursive: true });
      await vscode.workspace.fs.rename(away, example);
    }
  });

  it('are made from answers', async () => {
    const made = vscode.Uri.joinPath(root, 'broken-container', 'broken-container.endpoint.json');
    const asked = vscode.commands.executeCommand('longshore.newEndpointFile');
    try {
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), made.toString());
      });
      await asked;
      const document = vscode.window.activeTextEditor?.document;
      assert.ok(document);
      assert.match(document.getText(), /"name": "main",\n {6}"build": "Dockerfile",\n/);
      assert.deepEqual(foundIn(document), []);
    } finally {
      // A test that failed may not have come so far; what it says is more telling than this.
      await Promise.allSettled([vscode.workspace.fs.delete(made)]);
    }
  });
});
