import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeControlGroup } from './controlGroup';

const root = '/sys/fs/cgroup';
const controllers = ['cpuacct', 'cpu,cpuacct', 'memory', 'blkio', 'pids'];

/** Puts a process into control groups of this name, as an engine does with a container. Needs root. */
export function putInGroup(name: string, pid: number): { readonly remove: () => void } {
  const unified = existsSync(join(root, 'cgroup.controllers'));
  const hierarchies = unified ? [''] : controllers.filter((each) => existsSync(join(root, each)));
  for (const hierarchy of hierarchies) {
    const folder = join(root, hierarchy, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  }
  return { remove: () => removeControlGroup(name) };
}
