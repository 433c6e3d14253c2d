import { parseSize } from '../../dockerSize';
import type { RunFile } from '../file/runFile';
import { configFiles, hostNames } from './configFiles';
import { localEnvironment } from './environment';
import type { PipePlan } from './pipes';
import { pipesOf } from './pipes';

/** Everything that the engine is asked for: one training job as containers, folders, files and mounts. */
export interface LocalPlan {
  readonly jobName: string;
  readonly image: string;
  readonly platform: string | undefined;
  readonly network: 'bridge' | 'host' | 'isolated' | 'cluster';
  readonly hosts: readonly HostPlan[];
  /** Replaces the image's own when it is given. */
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly gpus: 'none' | 'all' | readonly string[];
  readonly shmBytes: number;
  readonly memoryBytes: number | undefined;
  readonly cpus: number | undefined;
  /** The port of the container that is published on this machine, for a debugger. */
  readonly debugPort: number | undefined;
  /** Seconds. */
  readonly maxRuntime: number | undefined;
  /** Whether the containers may ask for the user's keys, or a profile's. */
  readonly awsCredentials: boolean | string;
}

export interface HostPlan {
  readonly name: string;
  /** Made empty, below `/opt/ml`. */
  readonly folders: readonly string[];
  /** Their texts by path, below `/opt/ml`. */
  readonly files: Readonly<Record<string, string>>;
  /** Laid into `/opt/ml`, or elsewhere for checkpoints. */
  readonly mounts: readonly Mount[];
  readonly pipes: readonly PipePlan[];
}

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What the world must tell before a run can be planned. */
export interface PlanFacts {
  readonly jobName: string;
  readonly image: string;
  /** Of the engine; half of it is for `/dev/shm`, as on SageMaker. */
  readonly memoryBytes: number;
  /** Where each channel's data lies on this machine, whole or for one host. */
  readonly channelSource: (channel: string, host: string) => ChannelSource | undefined;
  readonly checkpoints: string;
  readonly region: string;
}

export interface ChannelSource {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** A file that lists those of the folder in their order, where it is not that of their paths. */
  readonly order?: string;
}

/** Seconds between SIGTERM and SIGKILL. */
export const stopGrace = 120;

export function localPlan(run: RunFile, facts: PlanFacts): LocalPlan {
  const hosts = hostNames(run.local.hosts);
  const { shmSize, memory, debug, gpus } = run.local;
  return {
    jobName: facts.jobName,
    image: facts.image,
    platform: run.local.platform,
    network: networkOf(run),
    hosts: hosts.map((host) => hostPlan(run, facts, host, hosts)),
    entrypoint: run.entrypoint,
    command: run.arguments ?? (run.entrypoint ? [] : ['train']),
    environment: localEnvironment(run, facts),
    gpus,
    shmBytes: (shmSize === undefined ? undefined : parseSize(shmSize)) ?? Math.floor(facts.memoryBytes / 2),
    memoryBytes: memory === undefined ? undefined : parseSize(memory),
    cpus: run.local.cpus,
    debugPort: debug === true ? 5678 : debug === false ? undefined : debug,
    maxRuntime: run.maxRuntime,
    awsCredentials: run.local.awsCredentials,
  };
}

/** Isolated networks have an `eth0` too, which `none` has not. */
function networkOf(run: RunFile): LocalPlan['network'] {
  if (run.networkIsolation) return 'isolated';
  if (run.local.hosts > 1) return 'cluster';
  return run.local.network;
}

function hostPlan(run: RunFile, facts: PlanFacts, host: string, hosts: readonly string[]): HostPlan {
  const channels = Object.keys(run.channels);
  const config = configFiles(run, { host, hosts, instanceType: instanceType(run) });
  const manifests = channels
    .filter((name) => run.channels[name]?.mode !== 'Pipe')
    .map((name) => [`input/data/${name}-manifest`, manifest(name)]);
  const mounts = channels.flatMap((name) => channelMount(run, name, facts.channelSource(name, host)) ?? []);
  return {
    name: host,
    folders: [
      'input/config',
      'input/data',
      'model',
      'output/data',
      'output/metrics/sagemaker',
      ...channels.filter((name) => run.channels[name]?.mode !== 'Pipe').map((name) => `input/data/${name}`),
      ...(run.source ? ['code'] : []),
      ...(run.checkpoints?.path.startsWith('/opt/ml/')
        ? [run.checkpoints.path.slice('/opt/ml/'.length)]
        : []),
    ],
    files: Object.fromEntries([
      ...Object.entries(config).map(([name, text]) => [`input/config/${name}`, text]),
      ...manifests,
      // The engine would make the place for a mounted file itself, as root.
      ...mounts
        .filter(({ target }) => target.split('/').length > 6)
        .map(({ target }) => [target.slice('/opt/ml/'.length), '']),
    ]),
    mounts: run.checkpoints
      ? [...mounts, { source: facts.checkpoints, target: run.checkpoints.path, readOnly: false }]
      : mounts,
    pipes: pipesOf(run, (name) => facts.channelSource(name, host), {
      index: hosts.indexOf(host),
      count: hosts.length,
    }),
  };
}

function channelMount(run: RunFile, name: string, source: ChannelSource | undefined): Mount | undefined {
  if (!source || run.channels[name]?.mode === 'Pipe') return undefined;
  const folder = `/opt/ml/input/data/${name}`;
  const file = source.path.slice(source.path.lastIndexOf('/') + 1);
  return {
    source: source.path,
    target: source.kind === 'file' ? `${folder}/${file}` : folder,
    readOnly: true,
  };
}

/** AWS does not document its content: there is one so that code which lists the folder meets it here already. */
const manifest = (channel: string): string =>
  JSON.stringify([{ prefix: `file:///opt/ml/input/data/${channel}/` }]);

/** What the container believes to run on. */
function instanceType(run: RunFile): string {
  return run.cloud?.instanceType ?? (run.local.gpus === 'none' ? 'ml.m5.xlarge' : 'ml.g5.xlarge');
}
