import type * as vscode from 'vscode';
import type { PushTarget } from '../../core/ecr/pushTarget';
import type { Row } from '../../core/row';
import { droppedImages, imagesMime } from '../images/dragImages';
import { guard } from '../register';
import type { Services } from '../services';
import type { RepositoriesView } from './repositoriesView';

/** Images that are dropped on a repository, or on one of its images, are pushed there; beside them it is asked where. */
export class DropImages implements vscode.TreeDragAndDropController<string> {
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes = [imagesMime];
  readonly #services: Services;
  readonly #view: RepositoriesView;

  constructor(services: Services, view: RepositoriesView) {
    this.#services = services;
    this.#view = view;
  }

  async handleDrop(id: string | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const to = placeOf(id === undefined ? undefined : this.#view.tree.row(id));
    const images = await droppedImages(transfer);
    const push = async (): Promise<void> => {
      const { pushFromEditor } = await import('./pushCommand');
      for (const image of images) await pushFromEditor(this.#services, this.#view, image, to);
    };
    // A drop is over when it is understood: questions and bytes are no part of it.
    void guard(this.#services, push, 'longshore.pushImage');
  }
}

function placeOf(row: Row | undefined): Pick<PushTarget, 'repository' | 'region'> | undefined {
  if (!row || !/^(?:repository|remote)/.test(row.kind)) return undefined;
  const [repository = ''] = row.subject.split('@');
  return { repository, region: undefined };
}
