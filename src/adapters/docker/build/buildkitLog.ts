import { stripAnsi } from '../../../core/run/log/stripAnsi';
import { field } from '../../field';
import type { BuildEnd, BuildLog } from './buildLog';
import { Tail } from './buildLog';
import { readFields } from './protobuf';

interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  readonly started: boolean;
  readonly error: string;
}

/** BuildKit's account, which comes as messages of its own in base64 (`control.proto`, StatusResponse). */
export class BuildKitLog implements BuildLog {
  readonly #told = new Set<string>();
  readonly #tails = new Map<string, Tail>();
  #failed: Vertex | undefined;
  #reason: string | undefined;
  #built = false;

  read(event: unknown): readonly string[] {
    const reason = field(event, 'error');
    if (typeof reason === 'string') this.#reason = reason;
    const aux = field(event, 'aux');
    if (field(event, 'id') === 'moby.image.id') this.#built = true;
    if (field(event, 'id') !== 'moby.buildkit.trace' || typeof aux !== 'string') return [];
    const lines: string[] = [];
    for (const { number, value } of readFields(Buffer.from(aux, 'base64'))) {
      if (typeof value === 'number') continue;
      if (number === 1) lines.push(...this.#vertex(readVertex(value)));
      if (number === 3) lines.push(...this.#log(value));
    }
    return lines;
  }

  end(): BuildEnd {
    if (this.#reason === undefined) return { kind: this.#built ? 'built' : 'cut' };
    const { name = '', digest = '', error } = this.#failed ?? {};
    const base = /^\[[^\]]*\] (?:load metadata for|FROM) (?<image>\S+)/.exec(name)?.groups?.['image'];
    return {
      kind: 'failed',
      reason:
        error ?? this.#reason.replace(/^(?:failed to solve[^:]*: |failed to create LLB definition: )+/, ''),
      step: name.replace(/^\[[^\]]*\] /, ''),
      tail: this.#tails.get(digest)?.lines ?? [],
      base: base?.replace(/^docker\.io\/(?:library\/)?/, ''),
    };
  }

  #vertex(vertex: Vertex): readonly string[] {
    // What is given up because something else failed has an error too.
    if (vertex.error !== '' && !/context canceled/.test(vertex.error)) this.#failed ??= vertex;
    if (!vertex.started || this.#told.has(vertex.digest)) return [];
    this.#told.add(vertex.digest);
    return [vertex.cached ? `${vertex.name} (cached)` : vertex.name];
  }

  #log(message: Uint8Array): readonly string[] {
    const fields = new Map([...readFields(message)].map(({ number, value }) => [number, value]));
    const digest = textOf(fields.get(1));
    const tail = this.#tails.get(digest) ?? new Tail();
    this.#tails.set(digest, tail);
    return tail.push(stripAnsi(textOf(fields.get(4))));
  }
}

function readVertex(message: Uint8Array): Vertex {
  const fields = new Map([...readFields(message)].map(({ number, value }) => [number, value]));
  return {
    digest: textOf(fields.get(1)),
    name: textOf(fields.get(3)),
    cached: fields.get(4) === 1,
    started: fields.has(5),
    error: textOf(fields.get(7)),
  };
}

const decoder = new TextDecoder();
const textOf = (value: number | Uint8Array | undefined): string =>
  value instanceof Uint8Array ? decoder.decode(value) : '';
