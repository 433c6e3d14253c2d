import { type Decoder, type LogLine, LogLines } from './logLines';

export interface HostLine extends LogLine {
  readonly host: string;
}

/** Whole lines of several hosts, so that they do not mix within a line. */
export class HostLines {
  readonly #makeDecoder: () => Decoder;
  readonly #hosts = new Map<string, LogLines>();

  constructor(makeDecoder: () => Decoder) {
    this.#makeDecoder = makeDecoder;
  }

  push(host: string, chunk: string | Uint8Array): readonly HostLine[] {
    const lines = this.#hosts.get(host) ?? new LogLines(this.#makeDecoder());
    this.#hosts.set(host, lines);
    return lines.push(chunk).map((line) => ({ ...line, host }));
  }

  /** All have ended: what each has left is a line as well. */
  end(): readonly HostLine[] {
    return [...this.#hosts].flatMap(([host, lines]) => lines.end().map((line) => ({ ...line, host })));
  }
}
