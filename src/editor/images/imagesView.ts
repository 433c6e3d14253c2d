import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { coalesce } from '../../core/coalesce';
import type { ImagesLook } from '../../core/images/imagesLook';
import { usualLook } from '../../core/images/imagesLook';
import type { ImagesState } from '../../core/images/imagesState';
import type { ProblemKind } from '../../core/problem';
import { Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import type { Loadable } from '../../core/store';
import { Store } from '../../core/store';
import type { ImagesCondition } from '../../manifest/viewIds';
import { imagesCondition, imagesFiltered, viewId } from '../../manifest/viewIds';
import { guard, logError } from '../register';
import { RowTree } from '../rowTree';
import type { Services } from '../services';
import { onSetting } from '../settings';
import { DragImages } from './dragImages';
import type { ImagesSight } from './imagesSight';

/** Ages are told in words, and words grow old. */
const tellAgesEvery = 60_000;
const lookMemory = 'images.look';

/** The Images view: follows the engine while it is seen, and only then. */
export class ImagesView implements Closeable {
  readonly store = new Store<ImagesState>();
  readonly tree: RowTree;
  readonly #services: Services;
  readonly #refresh = coalesce(async () => this.#listAgain());
  #following: AbortController | undefined;
  #loading: Promise<ImagesSight> | undefined;
  /** Once somebody has looked. */
  #sight: ImagesSight | undefined;
  #wrong = '';
  #look: ImagesLook;

  /** Of AWS only what others have read is shown: this view asks nothing there. */
  constructor(services: Services) {
    this.#services = services;
    const { scope, memory } = services;
    this.#look = { ...usualLook, ...memory.get<Partial<ImagesLook>>(lookMemory) };
    void vscode.commands.executeCommand('setContext', imagesFiltered, this.#look.filter !== '');
    const drag = new DragImages((id) => this.tree.row(id));
    const look = async (row: Row): Promise<Row | undefined> => this.#sight?.rowOf(row, this.#look);
    this.tree = scope.own(new RowTree(viewId('images'), { drag, look }));
    scope.own(this.store.onChange((state) => this.#draw(state)));
    scope.own(this.tree.onOpen((rows) => this.#sight?.opened(rows)));
    scope.own(
      this.tree.view.onDidChangeSelection(({ selection }) => {
        const rows = selection.flatMap((id) => this.tree.row(id) ?? []);
        this.#sight?.selected(rows, this.tree.view);
      }),
    );
    scope.own(
      this.tree.view.onDidChangeVisibility(({ visible }) => (visible ? this.#start() : this.#stop())),
    );
    scope.own(onSetting(['docker.context', 'docker.host'], () => void this.restart()));
    const timer = setInterval(() => this.tree.view.visible && this.#draw(this.store.state), tellAgesEvery);
    scope.own({ dispose: () => clearInterval(timer) });
    scope.own(this);
    if (this.tree.view.visible) this.#start();
  }

  /** Lists again: what a user expects of a refresh, though events have told everything already. */
  async refresh(): Promise<void> {
    if (this.store.state.kind !== 'ready') return this.restart();
    await this.#refresh();
  }

  /** Another engine may be meant now. */
  async restart(): Promise<void> {
    this.#stop();
    this.#sight?.forget();
    (await this.#services.world()).docker.forget();
    if (this.tree.view.visible) this.#start();
  }

  get look(): ImagesLook {
    return this.#look;
  }

  /** As somebody wants to see the images from now on, in this workspace. */
  async setLook(look: ImagesLook): Promise<void> {
    this.#look = look;
    this.#draw(this.store.state);
    await vscode.commands.executeCommand('setContext', imagesFiltered, look.filter !== '');
    await this.#services.memory.update(lookMemory, look);
  }

  /** The state, also for commands of the palette while the view is closed. */
  async current(): Promise<ImagesState> {
    if (this.tree.view.visible && this.store.value) return this.store.value;
    return (await this.#load()).list(new AbortController().signal);
  }

  /** Another extension has shown the image, and may talk to another engine. */
  async requireHere(image: string): Promise<void> {
    const { docker } = await this.#services.world();
    if (await docker.findImage(image, new AbortController().signal)) return;
    const { name } = await docker.endpoint();
    throw new Problem(
      'image-missing',
      l10n.t(
        '{0} is not on {1}, the engine that Longshore uses. Container Tools may use another.',
        image,
        name,
      ),
    );
  }

  dispose(): void {
    this.#stop();
  }

  #start(): void {
    if (this.#following) return;
    const following = (this.#following = new AbortController());
    const follow = async (): Promise<void> => {
      const [world, sight] = await Promise.all([this.#services.world(), this.#load()]);
      if (following.signal.aborted) return;
      const contexts = world.contexts.watch(() => void this.restart());
      following.signal.addEventListener('abort', () => contexts.dispose(), { once: true });
      await sight.follow(following.signal);
    };
    void guard(this.#services, follow, 'images');
  }

  #stop(): void {
    this.#following?.abort();
    this.#following = undefined;
  }

  async #listAgain(): Promise<void> {
    const signal = this.#following?.signal ?? new AbortController().signal;
    this.store.ready(await (await this.#load()).list(signal));
  }

  #draw(state: Loadable<ImagesState>): void {
    void vscode.commands.executeCommand('setContext', imagesCondition, condition(state));
    const wrong = state.kind === 'failed' ? state.problem.message : '';
    // An engine that is away is asked again and again; the log needs to know once.
    if (state.kind === 'failed' && wrong !== this.#wrong) logError(this.#services, 'images', state.problem);
    this.#wrong = wrong;
    const known = this.store.value;
    this.tree.view.description = this.#sight?.description() ?? '';
    this.tree.view.message = known ? this.#message() : '';
    this.tree.show(() => this.#sight?.rows(this.#look) ?? []);
  }

  async #load(): Promise<ImagesSight> {
    const load = async (): Promise<ImagesSight> => {
      const { ImagesSight } = await import('./imagesSight');
      const seen = (): AbortSignal | undefined => this.#following?.signal;
      const { scope, remote } = this.#services;
      const { store } = this;
      this.#sight = scope.own(new ImagesSight(this.#services, { store, remote, seen }));
      // After the sight has learnt it.
      scope.own(remote.onChange(() => this.#draw(store.state)));
      return this.#sight;
    };
    return (this.#loading ??= load());
  }

  /** A filter that is forgotten looks like images that are lost. */
  #message(): string {
    const { filter, untagged } = this.#look;
    if (filter !== '') return l10n.t('Only what has “{0}” in its name.', filter);
    return untagged ? '' : l10n.t('Without untagged images.');
  }
}

/** Which welcome text fits; the texts stand in the manifest's table of views. */
function condition(state: Loadable<ImagesState>): ImagesCondition {
  switch (state.kind) {
    case 'idle':
    case 'loading':
      return 'loading';
    case 'ready':
      return state.value.images.size === 0 ? 'empty' : 'ready';
    case 'failed':
      return conditionOf[state.problem.kind] ?? 'failed';
  }
}

const conditionOf: Partial<Record<ProblemKind, ImagesCondition>> = {
  'docker-stopped': 'stopped',
  'docker-denied': 'denied',
  'docker-context': 'context',
};
