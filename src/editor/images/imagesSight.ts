import type * as vscode from 'vscode';
import { followImages, listImages } from '../../app/images/followImages';
import { shortName } from '../../core/docker/endpoint';
import { formatSize } from '../../core/format';
import { imageRowOf, imageRows } from '../../core/images/imageRows';
import type { ImagesLook } from '../../core/images/imagesLook';
import type { ImagesState } from '../../core/images/imagesState';
import { keepDetails } from '../../core/images/imagesState';
import { RemoteIndex } from '../../core/images/remoteIndex';
import type { RemoteKnowledge } from '../../core/images/remoteKnowledge';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import type { Store } from '../../core/store';
import type { Services } from '../services';
import { ImageQuestions } from './imageQuestions';
import { SpaceWatch } from './spaceWatch';

export interface Sighted {
  readonly store: Store<ImagesState>;
  readonly remote: Store<RemoteKnowledge>;
  /** While somebody looks. */
  readonly seen: () => AbortSignal | undefined;
}

/** What the Images view needs once somebody looks: loaded then, as most windows never come to it. */
export class ImagesSight implements Closeable {
  readonly #services: Services;
  readonly #store: Store<ImagesState>;
  readonly #scope = new Scope();
  readonly #questions: ImageQuestions;
  readonly #space: SpaceWatch;
  #remote: RemoteIndex | undefined;

  constructor(services: Services, { store, remote, seen }: Sighted) {
    this.#services = services;
    this.#store = store;
    this.#questions = this.#scope.own(new ImageQuestions(services, store, seen));
    this.#space = this.#scope.own(new SpaceWatch(services, store, seen));
    const learn = (): void => void (this.#remote = remote.value && new RemoteIndex(remote.value));
    learn();
    this.#scope.own(remote.onChange(learn));
    this.#scope.own(store.onChange(() => this.#space.notice()));
  }

  async follow(signal: AbortSignal): Promise<void> {
    await followImages(await this.#services.world(), this.#store, signal);
  }

  async list(signal: AbortSignal): Promise<ImagesState> {
    const { docker } = await this.#services.world();
    return keepDetails(await listImages(docker, signal), this.#store.value);
  }

  rows(look: ImagesLook): readonly Row[] {
    const known = this.#store.value;
    return known ? imageRows(known, Date.now() / 1000, look, this.#remote) : [];
  }

  /** The row of an image once its files were looked into. */
  async rowOf({ subject, children }: Row, look: ImagesLook): Promise<Row | undefined> {
    if (children) return undefined;
    await this.#questions.look(subject);
    const known = this.#store.value;
    return known && imageRowOf(known, subject, { now: Date.now() / 1000, look, remote: this.#remote });
  }

  opened(rows: readonly Row[]): void {
    this.#questions.askDetails(rows);
  }

  selected(rows: readonly Row[], view: vscode.TreeView<string>): void {
    this.#questions.lookAtSelection(rows, view);
  }

  /** The engine, and all that its images take. */
  description(): string {
    const known = this.#store.value;
    if (!known) return '';
    const total = known.space ? formatSize(known.space.total) : '';
    return [shortName(known.engine), total].filter(Boolean).join(' · ');
  }

  /** Another engine has another disk. */
  forget(): void {
    this.#space.forget();
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
