import * as vscode from 'vscode';
import type { Row } from '../../core/row';

/** What images carry while they are dragged: their names, or their ids, as JSON. */
export const imagesMime = 'application/vnd.longshore.images';

/** Images can be dropped where something takes them; in their own view nothing does. */
export class DragImages implements vscode.TreeDragAndDropController<string> {
  readonly dragMimeTypes = [imagesMime];
  readonly dropMimeTypes: readonly string[] = [];
  readonly #row: (id: string) => Row | undefined;

  constructor(row: (id: string) => Row | undefined) {
    this.#row = row;
  }

  handleDrag(rows: readonly string[], transfer: vscode.DataTransfer): void {
    const images = new Set(rows.flatMap((id) => this.#row(id) ?? []).flatMap(imagesOf));
    if (images.size > 0) transfer.set(imagesMime, new vscode.DataTransferItem(JSON.stringify([...images])));
  }
}

/** A group stands for all that is in it. */
const imagesOf = (row: Row): readonly string[] =>
  row.children?.flatMap(imagesOf) ?? (/^(?:image|danglingImage)$/.test(row.kind) ? [row.subject] : []);

/** Nothing when it is something else that was dropped. From another view VS Code gives an empty item of the type before ours. */
export async function droppedImages(transfer: vscode.DataTransfer): Promise<readonly string[]> {
  const items = [...transfer].flatMap(([mime, item]) => (mime === imagesMime ? [item.asString()] : []));
  const text = (await Promise.all(items)).find((each) => each !== '') ?? '[]';
  const images: unknown = JSON.parse(text);
  return Array.isArray(images) ? images.filter((each) => typeof each === 'string') : [];
}
