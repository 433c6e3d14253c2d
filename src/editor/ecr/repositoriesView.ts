import * as vscode from 'vscode';
import { readImages, readRegistry } from '../../app/ecr/readRegistry';
import { coalesce } from '../../core/coalesce';
import type { Ecr, RemoteImage } from '../../core/ecr/ports';
import type { RegistryState, RemoteImages } from '../../core/ecr/repositoryRows';
import { remoteRows, repositoryRows } from '../../core/ecr/repositoryRows';
import type { ProblemKind } from '../../core/problem';
import { isAbort, Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import type { Loadable } from '../../core/store';
import { Store } from '../../core/store';
import type { AwsCondition } from '../../manifest/viewIds';
import { repositoriesCondition, viewId } from '../../manifest/viewIds';
import { guard, logError } from '../register';
import type { LazyRows } from '../rowTree';
import { RowTree } from '../rowTree';
import type { Services } from '../services';
import { onSetting } from '../settings';
import { DropImages } from './dropImages';

/** So many images of a repository are shown at once. */
const page = 50;

/** The Repositories view: asks ECR when it is looked at, and images when their repository is opened. */
export class RepositoriesView implements LazyRows, Closeable {
  readonly store = new Store<RegistryState>();
  readonly tree: RowTree;
  readonly #services: Services;
  /** Of this registry: another one has another map, and late answers go nowhere. */
  #images = new Map<string, RemoteImages>();
  /** Opened while nobody looked any more. */
  readonly #unread = new Set<string>();
  #isStale = true;
  readonly #load = coalesce(async () => this.#read());
  #seen: AbortController | undefined;

  constructor(services: Services) {
    this.#services = services;
    const { scope } = services;
    this.tree = scope.own(
      new RowTree(viewId('repositories'), { lazy: this, drag: new DropImages(services, this) }),
    );
    scope.own(this.store.onChange((state) => this.#draw(state)));
    scope.own(
      this.tree.view.onDidChangeVisibility(({ visible }) => (visible ? this.#start() : this.#stop())),
    );
    scope.own(onSetting(['aws.profile', 'aws.region'], () => void this.refresh()));
    scope.own(this);
    if (this.tree.view.visible) this.#start();
  }

  /** Everything anew; images when their repository is seen. */
  async refresh(): Promise<void> {
    this.#images = new Map();
    this.#isStale = true;
    if (this.tree.view.visible) await this.#load();
  }

  /** After a change of one repository. */
  async renewImages(repository: string): Promise<void> {
    this.#images.delete(repository);
    this.tree.reload([`repository:${repository}`]);
  }

  /** The registry of the settings, for as long as the work takes. */
  async withEcr<T>(work: (ecr: Ecr) => Promise<T>, region?: string): Promise<T> {
    const { registries } = await this.#services.world();
    const ecr = await registries.open({ profile: undefined, region });
    try {
      return await work(ecr);
    } finally {
      ecr.close();
    }
  }

  image(subject: string): RemoteImage | undefined {
    const [repository = '', digest] = subject.split('@');
    const images = this.#images.get(repository);
    return images?.kind === 'ready' ? images.images.find((each) => each.digest === digest) : undefined;
  }

  showMore(repository: string): void {
    const images = this.#images.get(repository);
    if (images?.kind !== 'ready') return;
    this.#images.set(repository, { ...images, shown: images.shown + page });
    this.tree.reload([`repository:${repository}`]);
  }

  async children({ subject }: Row): Promise<readonly Row[]> {
    const images = this.#images.get(subject) ?? (await this.#readImages(subject));
    return remoteRows(subject, images, Date.now() / 1000);
  }

  renew(row: Row): Row {
    return row;
  }

  dispose(): void {
    this.#stop();
  }

  #start(): void {
    if (this.#seen) return;
    const seen = (this.#seen = new AbortController());
    const look = async (): Promise<void> => {
      const { registries } = await this.#services.world();
      if (seen.signal.aborted) return;
      const files = registries.watch(() => void guard(this.#services, async () => this.refresh(), 'ecr'));
      seen.signal.addEventListener('abort', () => files.dispose(), { once: true });
      this.tree.reload([...this.#unread].map((repository) => `repository:${repository}`));
      this.#unread.clear();
      if (this.#isStale) await this.#load();
    };
    void guard(this.#services, look, 'repositories');
  }

  #stop(): void {
    this.#seen?.abort();
    this.#seen = undefined;
  }

  async #read(): Promise<void> {
    const signal = this.#seen?.signal ?? new AbortController().signal;
    this.#isStale = false;
    this.store.loading();
    try {
      this.store.ready(await this.withEcr(async (ecr) => readRegistry(ecr, signal)));
      this.tree.reload(this.tree.roots.map(({ id }) => id));
    } catch (error) {
      this.#isStale = true;
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      this.store.failed(error);
    }
  }

  async #readImages(repository: string): Promise<RemoteImages> {
    const signal = this.#seen?.signal ?? new AbortController().signal;
    const known = this.#images;
    try {
      const images = await this.withEcr(async (ecr) => readImages(ecr, repository, signal));
      const ready: RemoteImages = { kind: 'ready', images, shown: page };
      known.set(repository, ready);
      return ready;
    } catch (error) {
      if (isAbort(error)) {
        this.#unread.add(repository);
        return { kind: 'ready', images: [], shown: page };
      }
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'ecr', error);
      // Not kept: a click on the row that tells asks again.
      return { kind: 'failed', problem: error };
    }
  }

  #draw(state: Loadable<RegistryState>): void {
    void vscode.commands.executeCommand('setContext', repositoriesCondition, condition(state));
    if (state.kind === 'failed') logError(this.#services, 'ecr', state.problem);
    const known = this.store.value;
    this.tree.view.description = known ? `${known.identity.account} · ${known.region}` : '';
    this.tree.show(() => (known ? repositoryRows(known) : []));
  }
}

/** Which welcome text fits; the texts stand in the manifest's table of views. */
function condition(state: Loadable<RegistryState>): AwsCondition {
  switch (state.kind) {
    case 'idle':
      return 'loading';
    case 'loading':
      return state.last ? 'ready' : 'loading';
    case 'ready':
      return state.value.repositories.length === 0 ? 'empty' : 'ready';
    case 'failed':
      return conditionOf[state.problem.kind] ?? 'failed';
  }
}

const conditionOf: Partial<Record<ProblemKind, AwsCondition>> = {
  'aws-credentials': 'unknown',
  'aws-denied': 'denied',
};
