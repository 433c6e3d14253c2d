import type { Walk } from '../../core/ports';
import { isAbort } from '../../core/problem';
import type { Closeable } from '../../core/scope';

interface RememberedText {
  readonly modified: number;
  readonly bytes: number;
  readonly text: string | undefined;
}

/** Characters of texts that are kept. */
const textLimit = 16 * 1024 * 1024;

/**
 * What is known of the disk between two looks at it. Texts are true as long as a file has its time and size; walks until
 * `forget`, which the owner calls when anything in the workspace changes.
 */
export class EvidenceMemory implements Closeable {
  readonly #texts = new Map<string, RememberedText>();
  readonly #walks = new Map<string, Promise<Walk>>();
  #characters = 0;

  async walk(key: string, walk: () => Promise<Walk>, signal: AbortSignal): Promise<Walk> {
    const known = this.#walks.get(key);
    const walking = known ?? walk();
    if (!known) this.#walks.set(key, walking);
    try {
      return await walking;
    } catch (error) {
      if (this.#walks.get(key) === walking) this.#walks.delete(key);
      // The walk that we waited for may have been somebody else's, who gave up.
      if (known && isAbort(error) && !signal.aborted) return this.walk(key, walk, signal);
      throw error;
    }
  }

  async text(
    path: string,
    { modified, bytes }: { readonly modified: number; readonly bytes: number },
    read: () => Promise<string | undefined>,
  ): Promise<string | undefined> {
    const known = this.#texts.get(path);
    if (known?.modified === modified && known.bytes === bytes) return known.text;
    const text = await read();
    this.#drop(path);
    this.#texts.set(path, { modified, bytes, text });
    this.#characters += text?.length ?? 0;
    for (const oldest of this.#texts.keys()) {
      if (this.#characters <= textLimit) break;
      this.#drop(oldest);
    }
    return text;
  }

  /** Something changed on disk: the next look walks again. */
  forget(): void {
    this.#walks.clear();
  }

  dispose(): void {
    this.forget();
    this.#texts.clear();
    this.#characters = 0;
  }

  #drop(path: string): void {
    this.#characters -= this.#texts.get(path)?.text?.length ?? 0;
    this.#texts.delete(path);
  }
}
