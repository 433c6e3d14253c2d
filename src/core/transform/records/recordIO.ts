import * as l10n from '@vscode/l10n';
import type { Frame } from './frameSplitter';
import { joinBytes } from '../../bytes';
import { broken } from './tooLarge';

const magic = 0xced7230a;
const magicBytes = Uint8Array.of(0x0a, 0x23, 0xd7, 0xce);

/**
 * MXNet's format: magic, a word of flag (3 bits) and length (29 bits), the data, zeros up to a multiple of 4. Data with
 * the magic in it is cut there into a first (1), middle (2) and last (3) part.
 */
export function readRecordIO(from: Uint8Array): Frame {
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; ;) {
    if (from.length < at + 8) return { kind: 'more', bytes: at + 8 };
    if (view.getUint32(at, true) !== magic)
      throw broken(l10n.t('This is no RecordIO file: a record does not begin with its magic number.'));
    const word = view.getUint32(at + 4, true);
    const [flag, length] = [word >>> 29, word & 0x1fff_ffff];
    const end = at + 8 + Math.ceil(length / 4) * 4;
    if (from.length < end) return { kind: 'more', bytes: end };
    if (flag > 3 || (parts.length === 0) !== (flag === 0 || flag === 1))
      throw broken(l10n.t('The RecordIO file is broken: the parts of a record are out of order.'));
    if (parts.length > 0) parts.push(magicBytes);
    parts.push(from.subarray(at + 8, at + 8 + length));
    if (flag === 0 || flag === 3) return { kind: 'record', bytes: end, content: joinBytes(parts) };
    at = end;
  }
}
