import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, saidBySchema, writeText } from '../support/vscode/editedFiles';
import { eventually } from '../support/workbench/eventually';

describe('The lifecycle policy of a repository in the editor', () => {
  const path = '/eu-west-1/team/iris/iris.ecr-lifecycle.json';
  const uri = vscode.Uri.from({ scheme: 'longshore-ecr', path });
  const rule = (selection: string): string =>
    `{ "rules": [{ "rulePriority": 1, "selection": { ${selection} }, "action": { "type": "expire" } }] }`;
  const right = '"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3';

  afterEach(async () => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('is checked by its schema, and saved without a word to AWS', async () => {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(rule(right)));
    const document = await openFile(uri);
    assert.equal(document.getText(), rule(right));
    await writeText(document, rule(right.replace('"any"', '"some"').replace('3', '0')));
    await eventually(() => assert.deepEqual(saidBySchema(document), ['"some"', '0']));
    const days = right.replace('imageCountMoreThan', 'sinceImagePushed');
    await writeText(document, rule(days));
    await eventually(() => assert.equal(saidBySchema(document).length, 1, 'Days have a unit.'));
    await writeText(document, rule(`${days}, "countUnit": "days"`));
    await eventually(() => assert.deepEqual(saidBySchema(document), []));
    assert.ok(await document.save());
    const kept = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.match(kept, /"countUnit": "days"/);
  });

  it('is where it belongs, and nowhere else', async () => {
    for (const wrong of ['/iris.ecr-lifecycle.json', '/eu-west-1/iris/iris.json'])
      await assert.rejects(async () => vscode.workspace.fs.stat(uri.with({ path: wrong })), {
        code: 'FileNotFound',
      });
  });
});
