import { stripAnsi } from '../../../../core/run/log/stripAnsi';
import type { BuildEnd } from '../buildLog';
import { Tail } from '../buildLog';

/** A step of BuildKit, as of now. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  readonly started: boolean;
  readonly error: string;
}

/** What BuildKit tells, in whichever form it came: steps that begin and fail, and what they write. */
export class Trace {
  readonly #told = new Set<string>();
  readonly #tails = new Map<string, Tail>();
  #failed: Vertex | undefined;

  step(vertex: Vertex): readonly string[] {
    // What is given up because something else failed has an error too.
    if (vertex.error !== '' && !/context canceled/.test(vertex.error)) this.#failed ??= vertex;
    if (!vertex.started || this.#told.has(vertex.digest)) return [];
    this.#told.add(vertex.digest);
    return [vertex.cached ? `${vertex.name} (cached)` : vertex.name];
  }

  write(digest: string, text: string): readonly string[] {
    const tail = this.#tails.get(digest) ?? new Tail();
    this.#tails.set(digest, tail);
    return tail.push(stripAnsi(text));
  }

  /** `reason` is what the whole build said when it failed. */
  failure(reason: string): BuildEnd {
    const { name = '', digest = '', error } = this.#failed ?? {};
    const base = /^\[[^\]]*\] (?:load metadata for|FROM) (?<image>\S+)/.exec(name)?.groups?.['image'];
    return {
      kind: 'failed',
      reason: error ?? reason.replace(/^(?:failed to solve[^:]*: |failed to create LLB definition: )+/, ''),
      step: name.replace(/^\[[^\]]*\] /, ''),
      tail: this.#tails.get(digest)?.lines ?? [],
      base: base?.replace(/^docker\.io\/(?:library\/)?/, ''),
    };
  }
}
