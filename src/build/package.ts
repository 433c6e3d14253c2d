/** `npm run package`: the VSIX that users install, checked against its size budget. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { bundle } from './bundle';
import { checkSizes } from './sizes';
import { writeManifest } from './writeManifest';

/** Bytes. */
const budget = 1.5 * 1024 * 1024;
const root = fileURLToPath(new URL('../..', import.meta.url));

await writeManifest(root);
const { entry, lazy } = checkSizes((await bundle(root, { production: true })).host);
const packagePath = join(root, 'dist', 'longshore.vsix');
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: false,
});
const { size } = await stat(packagePath);
if (size > budget) throw new Error(`The VSIX has ${size} bytes; the budget is ${budget}.`);
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
process.stdout.write(
  `entry ${kilobytes(entry)}, loaded when needed ${kilobytes(lazy)}, VSIX ${kilobytes(size)}\n`,
);
