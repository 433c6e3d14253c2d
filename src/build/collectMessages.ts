import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

/** Every text that the code shows, for translators: `l10n/bundle.l10n.json`. */
export async function collectMessages(root: string): Promise<Readonly<Record<string, unknown>>> {
  const folders = await Promise.all(
    ['src', 'webview'].map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((name) => join(root, folder, name)),
    ),
  );
  const files = folders.flat().filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const sources = await Promise.all(
    files.map(async (name) => ({ name, contents: await readFile(name, 'utf8') })),
  );
  const messages = await getL10nJson(
    sources
      .filter(({ contents }) => contents.includes('@vscode/l10n'))
      .map(({ contents }) => ({ extension: '.ts' as const, contents })),
  );
  return Object.fromEntries(Object.entries(messages).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
