import type { ByteRange } from '../../../core/explore/ports';
import { takeBytes } from '../archive/takeBytes';
import type { Box } from './box';
import { streamInBox } from './boxArchive';

/** The engine sends a file from its beginning only: what is before the range is thrown away. */
export async function readInBox(
  box: Box,
  path: string,
  range: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let taken: Uint8Array = new Uint8Array();
  const take = async (content: Parameters<typeof takeBytes>[0]): Promise<void> => {
    taken = await takeBytes(content, range);
  };
  await streamInBox(box, path, take, signal);
  return taken;
}
