import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPackages } from '../../apt';
import { ownFolder } from '../../ownership';
import { run } from '../../processes';

/** An unpacked extension, or a package as users get it. */
export type ExtensionSource = { readonly folder: string } | { readonly vsix: string };

/** Copies an extension to where VS Code looks for installed ones. */
export async function installExtension(source: ExtensionSource, extensionsDirectory: string): Promise<void> {
  if ('folder' in source) return copyExtension(source.folder, extensionsDirectory);
  await installPackages('The unpacker for .vsix files', ['unzip'], ['unzip']);
  const unpacked = ownFolder('vsix');
  try {
    await run('unzip', ['-q', source.vsix, 'extension/*', '-d', unpacked.path]);
    await copyExtension(join(unpacked.path, 'extension'), extensionsDirectory);
  } finally {
    unpacked.release();
  }
}

async function copyExtension(folder: string, extensionsDirectory: string): Promise<void> {
  const manifest: Record<'publisher' | 'name' | 'version', string> = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  await cp(folder, join(extensionsDirectory, name), { recursive: true });
}
