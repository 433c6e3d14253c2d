import type * as vscode from 'vscode';
import type { PushTarget } from '../../core/ecr/pushTarget';
import type { Row } from '../../core/row';
import { droppedImages, imagesMime } from '../images/dragImages';
import { guard } from '../register';
import type { Services } from '../services';
import { placeOf } from '../../core/ecr/remotePlace';
import type { LateRepositories } from './lateRepositories';

/** Images that are dropped on a repository, or on one of its images, are pushed there; beside them it is asked where. */
export class DropImages implements vscode.TreeDragAndDropController<string> {
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes = [imagesMime];
  readonly #services: Services;
  readonly #repositories: LateRepositories;

  constructor(services: Services, repositories: LateRepositories) {
    this.#services = services;
    this.#repositories = repositories;
  }

  async handleDrop(id: string | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const to = targetOf(id === undefined ? undefined : this.#repositories.row(id));
    const images = await droppedImages(transfer);
    const push = async (): Promise<void> => {
      const { pushFromEditor } = await import('./pushCommand');
      const view = await this.#repositories.view();
      for (const image of images) await pushFromEditor(this.#services, view, image, to);
    };
    // A drop is over when it is understood: questions and bytes are no part of it.
    void guard(this.#services, push, 'longshore.pushImage');
  }
}

function targetOf(row: Row | undefined): Pick<PushTarget, 'repository' | 'region'> | undefined {
  if (!row || !/^(?:repository|remote)/.test(row.kind)) return undefined;
  const { repository, region } = placeOf(row.subject);
  return { repository, region };
}
