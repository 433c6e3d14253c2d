// Stands for the Python debugger: it is asked to attach, and shows what it was given.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = {
  name: 'debugger',
  publisher: 'longshore-tests',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  main: './extension.js',
  activationEvents: ['onDebugResolve:debugpy'],
  contributes: { debuggers: [{ type: 'debugpy', label: 'Python' }] },
};

const source = `
const { debug, window } = require('vscode');
exports.activate = (context) => context.subscriptions.push(
  debug.registerDebugConfigurationProvider('debugpy', {
    resolveDebugConfiguration: (folder, configuration) => {
      window.showInformationMessage('Attaching in ' + folder?.name + ': ' + JSON.stringify(configuration));
      return undefined;
    },
  }),
);
`;

export function writeDebugExtension(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), source);
}
