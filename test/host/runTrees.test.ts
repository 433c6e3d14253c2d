import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import * as vscode from 'vscode';
import { someRecord } from '../support/runs/someRecord';
import { eventually } from '../support/workbench/eventually';

const id = 'iris-2026-01-02-03-04-05-006';
const uri = (path: string, query = ''): vscode.Uri =>
  vscode.Uri.from({ scheme: 'longshore', path: `/run/${id}/algo-1/-/${path}`, query });

describe('Files of a run in the editor', () => {
  const root = mkdtempSync(join(tmpdir(), 'longshore-host-runs-'));
  const ml = join(root, id, 'hosts/algo-1/ml');
  const settings = () => vscode.workspace.getConfiguration('longshore');

  before(async () => {
    for (const folder of ['output', 'model', 'input/config'])
      mkdirSync(join(ml, folder), { recursive: true });
    writeFileSync(join(ml, 'output/failure'), 'No module named x\nmore\n');
    writeFileSync(join(ml, 'input/config/hyperparameters.json'), '{"epochs":"3"}');
    writeFileSync(join(ml, 'model/log.txt'), '0123456789');
    const record = { ...someRecord, id, folder: join(root, id), status: 'failed', phase: 'ended' };
    writeFileSync(join(root, id, 'run.json'), JSON.stringify(record));
    const tar = pack();
    tar.entry({ name: 'code/inference.py' }, 'print(1)\n');
    tar.finalize();
    writeFileSync(join(ml, 'model/model.tar.gz'), gzipSync(await buffer(tar)));
    await settings().update('runs.folder', root, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('longshore.refreshRuns');
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await settings().update('runs.folder', undefined, vscode.ConfigurationTarget.Global);
    rmSync(root, { recursive: true, force: true });
  });

  it('are documents that nobody can change', async () => {
    const document = await eventually(async () => vscode.workspace.openTextDocument(uri('output/failure')));
    assert.equal(document.getText(), 'No module named x\nmore\n');
    const { permissions, size, type } = await vscode.workspace.fs.stat(document.uri);
    assert.deepEqual([permissions, size, type], [vscode.FilePermission.Readonly, 23, vscode.FileType.File]);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(document.uri, Buffer.from('x')));
    await assert.rejects(async () => vscode.workspace.fs.delete(document.uri));
  });

  it('are read again when the program writes them', async () => {
    const document = await vscode.workspace.openTextDocument(uri('model/log.txt'));
    await vscode.window.showTextDocument(document);
    writeFileSync(join(ml, 'model/log.txt'), 'something else');
    await eventually(() => assert.equal(document.getText(), 'something else'));
  });

  it('are read in archives without unpacking them', async () => {
    const inner = uri('model/model.tar.gz!/code/inference.py');
    assert.equal((await vscode.workspace.openTextDocument(inner)).getText(), 'print(1)\n');
    const names = await vscode.workspace.fs.readDirectory(uri('model/model.tar.gz!/'));
    assert.deepEqual(names, [['code', vscode.FileType.Directory]]);
  });

  it('are opened in parts when they are large', async () => {
    writeFileSync(join(ml, 'model/log.txt'), '0123456789');
    const part = uri('model/log.txt', 'offset=6&length=3');
    assert.equal((await vscode.workspace.openTextDocument(part)).getText(), '678');
    writeFileSync(join(ml, 'model/large.bin'), Buffer.alloc(60_000_000));
    await assert.rejects(
      async () => vscode.workspace.fs.readFile(uri('model/large.bin')),
      /60 MB are too much for an editor/,
    );
  });

  it('that are not there, or in runs that are not, are said to be missing', async () => {
    const missing = (error: unknown): boolean =>
      error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    await assert.rejects(async () => vscode.workspace.fs.stat(uri('model/nothing')), missing);
    const gone = uri('model/log.txt').with({ path: '/run/other/algo-1/-/model/log.txt' });
    await assert.rejects(async () => vscode.workspace.fs.stat(gone), missing);
  });

  it('lead nowhere else', async () => {
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri('../../../run.json')));
  });
});
