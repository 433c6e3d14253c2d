import * as vscode from 'vscode';
import { parseAddressPath } from '../../core/explore/treeAddress';
import type { Explorer } from './explorer';

/** Files of a tree that are dragged somewhere: into an editor, or another window. */
export class DragFiles implements vscode.TreeDragAndDropController<string> {
  readonly dragMimeTypes = ['text/uri-list'];
  readonly dropMimeTypes: readonly string[] = [];
  readonly #explorer: Explorer;

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
  }

  handleDrag(rows: readonly string[], transfer: vscode.DataTransfer): void {
    const uris = rows.flatMap((id) => {
      const address = parseAddressPath(this.#explorer.row(id)?.subject ?? '');
      return address ? [this.#explorer.uri(address).toString()] : [];
    });
    if (uris.length > 0) transfer.set('text/uri-list', new vscode.DataTransferItem(uris.join('\r\n')));
  }
}
