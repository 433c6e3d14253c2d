import * as l10n from '@vscode/l10n';
import { joinBytes } from '../../bytes';
import type { DataRecord, Splitter } from './splitter';
import { broken, tooLarge } from './tooLarge';

/** What stands at the beginning of some bytes: a record, or how many bytes are needed to say more. */
export type Frame =
  | { readonly kind: 'record'; readonly bytes: number; readonly content: Uint8Array }
  | { readonly kind: 'more'; readonly bytes: number };

/** For formats that say how long a record is. */
export class FrameSplitter implements Splitter {
  readonly #read: (from: Uint8Array) => Frame;
  readonly #limit: number;
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  #needed = 0;

  constructor(read: (from: Uint8Array) => Frame, limit: number) {
    this.#read = read;
    this.#limit = limit;
  }

  push(piece: Uint8Array): readonly DataRecord[] {
    this.#rest.push(piece);
    this.#restBytes += piece.length;
    if (this.#restBytes < this.#needed) return [];
    return this.#cut(joinBytes(this.#rest));
  }

  end(): readonly DataRecord[] {
    if (this.#restBytes > 0)
      throw broken(l10n.t('The file ends within a record: {0} bytes are left over.', this.#restBytes));
    return [];
  }

  #cut(all: Uint8Array): readonly DataRecord[] {
    const records: DataRecord[] = [];
    let from = 0;
    while (from < all.length) {
      const frame = this.#read(all.subarray(from));
      if (frame.bytes > this.#limit) throw tooLarge(this.#limit);
      this.#needed = frame.kind === 'more' ? frame.bytes : 0;
      if (frame.kind === 'more') break;
      records.push({ whole: all.subarray(from, from + frame.bytes), content: frame.content });
      from += frame.bytes;
    }
    this.#rest = from < all.length ? [all.subarray(from)] : [];
    this.#restBytes = all.length - from;
    return records;
  }
}
