// What of Container Tools matters to others: its view of images, and the node that its rows give to commands.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const id = 'vscode-containers.views.images';

/** An extension with one row, for an image of this name. */
export function writeContainerTools(folder: string, image: string): void {
  const manifest = {
    name: 'vscode-containers',
    publisher: 'ms-azuretools',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    contributes: { views: { explorer: [{ id, name: 'Container Images' }] } },
  };
  const script = `
const vscode = require('vscode');
class Node {
  get fullTag() { return ${JSON.stringify(image)}; }
  get imageId() { return ${JSON.stringify(`sha256:${'0'.repeat(64)}`)}; }
}
exports.activate = () => void vscode.window.createTreeView(${JSON.stringify(id)}, {
  treeDataProvider: {
    getChildren: (node) => (node ? [] : [new Node()]),
    getTreeItem: (node) => Object.assign(new vscode.TreeItem(node.fullTag), { contextValue: 'image' }),
  },
});
`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), script);
}
