import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tell } from '../runs/disk';

/** Whoever looks meanwhile sees no half file under the name. */
export async function saveFile(content: Readable, target: string, signal: AbortSignal): Promise<void> {
  const part = `${target}.part`;
  await tell(target, async () => {
    try {
      await pipeline(content, createWriteStream(part), { signal });
      await rename(part, target);
    } finally {
      await rm(part, { force: true });
    }
  });
}
