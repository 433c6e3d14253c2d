/** `npm run clean`: removes what builds and tests have made, the caches outside the checkout included. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cacheFolder, removeCache } from '../support/cache';

for (const folder of ['dist', 'out'])
  rmSync(fileURLToPath(new URL(`../../${folder}`, import.meta.url)), { recursive: true, force: true });
removeCache();
process.stdout.write(`Removed dist, out and ${cacheFolder}.\n`);
