import type { Row } from '../../core/row';
import { viewId } from '../../manifest/viewIds';
import { guard } from '../register';
import type { LazyRows } from '../rowTree';
import { RowTree } from '../rowTree';
import type { Services } from '../services';
import { DropImages } from './dropImages';
import type { RepositoriesView } from './repositoriesView';

/** The Repositories view before anybody looks: its code comes in with the first look or command. */
export class LateRepositories implements LazyRows {
  readonly #services: Services;
  readonly #tree: RowTree;
  #view: Promise<RepositoriesView> | undefined;

  constructor(services: Services) {
    this.#services = services;
    const { scope } = services;
    this.#tree = scope.own(
      new RowTree(viewId('repositories'), { lazy: this, drag: new DropImages(services, this) }),
    );
    scope.own(this.#tree.view.onDidChangeVisibility(({ visible }) => visible && this.#look()));
    if (this.#tree.view.visible) this.#look();
  }

  row(id: string): Row | undefined {
    return this.#tree.row(id);
  }

  async view(): Promise<RepositoriesView> {
    return (this.#view ??= this.#load());
  }

  async children(row: Row): Promise<readonly Row[]> {
    return (await this.view()).children(row);
  }

  renew(row: Row): Row {
    return row;
  }

  async describe(row: Row): Promise<string | undefined> {
    return (await this.view()).describe(row);
  }

  #look(): void {
    if (!this.#view) void guard(this.#services, async () => void (await this.view()), 'repositories');
  }

  async #load(): Promise<RepositoriesView> {
    const { RepositoriesView } = await import('./repositoriesView');
    return this.#services.scope.own(new RepositoriesView(this.#services, this.#tree));
  }
}
