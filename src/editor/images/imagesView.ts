import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { findDetails } from '../../app/images/findDetails';
import { followImages, listImages } from '../../app/images/followImages';
import { coalesce } from '../../core/coalesce';
import { shortName } from '../../core/docker/endpoint';
import { imageRows } from '../../core/images/imageRows';
import type { ImagesLook } from '../../core/images/imagesLook';
import { usualLook } from '../../core/images/imagesLook';
import type { ImagesState } from '../../core/images/imagesState';
import { advance, keepDetails } from '../../core/images/imagesState';
import type { ProblemKind } from '../../core/problem';
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

/** Ages are told in words, and words grow old. */
const tellAgesEvery = 60_000;
const lookMemory = 'images.look';
/** Rows that open within so many milliseconds are asked about together. */
const gather = 30;

/** The Images view: follows the engine while it is seen, and only then. */
export class ImagesView implements Closeable {
  readonly store = new Store<ImagesState>();
  readonly tree: RowTree;
  readonly #services: Services;
  readonly #refresh = coalesce(async () => this.#listAgain());
  readonly #asked = new Set<string>();
  #following: AbortController | undefined;
  #asking: NodeJS.Timeout | undefined;
  #wrong = '';
  #look: ImagesLook;

  constructor(services: Services) {
    this.#services = services;
    const { scope, memory } = services;
    this.#look = { ...usualLook, ...memory.get<Partial<ImagesLook>>(lookMemory) };
    void vscode.commands.executeCommand('setContext', imagesFiltered, this.#look.filter !== '');
    const drag = new DragImages((id) => this.tree.row(id));
    this.tree = scope.own(new RowTree(viewId('images'), { drag }));
    scope.own(this.store.onChange((state) => this.#draw(state)));
    scope.own(this.tree.onOpen((rows) => this.#askDetails(rows)));
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
    const { docker } = await this.#services.world();
    return listImages(docker, new AbortController().signal);
  }

  dispose(): void {
    this.#stop();
  }

  #start(): void {
    if (this.#following) return;
    const following = (this.#following = new AbortController());
    const follow = async (): Promise<void> => {
      const world = await this.#services.world();
      if (following.signal.aborted) return;
      const contexts = world.contexts.watch(() => void this.restart());
      following.signal.addEventListener('abort', () => contexts.dispose(), { once: true });
      await followImages(world, this.store, following.signal);
    };
    void guard(this.#services, follow, 'images');
  }

  #stop(): void {
    this.#following?.abort();
    this.#following = undefined;
  }

  async #listAgain(): Promise<void> {
    const signal = this.#following?.signal ?? new AbortController().signal;
    const { docker } = await this.#services.world();
    this.store.ready(keepDetails(await listImages(docker, signal), this.store.value));
  }

  #draw(state: Loadable<ImagesState>): void {
    void vscode.commands.executeCommand('setContext', imagesCondition, condition(state));
    const wrong = state.kind === 'failed' ? state.problem.message : '';
    // An engine that is away is asked again and again; the log needs to know once.
    if (state.kind === 'failed' && wrong !== this.#wrong) logError(this.#services, 'images', state.problem);
    this.#wrong = wrong;
    const known = this.store.value;
    this.tree.view.description = known ? shortName(known.engine) : '';
    this.tree.view.message = known ? this.#message() : '';
    this.tree.show(() => (known ? imageRows(known, Date.now() / 1000, this.#look) : []));
  }

  /** A filter that is forgotten looks like images that are lost. */
  #message(): string {
    const { filter, untagged } = this.#look;
    if (filter !== '') return l10n.t('Only what has “{0}” in its name.', filter);
    return untagged ? '' : l10n.t('Without untagged images.');
  }

  #askDetails(rows: readonly Row[]): void {
    for (const row of rows) this.#asked.add(row.subject);
    this.#asking ??= setTimeout(() => {
      this.#asking = undefined;
      void guard(this.#services, async () => this.#answerDetails(), 'details');
    }, gather);
  }

  async #answerDetails(): Promise<void> {
    const subjects = new Set(this.#asked);
    this.#asked.clear();
    const signal = this.#following?.signal;
    const state = this.store.value;
    if (!signal || !state) return;
    const ids = [...state.images.values()].filter(
      ({ id, tags }) => subjects.has(id) || tags.some((tag) => subjects.has(tag)),
    );
    const { docker } = await this.#services.world();
    const found = await findDetails(
      docker,
      state,
      ids.map(({ id }) => id),
      signal,
    );
    const now = this.store.value;
    if (found.length > 0 && now) this.store.ready(advance(now, found));
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
