import { joinBytes } from '../../bytes';
import type { DataRecord, Splitter } from './splitter';
import { tooLarge } from './tooLarge';

const newline = 10;

/** A line keeps its end, LF or CRLF; the last one may have none. */
export class LineSplitter implements Splitter {
  readonly #limit: number;
  #rest: Uint8Array[] = [];
  #restBytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(piece: Uint8Array): readonly DataRecord[] {
    const records: DataRecord[] = [];
    let from = 0;
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      this.#keep(piece.subarray(from, at + 1));
      records.push(...this.end());
      from = at + 1;
    }
    this.#keep(piece.subarray(from));
    return records;
  }

  end(): readonly DataRecord[] {
    if (this.#restBytes === 0) return [];
    const whole = joinBytes(this.#rest);
    this.#rest = [];
    this.#restBytes = 0;
    return [{ whole, content: whole }];
  }

  #keep(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#rest.push(piece);
    this.#restBytes += piece.length;
    if (this.#restBytes > this.#limit) throw tooLarge(this.#limit);
  }
}
