import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundle } from './bundle';
import { checkSizes } from './sizes';
import { writeManifest } from './writeManifest';

/** Bytes. */
const budget = 1.5 * 1024 * 1024;

export interface Package {
  readonly path: string;
  readonly sizes: { readonly entry: number; readonly lazy: number; readonly vsix: number };
}

/** The VSIX that users install, checked against its budgets. */
export async function packageProduct(root: string): Promise<Package> {
  await writeManifest(root);
  const sizes = checkSizes((await bundle(root, { production: true })).host);
  const path = join(root, 'dist', 'longshore.vsix');
  await createVSIX({
    cwd: root,
    packagePath: path,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = await stat(path);
  if (size > budget) throw new Error(`The VSIX has ${size} bytes; the budget is ${budget}.`);
  return { path, sizes: { ...sizes, vsix: size } };
}
