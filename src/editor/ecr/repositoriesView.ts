import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Ecr, RemoteImage, Repository } from '../../core/ecr/ports';
import { registryRows } from '../../core/ecr/registryRows';
import { placeOf, subjectOf, type RemotePlace } from '../../core/ecr/remotePlace';
import type { RepositoriesLook } from '../../core/ecr/repositoriesLook';
import { isWanted, usualRepositories } from '../../core/ecr/repositoriesLook';
import { remoteRows } from '../../core/ecr/repositoryRows';
import { nothingKnown } from '../../core/images/remoteKnowledge';
import type { RegistryState } from '../../core/ecr/repositoryRows';
import { Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { Loadable } from '../../core/store';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import type { AwsCondition } from '../../manifest/viewIds';
import { repositoriesCondition, repositoriesFiltered, viewId } from '../../manifest/viewIds';
import { awsCondition } from '../awsCondition';
import { guard } from '../register';
import type { RowTree } from '../rowTree';
import type { Services } from '../services';
import { awsPlace, onSetting } from '../settings';
import { wantedRegions } from '../wantedRegions';
import { learnDeployed } from './learnDeployed';
import { Registry, withEcr } from './registry';

const lookMemory = 'repositories.look';

/** The Repositories view: asks ECR when it is looked at, and for images when their repository is opened. */
export class RepositoriesView implements Closeable {
  readonly tree: RowTree;
  readonly #services: Services;
  #registries: readonly Registry[] = [];
  #listening = new Scope();
  /** Rows that were opened while nobody looked any more. */
  readonly #unread = new Set<string>();
  #seen: AbortController | undefined;
  #look: RepositoriesLook;
  #deployed = nothingKnown.deployed;

  constructor(services: Services, tree: RowTree) {
    this.#services = services;
    this.tree = tree;
    const { scope, memory } = services;
    this.#look = { ...usualRepositories, ...memory.get<Partial<RepositoriesLook>>(lookMemory) };
    this.#arrange();
    scope.own(services.remote.onChange(() => this.#drawDeployed()));
    scope.own(
      this.tree.view.onDidChangeVisibility(({ visible }) => (visible ? this.#start() : this.#stop())),
    );
    scope.own(
      onSetting(awsPlace, () => {
        this.#arrange();
        void guard(services, async () => this.refresh(), 'ecr');
      }),
    );
    if (this.tree.view.visible) this.#start();
  }

  get registries(): readonly Registry[] {
    return this.#registries;
  }

  /** Everything anew, or one region; images when their repository is seen. */
  async refresh(region?: string): Promise<void> {
    const wanted = this.#registries.filter((each) => region === undefined || each.region === region);
    wanted.forEach((each) => each.forget());
    if (this.tree.view.visible) await this.#read(wanted);
  }

  /** After a change of one repository. */
  renewImages(subject: string): void {
    const { region, repository } = placeOf(subject);
    this.registry(region)?.forgetImages(repository);
    this.tree.reload([`repository:${subject}`]);
  }

  registry(region: string): Registry | undefined {
    return this.#registries.find((each) => each.region === region);
  }

  /** A registry for as long as the work takes: where things go when nobody says a region. */
  async withEcr<T>(work: (ecr: Ecr) => Promise<T>, region?: string): Promise<T> {
    return withEcr(this.#services, region, work);
  }

  repository(subject: string): Repository | undefined {
    const { region, repository } = placeOf(subject);
    return this.registry(region)?.store.value?.repositories.find(({ name }) => name === repository);
  }

  image(subject: string): RemoteImage | undefined {
    const { region, repository, digest = '' } = placeOf(subject);
    return this.registry(region)?.image(repository, digest);
  }

  showMore(subject: string): void {
    const { region, repository } = placeOf(subject);
    this.registry(region)?.showMore(repository);
    this.tree.reload([`repository:${subject}`]);
  }

  /** Opens the way to an image, and selects it; tells why when it is not here. */
  async reveal(image: RemotePlace & { readonly account: string; readonly digest: string }): Promise<void> {
    const { region, repository, digest, account } = image;
    // Whoever has not looked at this view yet knows neither the account nor the region of the profile.
    await Promise.all(this.#registries.filter(({ store }) => !store.value).map(async (each) => each.read()));
    const known = this.#registries.flatMap(({ store }) => store.value ?? []);
    if (known.length > 0 && known.every(({ identity }) => identity.account !== account))
      throw new Problem(
        'data-missing',
        l10n.t('{0} belongs to the account {1}, and is not shown here.', repository, account),
      );
    const registry = this.registry(region);
    if (!registry) {
      const [first] = this.#registries;
      if (first?.store.state.kind === 'failed' && known.length === 0) throw first.store.state.problem;
      throw new Problem(
        'data-missing',
        l10n.t('The region {0} is not shown in Repositories: SageMaker: Add AWS Region…', region),
      );
    }
    if (registry.store.state.kind === 'failed') throw registry.store.state.problem;
    const found = await registry.images(repository);
    if (found?.kind === 'failed') throw found.problem;
    if (!found?.images.some((each) => each.digest === digest))
      throw new Problem('data-missing', l10n.t('The image {0} is gone from ECR.', `${repository}@${digest}`));
    registry.showUntil(repository, digest);
    if (!isWanted(repository, this.#look)) await this.setLook({ ...this.#look, filter: '' });
    await vscode.commands.executeCommand(`${viewId('repositories')}.focus`);
    await this.tree.reveal([`repository:${subjectOf({ region, repository })}`, `remote:${subjectOf(image)}`]);
  }

  get look(): RepositoriesLook {
    return this.#look;
  }

  /** As somebody wants to see the repositories from now on, in this workspace. */
  async setLook(look: RepositoriesLook): Promise<void> {
    this.#look = look;
    this.#draw();
    await this.#services.memory.update(lookMemory, look);
  }

  async children({ id, subject }: Row): Promise<readonly Row[]> {
    const { region, repository } = placeOf(subject);
    const images = await this.registry(region)?.images(repository);
    if (!images) this.#unread.add(id);
    return images ? remoteRows(subject, images, Date.now() / 1000, this.#deployed) : [];
  }

  /** What an image runs on stands in its configuration, which is asked for when somebody wants to know. */
  async describe({ kind, subject }: Row): Promise<string | undefined> {
    if (!kind.startsWith('remoteImage')) return undefined;
    const { region, repository, digest = '' } = placeOf(subject);
    const platforms = await this.registry(region)?.platforms(repository, digest);
    return platforms && l10n.t('Platform: {0}', platforms.join(', '));
  }

  dispose(): void {
    this.#stop();
    this.#listening.dispose();
  }

  /** The regions of the settings; what was known of others, or for another profile, is forgotten. */
  #arrange(): void {
    this.#listening.dispose();
    this.#listening = new Scope();
    this.#registries = wantedRegions().map((region) => {
      const registry = new Registry(this.#services, region, () => this.#signal());
      this.#listening.own(registry.store.onChange((state) => this.#draw(state.kind)));
      return registry;
    });
    this.#draw();
  }

  #signal(): AbortSignal {
    return this.#seen?.signal ?? new AbortController().signal;
  }

  #start(): void {
    if (this.#seen) return;
    const seen = (this.#seen = new AbortController());
    const look = async (): Promise<void> => {
      const { registries } = await this.#services.world();
      if (seen.signal.aborted) return;
      const files = registries.watch(() => void guard(this.#services, async () => this.refresh(), 'ecr'));
      seen.signal.addEventListener('abort', () => files.dispose(), { once: true });
      this.tree.reload(this.#unread);
      this.#unread.clear();
      await this.#read(this.#registries.filter(({ isStale }) => isStale));
    };
    void guard(this.#services, look, 'repositories');
  }

  #stop(): void {
    this.#seen?.abort();
    this.#seen = undefined;
  }

  async #read(registries: readonly Registry[]): Promise<void> {
    await Promise.all(registries.map(async (each) => each.read()));
    const signal = this.#seen?.signal;
    const regions = this.#registries.filter(({ store }) => store.value).map(({ wanted }) => wanted);
    if (signal && regions.length > 0)
      void guard(this.#services, async () => learnDeployed(this.#services, regions, signal), 'deployed');
  }

  #drawDeployed(): void {
    const { deployed } = this.#services.remote.value ?? nothingKnown;
    if (deployed === this.#deployed) return;
    this.#deployed = deployed;
    this.#draw('ready');
  }

  #draw(change?: Loadable<RegistryState>['kind']): void {
    const known = this.#registries.map((each) => each.known);
    const [first] = this.#registries;
    const { filter } = this.#look;
    const context = (name: string, value: unknown): void =>
      void vscode.commands.executeCommand('setContext', name, value);
    context(repositoriesCondition, this.#condition());
    context(repositoriesFiltered, filter !== '');
    const identity = this.#registries.flatMap(({ store }) => store.value?.identity ?? [])[0];
    const place = this.#registries.length > 1 ? '' : (first?.region ?? '');
    this.tree.view.description = identity ? [identity.account, place].filter(Boolean).join(' · ') : '';
    this.tree.view.message = filter === '' ? '' : l10n.t('Only what has “{0}” in its name.', filter);
    this.tree.show(() => registryRows(known, this.#look));
    if (change !== 'ready') return;
    const open = this.tree.roots.flatMap((row) => (row.lazy ? [row] : (row.children ?? [])));
    this.tree.reload(open.filter(({ lazy }) => lazy).map(({ id }) => id));
  }

  /** Which welcome text fits; the texts stand in the manifest's table of views. Several regions tell by themselves. */
  #condition(): AwsCondition {
    const [first, ...more] = this.#registries;
    return first && more.length === 0
      ? awsCondition(first.store.state, ({ repositories }) => repositories.length)
      : 'ready';
  }
}
