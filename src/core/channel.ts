/** A typed line between an editor and a web page. Each side implements its own functions and calls the other's. */

/** The functions that one side offers. They answer nothing: a snapshot is whole, an intent is an event. */
export type Side = object;

type Functions<S extends Side> = {
  readonly [K in keyof S]: S[K] extends (argument: infer A) => void ? (argument: A) => void : never;
};

export interface Wire {
  post(message: unknown): void;
  /** Calls back for every message that arrives, until the answer is disposed. */
  listen(receive: (message: unknown) => void): { dispose(): unknown };
}

export interface Channel<Theirs extends Side> {
  readonly call: <K extends keyof Theirs & string>(
    name: K,
    argument: Parameters<Functions<Theirs>[K]>[0],
  ) => void;
  dispose(): void;
}

interface Message {
  readonly call: string;
  readonly argument: unknown;
}

/** Messages of a foreign shape and calls of unknown names are ignored: a page may be older than its host. */
export function openChannel<Mine extends Side, Theirs extends Side>(
  wire: Wire,
  mine: Functions<Mine>,
): Channel<Theirs> {
  const known = new Map<string, unknown>(Object.entries(mine));
  const listening = wire.listen((message) => {
    if (!isMessage(message)) return;
    const answer = known.get(message.call);
    if (typeof answer === 'function') answer(message.argument);
  });
  return {
    call: (name, argument) => wire.post({ call: name, argument } satisfies Message),
    dispose: () => {
      listening.dispose();
    },
  };
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'call' in value && typeof value.call === 'string';
}
