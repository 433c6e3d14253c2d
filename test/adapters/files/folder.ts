import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';

/** A folder on the real disk for one test: paths with their texts; a path that ends with `*` is executable. */
export function makeFolder(files: Readonly<Record<string, string | Buffer>>): {
  readonly path: string;
  readonly remove: () => void;
} {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-files-')));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name.replace(/\*$/, ''));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, name.endsWith('*') ? 0o755 : 0o644);
  }
  return {
    path: root.replaceAll(sep, '/'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
