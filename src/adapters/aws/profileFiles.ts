import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where the SDK and the command line keep who the user is, with what a sign-in leaves. */
const watched = (): readonly string[] => {
  const folder = join(homedir(), '.aws');
  return [
    process.env['AWS_CONFIG_FILE'] ?? join(folder, 'config'),
    process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials'),
    ...signIns().map((each) => join(each, '*')),
  ];
};

/** What `aws sso login` and `aws login` leave. */
const signIns = (): readonly string[] => [
  join(homedir(), '.aws', 'sso', 'cache'),
  process.env['AWS_LOGIN_CACHE_DIRECTORY'] ?? join(homedir(), '.aws', 'login', 'cache'),
];

/** Another text when somebody signed in or out. */
export async function signInMark(): Promise<string> {
  const marks = await Promise.all(signIns().map(markOf));
  return marks.flat().join('\n');
}

async function markOf(folder: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).toSorted();
    const stats = await Promise.all(names.map(async (name) => stat(join(folder, name))));
    return stats.map(({ size, mtimeMs }, index) => `${names[index]} ${size} ${mtimeMs}`);
  } catch {
    // Nobody has signed in here, or is just signing out.
    return [];
  }
}

/** Programs replace these files, so that their folders are watched, as far as they are there. */
export function watchProfiles(changed: () => void): { dispose(): void } {
  const watchers: FSWatcher[] = [];
  for (const path of watched()) {
    try {
      const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (basename(path) === '*' || name === basename(path)) changed();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // A folder that is not there is nobody's: the next look at the view finds what came.
    }
  }
  return { dispose: () => watchers.forEach((each) => each.close()) };
}
