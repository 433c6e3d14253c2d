import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../src/manifest/commandId';
import { commandNames } from '../../src/manifest/commands';
import { settings } from '../../src/manifest/settings';

const extension = () => {
  const found = vscode.extensions.getExtension('longshore.longshore');
  assert.ok(found, 'The extension is not there.');
  return found;
};

describe('The extension', () => {
  it('starts nothing before somebody needs it', () => {
    assert.equal(extension().isActive, false);
  });

  it('activates, and then every command has its handler', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandNames.filter((name) => !known.has(commandId(name))),
      [],
    );
  });

  it('declares every setting with its default', () => {
    const configuration = vscode.workspace.getConfiguration('longshore');
    for (const [name, setting] of Object.entries(settings)) {
      assert.deepEqual(configuration.inspect(name)?.defaultValue, setting.default, name);
    }
  });

  it('has a handler for every view', async () => {
    for (const name of ['images', 'runs', 'repositories', 'endpoints', 'resources']) {
      await vscode.commands.executeCommand(`longshore.${name}.focus`);
    }
  });
});
