import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/workbench/eventually';

const broken = 'FROM python:3.11\nENV SAGEMAKER_PROGRAMM train.py\nRUN pip install numpy>=1.26 scipy<2\n';

describe('Dockerfiles in the editor', () => {
  const open = async (content: string): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content });
    await vscode.window.showTextDocument(document);
    return document;
  };
  const codes = (document: vscode.TextDocument): string[] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'sagemaker')
      .map(({ code }) => (typeof code === 'object' ? String(code.value) : ''))
      .filter((code) => code === 'SM501' || code === 'SM601');
  const actions = async (
    document: vscode.TextDocument,
    range: vscode.Range,
    kind?: string,
  ): Promise<vscode.CodeAction[]> =>
    vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind);

  afterEach(async () => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('are checked when they open, and again when they change', async () => {
    const document = await open(broken);
    await eventually(() => assert.deepEqual(codes(document), ['SM501', 'SM601', 'SM601']));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(1, 0, 2, 0), '');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => assert.deepEqual(codes(document), ['SM601', 'SM601']));
  });

  it('are mended by a quick fix', async () => {
    const document = await open(broken);
    await eventually(() => assert.equal(codes(document).length, 3));
    const offered = await actions(document, new vscode.Range(1, 6, 1, 6));
    const rename = offered.find(({ isPreferred }) => isPreferred === true);
    assert.equal(rename?.title, 'Rename to SAGEMAKER_PROGRAM');
    assert.ok(rename.edit);
    await vscode.workspace.applyEdit(rename.edit);
    assert.equal(document.lineAt(1).text, 'ENV SAGEMAKER_PROGRAM train.py');
    await eventually(() => assert.deepEqual(codes(document), ['SM601', 'SM601']));
  });

  it('are mended as a whole, by the command and on save', async () => {
    const document = await open(broken);
    await eventually(() => assert.equal(codes(document).length, 3));
    await vscode.commands.executeCommand('longshore.fixDockerfile');
    assert.match(document.getText(), /^ENV SAGEMAKER_PROGRAM train.py$/m);
    assert.match(document.getText(), /'numpy>=1\.26' 'scipy<2'/);
    const again = await open(broken);
    const [all] = await actions(again, new vscode.Range(0, 0, 0, 0), 'source.fixAll.sagemaker');
    assert.equal(all?.kind?.value, 'source.fixAll.sagemaker');
  });

  it('can silence a rule for an instruction, also one that goes over several lines', async () => {
    const document = await open('FROM python:3.11\nRUN pip install \\\n  numpy>=1.26\n');
    await eventually(() => assert.deepEqual(codes(document), ['SM601']));
    const offered = await actions(document, new vscode.Range(2, 4, 2, 4));
    const ignore = offered.find(({ title }) => title === 'Ignore SM601 here');
    assert.ok(ignore?.edit);
    await vscode.workspace.applyEdit(ignore.edit);
    assert.equal(document.lineAt(1).text, '# sagemaker: ignore=SM601');
    await eventually(() => assert.deepEqual(codes(document), []));
  });

  it('take severities from the settings', async () => {
    const configuration = vscode.workspace.getConfiguration('longshore');
    const document = await open(broken);
    await eventually(() => assert.equal(codes(document).length, 3));
    await configuration.update('dockerfile.severity', { SM501: 'off' }, vscode.ConfigurationTarget.Global);
    try {
      await eventually(() => assert.deepEqual(codes(document), ['SM601', 'SM601']));
    } finally {
      await configuration.update('dockerfile.severity', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(() => assert.equal(codes(document).length, 3));
  });

  it('have a page for each rule', async () => {
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('longshore-rule:/SM601.md'));
    assert.match(page.getText(), /## SM601: pip-redirect/);
  });
});

describe('The broken example', () => {
  const example = () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    return vscode.Uri.joinPath(folder.uri, 'broken-container', 'Dockerfile');
  };
  const rules = (document: vscode.TextDocument): string[] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(
        ({ source, severity }) => source === 'sagemaker' && severity < vscode.DiagnosticSeverity.Information,
      )
      .map(({ code }) => (typeof code === 'object' ? String(code.value) : ''))
      .toSorted();

  it('shows its mistakes, tells what SageMaker would run, and can be mended', async () => {
    const document = await vscode.workspace.openTextDocument(example());
    const editor = await vscode.window.showTextDocument(document);
    await eventually(() => assert.deepEqual(rules(document), ['SM201', 'SM301', 'SM501', 'SM601']));
    const line = document
      .getText()
      .split('\n')
      .findIndex((each) => each.startsWith('ENTRYPOINT'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, 3),
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
    assert.match(
      text.join('\n'),
      /SageMaker will run: `\/bin\/sh -c 'python \/opt\/ml\/code\/train\.py' train`/,
    );
    await vscode.commands.executeCommand('longshore.fixDockerfile');
    await eventually(() =>
      assert.deepEqual(
        rules(document).filter((rule) => rule !== 'SM201'),
        [],
      ),
    );
    assert.match(document.getText(), /ENTRYPOINT \["python", "\/opt\/ml\/code\/train\.py"\]/);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('completes what SageMaker knows', async () => {
    const content = 'FROM \nENV SAGEMAKER_\n';
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content });
    const at = async (lineNumber: number, character: number): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(lineNumber, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await at(1, 14)).includes('SAGEMAKER_PROGRAM'));
    assert.ok((await at(0, 5)).some((label) => /dkr\.ecr\..*\/pytorch-training:/.test(label)));
  });
});
