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
import { eventually } from '../support/workbench/eventually';

const root = workspaceRoot();
const iris = vscode.Uri.joinPath(root, 'train-iris', 'iris.train.json');

describe('Training run files in the editor', () => {
  afterEach(async () => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('are JSON with comments', async () => {
    const document = await openFile(iris);
    assert.equal(document.languageId, 'sagemaker-run');
    assert.match(document.getText(), /^\/\/ /);
  });

  it('are checked as they are typed', async () => {
    const document = await openText(
      'mine.train.json',
      '{ "metrics": [{ "name": "loss", "regex": "loss=(" }] }',
    );
    await eventually(() => assert.deepEqual(foundIn(document), ['RUN201 {', 'RUN604 "loss=("']));
    await writeText(document, '{ "image": "mine:1", "hyperparamters": {} }');
    await eventually(() => assert.deepEqual(foundIn(document), ['RUN103 "hyperparamters"']));
    await writeText(document, '{ "image": "mine:1" }');
    await eventually(() => assert.deepEqual(foundIn(document), []));
  });

  it('leave what the schema says to VS Code', async () => {
    const document = await openText(
      'mine.train.json',
      '{ "image": 1, "local": { "hosts": 0, "memory": "big" }, }',
    );
    await eventually(() => assert.deepEqual(saidBySchema(document), ['1', '0']));
    await eventually(() => assert.deepEqual(foundIn(document), ['RUN702 "big"']));
  });

  it('are completed and explained by the schema', async () => {
    const document = await openText('mine.train.json', '{\n  "image": "mine:1",\n  \n}\n');
    await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(2, 2),
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('networkIsolation') && labels.includes('channels'), labels.join());
      assert.ok(!labels.includes('image'));
    });
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 5),
    );
    const text = hover?.contents.map((each) => (typeof each === 'string' ? each : each.value)).join('\n');
    assert.match(text ?? '', /The image to train in/);
  });

  it('are offered the images of AWS, and told what is in one', async () => {
    const image =
      '763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker';
    const document = await openText('prebuilt.train.json', '{\n  "image": ""\n}\n');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(1, 12),
    );
    const offered = items.find(({ detail }) => detail === 'PyTorch 2.8 · gpu · py312');
    const label = typeof offered?.label === 'string' ? offered.label : '';
    assert.match(label, /dkr\.ecr\..*\/pytorch-training:2\.8\.0-gpu/);
    assert.deepEqual(offered?.range, new vscode.Range(1, 12, 1, 12));
    await writeText(document, `{\n  "image": "${image}"\n}\n`);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 20),
    );
    const said = hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
    assert.ok(said.includes('**PyTorch 2.8** · gpu · Python 3.12 · CUDA 12.9'), said.join('\n'));
    assert.ok(said.some((line) => /patched by AWS (until|since) 2026-08-06/i.test(line)));
  });

  it('tell of a folder that is not there, and forget it when it comes', async () => {
    const document = await openFile(iris);
    await writeText(document, document.getText().replace('"data/train"', '"data/not-yet"'));
    await eventually(() => assert.deepEqual(foundIn(document), ['RUN405 "data/not-yet"']));
    const missing = vscode.Uri.joinPath(iris, '..', 'data', 'not-yet');
    try {
      await vscode.workspace.fs.createDirectory(missing);
      await eventually(() => assert.deepEqual(foundIn(document), []));
    } finally {
      await vscode.workspace.fs.delete(missing, { recursive: true });
    }
  });

  it('become a CreateTrainingJob request, or Python', async () => {
    const document = await openFile(iris);
    await eventually(async () =>
      assert.deepEqual(await lensesOf(document), [
        '$(play) Train Locally',
        '$(eye) Watch Last Run',
        '$(tools) Build Image',
        'Copy as CreateTrainingJob Request',
        'Copy as Python SDK Code',
      ]),
    );
    await vscode.commands.executeCommand('longshore.copyTrainingJob', iris.toString());
    const request: { HyperParameters: unknown } = JSON.parse(await vscode.env.clipboard.readText());
    assert.deepEqual(request.HyperParameters, { epochs: '20', learning_rate: '0.05' });
    await vscode.commands.executeCommand('longshore.copyPythonCode');
    assert.match(await vscode.env.clipboard.readText(), /^estimator = Estimator\($/m);
  });

  it('are made from a request', async () => {
    const request = {
      TrainingJobName: 'imported-1',
      AlgorithmSpecification: { TrainingImage: 'mine:1', TrainingInputMode: 'File' },
      RetryStrategy: { MaximumRetryAttempts: 2 },
    };
    await vscode.env.clipboard.writeText(JSON.stringify(request));
    await vscode.commands.executeCommand('longshore.importTrainingJob', 'clipboard');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    try {
      assert.match(document.uri.path, /\/imported-1\.train\.json$/);
      assert.match(document.getText(), /"MaximumRetryAttempts": 2/);
    } finally {
      await vscode.workspace.fs.delete(document.uri);
    }
  });

  it('are made from answers', async () => {
    const made = vscode.Uri.joinPath(root, 'broken-container', 'broken-container.train.json');
    const asked = vscode.commands.executeCommand('longshore.newRunFile');
    try {
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), made.toString());
      });
      await asked;
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.match(text, /"build": \{\n {4}"dockerfile": "Dockerfile"\n {2}\},/);
      assert.match(text, /^ {2}"channels": \{\n {4}"\w+": "/m);
    } finally {
      // A test that failed may not have come so far; what it says is more telling than this.
      await Promise.allSettled([vscode.workspace.fs.delete(made)]);
    }
  });
});
