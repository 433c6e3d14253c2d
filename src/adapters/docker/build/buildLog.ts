import type { BuildEvent } from '../../../core/images/build/buildEvent';
import type { BuildFailure } from '../../../core/images/build/buildFailure';

/** The engine's account of a build, event by event. */
export interface BuildLog {
  /** What an event has to say to a reader. */
  read(event: unknown): readonly BuildEvent[];
  end(): BuildEnd;
}

export type BuildEnd =
  | { readonly kind: 'built' }
  /** The engine fell silent before its end. */
  | { readonly kind: 'cut' }
  | ({ readonly kind: 'failed' } & BuildFailure);

export const lineEvents = (lines: readonly string[]): readonly BuildEvent[] =>
  lines.map((text) => ({ kind: 'line', text }));

const tailLines = 12;

/** Pieces of a text, cut anywhere, as lines without colours. */
export class Tail {
  #rest = '';
  #lines: readonly string[] = [];

  push(text: string): readonly string[] {
    const lines = (this.#rest + text).split(/\r\n|[\r\n]/);
    this.#rest = lines.pop() ?? '';
    return this.#keep(lines);
  }

  get lines(): readonly string[] {
    return this.#rest.trim() === '' ? this.#lines : [...this.#lines, this.#rest];
  }

  #keep(lines: readonly string[]): readonly string[] {
    const full = lines.filter((line) => line.trim() !== '');
    this.#lines = [...this.#lines, ...full].slice(-tailLines);
    return full;
  }
}
