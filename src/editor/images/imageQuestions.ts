import type * as vscode from 'vscode';
import { findDetails } from '../../app/images/findDetails';
import { findPrograms } from '../../app/images/findPrograms';
import type { Image } from '../../core/images/image';
import type { ImagesChange, ImagesState } from '../../core/images/imagesState';
import { advance, findImage } from '../../core/images/imagesState';
import { Problem, isAbort } from '../../core/problem';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import type { Store } from '../../core/store';
import { guard, logError } from '../register';
import type { Services } from '../services';

/** Rows that open within so many milliseconds are asked about together. */
const gather = 30;
/** A selection that stays for so many milliseconds is one that somebody looks at. */
const glance = 400;
/** Of a larger selection somebody wants to do something, not to know something. */
const fewSelected = 5;

/** What lists leave out, asked for the images that somebody looks at, while somebody looks. */
export class ImageQuestions implements Closeable {
  readonly #services: Services;
  readonly #store: Store<ImagesState>;
  readonly #seen: () => AbortSignal | undefined;
  readonly #asked = new Set<string>();
  readonly #looking = new Map<string, Promise<void>>();
  #asking: NodeJS.Timeout | undefined;
  #selecting: NodeJS.Timeout | undefined;

  constructor(services: Services, store: Store<ImagesState>, seen: () => AbortSignal | undefined) {
    this.#services = services;
    this.#store = store;
    this.#seen = seen;
  }

  /** The architecture, and what the configuration says. */
  askDetails(rows: readonly Row[]): void {
    for (const row of rows) this.#asked.add(row.subject);
    this.#asking ??= setTimeout(() => {
      this.#asking = undefined;
      void guard(this.#services, async () => this.#answerDetails(), 'details');
    }, gather);
  }

  /** What only its files tell. */
  async look(subject: string): Promise<void> {
    const state = this.#store.value;
    const image = state && findImage(state, subject);
    if (!image || image.programs) return;
    const looking = this.#looking.get(image.id) ?? this.#lookInto(image);
    this.#looking.set(image.id, looking);
    await looking;
  }

  lookAtSelection(rows: readonly Row[], view: vscode.TreeView<string>): void {
    clearTimeout(this.#selecting);
    const images = rows.filter(({ children }) => !children);
    if (images.length > fewSelected) return;
    this.#selecting = setTimeout(() => {
      const look = async (): Promise<void> => {
        for (const { id, subject } of images) if (view.selection.includes(id)) await this.look(subject);
      };
      void guard(this.#services, look, 'programs');
    }, glance);
  }

  dispose(): void {
    clearTimeout(this.#asking);
    clearTimeout(this.#selecting);
  }

  async #answerDetails(): Promise<void> {
    const subjects = new Set(this.#asked);
    this.#asked.clear();
    const signal = this.#seen();
    const state = this.#store.value;
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
    this.#apply(found);
  }

  /** An image that cannot be looked into keeps what is known of it. */
  async #lookInto({ id }: Image): Promise<void> {
    try {
      const signal = this.#seen();
      const state = this.#store.value;
      if (!signal || !state) return;
      const { docker } = await this.#services.world();
      const [details, programs] = await Promise.all([
        findDetails(docker, state, [id], signal),
        findPrograms(docker, state, id, signal),
      ]);
      this.#apply([...details, ...programs]);
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'programs', error);
    } finally {
      this.#looking.delete(id);
    }
  }

  #apply(changes: readonly ImagesChange[]): void {
    const now = this.#store.value;
    if (changes.length > 0 && now) this.#store.ready(advance(now, changes));
  }
}
