import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

/** Removes a control group with all groups in it, in every hierarchy (version 1 has many). */
export function removeControlGroup(name: string): void {
  for (const hierarchy of ['.', ...foldersIn(root)]) {
    const path = join(root, hierarchy, name);
    if (existsSync(path)) removeGroup(path);
  }
}

/** The kernel wants groups removed from the inside out; the files in them go by themselves. */
function removeGroup(path: string): void {
  for (const inner of foldersIn(path)) removeGroup(join(path, inner));
  rmdirSync(path);
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
