import { joinPath } from '../../paths';
import { withoutCache } from './engineStats';
import type { UsageCounters } from './usage';

/** The files of a container's control groups on the machine that it runs on. */
export interface GroupFiles {
  readonly cpu: string;
  readonly memory: string;
  readonly memoryStat: string;
  readonly memoryLimit: string;
  readonly blocks: string;
  readonly processes: string;
  readonly version: 1 | 2;
}

/**
 * Finds them by `/proc/PID/cgroup` of a process of the container and the mounts of this one. Nothing when the process
 * is not of that container: its number may be another machine's.
 */
export function groupFiles(id: string, groups: string, mounts: string): GroupFiles | undefined {
  const paths = new Map<string, string>();
  for (const line of groups.split('\n')) {
    const [, controllers = '', path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path?.includes(id)) for (const each of controllers.split(',')) paths.set(each, path);
  }
  const hierarchies = mountedGroups(mounts);
  const folder = (controller: string): string | undefined => {
    const path = paths.get(controller);
    const mount = hierarchies.get(controller);
    return path === undefined || mount === undefined ? undefined : folderIn(mount, path);
  };
  const [cpu, memory] = [folder('cpuacct'), folder('memory')];
  if (cpu !== undefined && memory !== undefined) {
    return {
      version: 1,
      cpu: `${cpu}/cpuacct.usage`,
      memory: `${memory}/memory.usage_in_bytes`,
      memoryStat: `${memory}/memory.stat`,
      memoryLimit: `${memory}/memory.limit_in_bytes`,
      blocks: `${folder('blkio') ?? memory}/blkio.throttle.io_service_bytes_recursive`,
      processes: `${folder('pids') ?? memory}/pids.current`,
    };
  }
  const unified = folder('');
  if (unified === undefined) return undefined;
  return {
    version: 2,
    cpu: `${unified}/cpu.stat`,
    memory: `${unified}/memory.current`,
    memoryStat: `${unified}/memory.stat`,
    memoryLimit: `${unified}/memory.max`,
    blocks: `${unified}/io.stat`,
    processes: `${unified}/pids.current`,
  };
}

interface Mounted {
  readonly root: string;
  readonly at: string;
}

/** By controller; the empty name is the one hierarchy of v2. */
function mountedGroups(mounts: string): ReadonlyMap<string, Mounted> {
  const found = new Map<string, Mounted>();
  for (const line of mounts.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const [, , , root = '', at = ''] = left.split(' ');
    const [kind, , options = ''] = right.split(' ');
    if (kind === 'cgroup2') found.set('', { root, at });
    if (kind === 'cgroup') for (const option of options.split(',')) found.set(option, { root, at });
  }
  return found;
}

function folderIn({ root, at }: Mounted, path: string): string {
  const below = root !== '/' && path.startsWith(root) ? path.slice(root.length) : path;
  return joinPath(at, below.replace(/^\/+/, ''));
}

export type GroupTexts = Readonly<Record<Exclude<keyof GroupFiles, 'version'>, string | undefined>>;

/** Larger limits are none: v1 says so by a number that is nearly 2^63. */
const noLimit = 2 ** 60;

export function readGroups(at: number, version: 1 | 2, texts: GroupTexts): UsageCounters {
  const memory = numberIn(texts.memory);
  const cpu = version === 1 ? numberIn(texts.cpu) : thousand(keyed(texts.cpu, 'usage_usec'));
  const inactive = keyed(texts.memoryStat, version === 1 ? 'total_inactive_file' : 'inactive_file');
  const limit = numberIn(texts.memoryLimit);
  const counters = {
    cpuNanoseconds: cpu,
    memory: memory === undefined ? undefined : withoutCache(memory, inactive),
    memoryLimit: limit !== undefined && limit < noLimit ? limit : undefined,
    read: blockBytes(texts.blocks, version === 1 ? /\bRead (\d+)/g : /\brbytes=(\d+)/g),
    written: blockBytes(texts.blocks, version === 1 ? /\bWrite (\d+)/g : /\bwbytes=(\d+)/g),
    processes: numberIn(texts.processes),
  };
  return { at, ...Object.fromEntries(Object.entries(counters).filter(([, value]) => value !== undefined)) };
}

/** `/proc/PID/net/dev`: all devices but the loop. */
export function readNetwork(text: string): Pick<UsageCounters, 'received' | 'sent'> {
  let [received, sent, devices] = [0, 0, 0];
  for (const line of text.split('\n')) {
    const [, device = '', numbers = ''] = /^\s*([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (device === '' || device === 'lo') continue;
    const fields = numbers.split(/\s+/).map(Number);
    received += fields[0] ?? 0;
    sent += fields[8] ?? 0;
    devices += 1;
  }
  return devices === 0 ? {} : { received, sent };
}

function numberIn(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || 'none');
  return Number.isFinite(value) ? value : undefined;
}

function keyed(text: string | undefined, name: string): number | undefined {
  const [, digits] = new RegExp(`^${name} (\\d+)$`, 'm').exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

const thousand = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : value * 1000;

/** An empty file is a controller that is not there, which is not the same as nothing read. */
function blockBytes(text: string | undefined, form: RegExp): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  let sum = 0;
  for (const [, digits] of text.matchAll(form)) sum += Number(digits);
  return sum;
}
