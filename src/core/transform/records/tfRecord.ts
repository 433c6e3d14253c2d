import * as l10n from '@vscode/l10n';
import type { Frame } from './frameSplitter';
import { maskedCrc } from './crc32c';
import { broken } from './tooLarge';

/** TensorFlow's format: length (8 bytes), its checksum (4), the data, its checksum (4). */
export function readTFRecord(from: Uint8Array): Frame {
  if (from.length < 12) return { kind: 'more', bytes: 12 };
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  if (view.getUint32(8, true) !== maskedCrc(from.subarray(0, 8)))
    throw broken(l10n.t('This is no TFRecord file: the checksum of a length is wrong.'));
  const length = Number(view.getBigUint64(0, true));
  const bytes = 12 + length + 4;
  if (from.length < bytes) return { kind: 'more', bytes };
  const content = from.subarray(12, 12 + length);
  if (view.getUint32(12 + length, true) !== maskedCrc(content))
    throw broken(l10n.t('The TFRecord file is broken: the checksum of a record is wrong.'));
  return { kind: 'record', bytes, content };
}
