import type { SplitType } from '../transformOptions';
import { FrameSplitter } from './frameSplitter';
import { LineSplitter } from './lineSplitter';
import { readRecordIO } from './recordIO';
import { readTFRecord } from './tfRecord';

/** A single unit of input. All records of a file, one after the other, are the file. */
export interface DataRecord {
  /** As it lies in the file. */
  readonly whole: Uint8Array;
  /** Without what only frames it: how a record travels that is sent alone. */
  readonly content: Uint8Array;
}

/** Cuts what comes in pieces of any size. Fails, as a Problem, where the data is broken or a record too large. */
export interface Splitter {
  push(piece: Uint8Array): readonly DataRecord[];
  /** The rest, when there is one. */
  end(): readonly DataRecord[];
}

/** `limit` is the most bytes of a record. */
export function makeSplitter(split: Exclude<SplitType, 'None'>, limit: number): Splitter {
  switch (split) {
    case 'Line':
      return new LineSplitter(limit);
    case 'RecordIO':
      return new FrameSplitter(readRecordIO, limit);
    case 'TFRecord':
      return new FrameSplitter(readTFRecord, limit);
  }
}
