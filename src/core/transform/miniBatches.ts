import type { DataRecord } from './records/splitter';
import { joinBytes } from '../bytes';
import { tooLarge } from './records/tooLarge';
import type { BatchStrategy } from './transformOptions';

/** What goes to the container in one request. */
export interface MiniBatch {
  readonly body: Uint8Array;
  /** As they lie in the file. */
  readonly records: readonly DataRecord[];
}

/** A record with what is sent of it, when that is not all. */
export interface Sendable {
  readonly record: DataRecord;
  readonly sent: Uint8Array;
}

/** As many records as there is room for, or one. */
export class MiniBatches {
  readonly #strategy: BatchStrategy;
  readonly #limit: number;
  #waiting: Sendable[] = [];
  #bytes = 0;

  constructor(strategy: BatchStrategy, limit: number) {
    this.#strategy = strategy;
    this.#limit = limit;
  }

  add(sendable: Sendable): readonly MiniBatch[] {
    const { length } = sendable.sent;
    if (length > this.#limit) throw tooLarge(this.#limit);
    const full = this.#bytes + length > this.#limit ? this.end() : [];
    this.#waiting.push(sendable);
    this.#bytes += length;
    return this.#strategy === 'SingleRecord' ? [...full, ...this.end()] : full;
  }

  end(): readonly MiniBatch[] {
    if (this.#waiting.length === 0) return [];
    const batch = {
      body: joinBytes(this.#waiting.map(({ sent }) => sent)),
      records: this.#waiting.map(({ record }) => record),
    };
    this.#waiting = [];
    this.#bytes = 0;
    return [batch];
  }
}
