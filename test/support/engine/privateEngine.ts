// A Docker engine of our own. It runs in its own process and mount namespace, so that the kernel
// itself ends every container and undoes every mount when the engine is killed.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from '../apt';
import { abandonedFolders, isAlive, own, ownFolder, sleepBlocking } from '../ownership';
import { runsAnywhere, startProcess, waitFor } from '../processes';
import { answers } from './connection';
import { removeControlGroup } from './controlGroup';
import type { Engine } from './engine';
import { createNetwork, type Network, removeNetwork } from './network';
import { makeTinyDisk, noteTinyDisk } from './tinyDisk';

/** What the engine has on this machine outside its folder and its processes. */
interface Traces {
  readonly network: Network;
  readonly controlGroup: string;
  readonly folders: readonly string[];
}

// The engine writes here whatever its settings say, so it sees empty folders in their place.
const covered = ['/run/containerd', '/run/docker', '/etc/docker', '/opt/containerd'];
const inNamespaces = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
const coverAndStart = [
  'for folder in $COVERED; do mount -t tmpfs tmpfs $folder || exit; done',
  'mount -t tmpfs -o size=4m tmpfs $TINY || exit',
  'if [ -n "$DATA_SIZE" ]; then mount -t tmpfs -o size=$DATA_SIZE tmpfs $DATA || exit; fi',
  'exec docker-init -- dockerd "$@"',
].join('; ');

export interface PrivateEngineOptions {
  /** All that its images and containers may take, on a disk of their own: `24m`. Else the machine's disk is theirs. */
  readonly dataSize?: string;
}

export async function startPrivateEngine({ dataSize = '' }: PrivateEngineOptions = {}): Promise<Engine> {
  await installPackages('The Docker engine', ['docker.io', 'iproute2'], ['dockerd', 'docker-init', 'ip']);
  for (const abandoned of abandonedFolders('engine')) removeTraces(readTraces(abandoned));
  const folder = ownFolder('engine');
  const releaseTraces = leaveTraces(folder.path);
  const data = dataFolder(folder.path);
  mkdirSync(data);
  const socket = join(folder.path, 'docker.sock');
  const daemon = startProcess(
    'unshare',
    [...inNamespaces, 'sh', '-c', coverAndStart, 'sh', '--config-file', settingsFile(folder.path)],
    {
      env: {
        ...process.env,
        PATH: `${process.env['PATH']}:/usr/sbin:/sbin`,
        COVERED: covered.join(' '),
        TINY: makeTinyDisk(socket),
        DATA: data,
        DATA_SIZE: dataSize,
      },
      politely: false,
    },
  );
  noteTinyDisk(socket, daemon.pid);
  const stop = () => {
    const insiders = childrenOf(daemon.pid);
    daemon.stop();
    while (insiders.some(isAlive)) sleepBlocking(10);
    releaseTraces();
    folder.release();
    return Promise.resolve();
  };
  try {
    const host = `unix://${socket}`;
    await waitFor('The Docker engine', async () => (await answers(host)) || undefined, { process: daemon });
    return { host, socket, owned: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes what the engine needs around it, noted in its folder for the run that finds this one killed. */
function leaveTraces(folder: string): () => void {
  const traces: Traces = {
    network: createNetwork(),
    controlGroup: `longshore-${process.pid}`,
    folders: covered.filter((path) => !existsSync(path)),
  };
  const release = own(() => removeTraces(traces));
  writeFileSync(join(folder, 'traces.json'), JSON.stringify(traces));
  for (const path of covered) mkdirSync(path, { recursive: true });
  writeFileSync(settingsFile(folder), JSON.stringify(settings(folder, traces)));
  return release;
}

function settings(folder: string, { network, controlGroup }: Traces) {
  return {
    hosts: [`unix://${join(folder, 'docker.sock')}`],
    'data-root': dataFolder(folder),
    'exec-root': join(folder, 'exec'),
    pidfile: join(folder, 'dockerd.pid'),
    bridge: network.bridge,
    mtu: network.mtu,
    'default-address-pools': [{ base: network.range, size: 24 }],
    iptables: false, // Our own few rules are easier to take back.
    'cgroup-parent': `/${controlGroup}`,
    'exec-opts': ['native.cgroupdriver=cgroupfs'], // systemd would not know our process numbers.
    'log-level': 'warn',
  };
}

const dataFolder = (folder: string): string => join(folder, 'data');

function settingsFile(folder: string): string {
  return join(folder, 'daemon.json');
}

function readTraces(folder: string): Traces | undefined {
  const path = join(folder, 'traces.json');
  if (!existsSync(path)) return undefined;
  const traces: Traces = JSON.parse(readFileSync(path, 'utf8'));
  return traces;
}

function removeTraces(traces: Traces | undefined): void {
  if (traces === undefined) return;
  removeNetwork(traces.network);
  removeControlGroup(traces.controlGroup);
  if (runsAnywhere('dockerd')) return; // Its covers would go with the folders below them.
  for (const path of traces.folders) if (existsSync(path)) rmdirSync(path);
}

function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}
