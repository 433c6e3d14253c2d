import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import type { ForeignEntry, Owner } from '../../core/run/ports';

/** What is not the user's below a folder. What lies in a folder that cannot be read is found after that was given. */
export async function foreignEntries(root: string, user: Owner): Promise<readonly ForeignEntry[]> {
  const found: ForeignEntry[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await list(`${root}/${folder}`)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const stat = await lstat(`${root}/${path}`).catch(() => undefined);
      if (!stat) continue;
      const isFolder = stat.isDirectory();
      if (isFolder) waiting.push(path);
      const closed = isFolder && (stat.mode & 0o700) !== 0o700;
      if (stat.uid !== user.uid || closed)
        found.push({ path, kind: isFolder ? 'folder' : 'other', mode: stat.mode & 0o7777 });
    }
  }
  return found;
}

async function list(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
