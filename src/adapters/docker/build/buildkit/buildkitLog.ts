import { field } from '../../../field';
import type { BuildEvent } from '../../../../core/images/build/buildEvent';
import type { BuildEnd, BuildLog } from '../buildLog';
import { lineEvents } from '../buildLog';
import { readFields } from './protobuf';
import type { Vertex } from './trace';
import { Trace } from './trace';

/** BuildKit's account within the engine's: messages in base64 (`control.proto`, StatusResponse). */
export class BuildKitLog implements BuildLog {
  readonly #trace = new Trace();
  #reason: string | undefined;
  #built = false;

  read(event: unknown): readonly BuildEvent[] {
    const reason = field(event, 'error');
    if (typeof reason === 'string') this.#reason = reason;
    const aux = field(event, 'aux');
    if (field(event, 'id') === 'moby.image.id') this.#built = true;
    if (field(event, 'id') !== 'moby.buildkit.trace' || typeof aux !== 'string') return [];
    const lines: string[] = [];
    for (const { number, value } of readFields(Buffer.from(aux, 'base64'))) {
      if (typeof value === 'number') continue;
      if (number === 1) lines.push(...this.#trace.step(readVertex(value)));
      if (number === 3) lines.push(...this.#log(value));
    }
    return lineEvents(lines);
  }

  end(): BuildEnd {
    if (this.#reason === undefined) return { kind: this.#built ? 'built' : 'cut' };
    return this.#trace.failure(this.#reason);
  }

  #log(message: Uint8Array): readonly string[] {
    const fields = new Map([...readFields(message)].map(({ number, value }) => [number, value]));
    return this.#trace.write(textOf(fields.get(1)), textOf(fields.get(4)));
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
