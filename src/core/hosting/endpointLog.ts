/** One entry of a log: a line, or several. */
export interface LogEvent {
  readonly id: string;
  /** `blue/i-0123456789abcdef`: the variant, and the instance with the container in it. */
  readonly stream: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

export const logGroup = (endpoint: string): string => `/aws/sagemaker/Endpoints/${endpoint}`;

/** The variant, and what of it. */
export function sourceOf({ stream }: LogEvent): { readonly variant: string; readonly instance: string } {
  const [variant = '', ...rest] = stream.split('/');
  return { variant, instance: rest.join('/') };
}

/** CloudWatch may tell of an event later than of its neighbours: so long, in milliseconds, it is asked again. */
const lateness = 60_000;

/** What a log was asked for, and what is to be asked for next. Each event is told once. */
export class LogCursor {
  readonly #told = new Map<string, number>();
  #newest: number;

  constructor(since: number) {
    this.#newest = since + lateness;
  }

  /** From where to ask, in milliseconds since 1970. */
  get since(): number {
    return this.#newest - lateness;
  }

  /** Those that were not told before, by their time. */
  take(events: readonly LogEvent[]): readonly LogEvent[] {
    const fresh = events
      .filter(({ id }) => !this.#told.has(id))
      .toSorted((left, right) => left.at - right.at);
    for (const { id, at } of fresh) {
      this.#told.set(id, at);
      this.#newest = Math.max(this.#newest, at);
    }
    for (const [id, at] of this.#told) if (at < this.since) this.#told.delete(id);
    return fresh;
  }
}

/**
 * Events as they belong together: what instances write at the same time comes mixed, and a traceback of
 * several events must not. Events of one stream that follow each other within a moment stay together.
 */
export function inBlocks(events: readonly LogEvent[]): readonly LogEvent[] {
  const last = new Map<string, Block>();
  const blocks: Block[] = [];
  for (const event of events) {
    const known = last.get(event.stream);
    if (known && isContinued(known, event)) {
      known.events.push(event);
      known.until = event.at;
      continue;
    }
    const block = { at: event.at, until: event.at, events: [event] };
    blocks.push(block);
    last.set(event.stream, block);
  }
  return blocks.flatMap((block) => block.events);
}

interface Block {
  readonly at: number;
  until: number;
  readonly events: LogEvent[];
}

/** Milliseconds. */
const moment = 50;

/** Lines of a traceback are indented, and its end follows at once. */
function isContinued({ until, events }: Block, { at, text }: LogEvent): boolean {
  if (at - until > moment) return false;
  const opened = events.some((each) => each.text.trimStart().startsWith('Traceback (most recent call last)'));
  return /^\s/.test(text) || opened;
}
