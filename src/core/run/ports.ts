import type { RegistryKey } from '../ecr/ports';
import type { HostPlan } from './local/localPlan';

/** The engine's containers and networks, as far as a run needs them. */
export interface Containers {
  facts(signal: AbortSignal): Promise<EngineFacts>;
  create(spec: ContainerSpec, signal: AbortSignal): Promise<string>;
  /** What the container writes to both streams; listening has begun when this resolves. Ends with the container. */
  listen(id: string, from: 'now' | 'beginning', signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** The engine's refusal in its own words, when the program cannot be started. */
  start(id: string, signal: AbortSignal): Promise<string | undefined>;
  /** Until the container runs no more. */
  wait(id: string, signal: AbortSignal): Promise<void>;
  /** Nothing when there is no such container. */
  state(id: string, signal: AbortSignal): Promise<ContainerState | undefined>;
  /** SIGTERM, and after so many seconds SIGKILL. */
  stop(id: string, seconds: number, signal: AbortSignal): Promise<void>;
  /** With its anonymous volumes; nothing happens when it is gone already. */
  remove(id: string, signal: AbortSignal): Promise<void>;
  /** Containers of runs, also those that have ended. */
  ofRuns(signal: AbortSignal): Promise<readonly RunContainer[]>;
  /** All that have a label, also those that have ended. */
  withLabel(label: string, signal: AbortSignal): Promise<readonly LabelledContainer[]>;
  /** On 127.0.0.1 by ports of the container; none once it has ended. */
  publishedPorts(id: string, signal: AbortSignal): Promise<ReadonlyMap<number, number>>;
  /** Gives the addresses that its hosts are to have, so that names hold before a host is up and after it is gone. */
  createNetwork(network: NetworkSpec, signal: AbortSignal): Promise<readonly string[]>;
  /** Of this machine, in a network of the engine. */
  gateway(network: string, signal: AbortSignal): Promise<string | undefined>;
  /** Of a container, in all its networks. */
  addresses(id: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The kernel's tables of its sockets, as `/proc/net/tcp` has them; nothing where nobody can look. */
  socketTables(id: string, signal: AbortSignal): Promise<string | undefined>;
  environment(id: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  removeNetwork(name: string, signal: AbortSignal): Promise<void>;
  /** Whether a path is there, in a container that may not have started yet. */
  has(id: string, path: string, signal: AbortSignal): Promise<boolean>;
  /** Makes files in mounted folders the user's own, also where they may not touch them. Needs nothing in the image. */
  giveFiles(id: string, gift: Gift, signal: AbortSignal): Promise<void>;
  /** Puts a folder of an image, when it has that, to the same place in a container. */
  copyOfImage(copy: ImageCopy, signal: AbortSignal): Promise<void>;
  pull(pull: ImagePull, report: Progress, signal: AbortSignal): Promise<void>;
}

export interface ImageCopy {
  readonly image: string;
  readonly folder: string;
  /** A container; what is mounted there is written through. */
  readonly into: string;
}

export interface ImagePull {
  readonly image: string;
  readonly platform: string | undefined;
  /** For a registry that lets only those in who are known. */
  readonly key: RegistryKey | undefined;
}

export type Progress = (text: string) => void;

export interface EngineFacts {
  readonly memoryBytes: number;
  readonly cpus: number;
  /** As images are labelled: amd64, arm64. */
  readonly architecture: string;
  /** Root in a container is the user outside of it. */
  readonly rootless: boolean;
  /** The engine gives the users of containers other numbers outside, which nobody can give away. */
  readonly remapsUsers: boolean;
  /** In a virtual machine of Docker Desktop, into which FIFOs do not cross. */
  readonly desktop: boolean;
  /** Beside us on this very machine, so that the addresses of containers can be reached from here. */
  readonly here: boolean;
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly platform: string | undefined;
  readonly host: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[];
  /** The image's own when it is not given. */
  readonly user?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: HostPlan['mounts'];
  readonly network: string;
  /** Of this host, in a network of the run's own. */
  readonly address: string | undefined;
  /** All hosts of the run by name. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly gpus: 'none' | 'all' | readonly string[];
  readonly shmBytes: number;
  readonly memoryBytes: number | undefined;
  readonly cpus: number | undefined;
  /** Published on 127.0.0.1. */
  readonly ports: readonly PublishedPort[];
}

export interface PublishedPort {
  readonly inside: number;
  /** On this machine; any that is free when it is not given. */
  readonly outside: number | undefined;
}

export interface NetworkSpec {
  readonly name: string;
  /** How many. */
  readonly hosts: number;
  /** Without a way out. Ports are published only with `unmasked`, from which others would not know where to answer. */
  readonly internal: boolean | 'unmasked';
  readonly labels: Readonly<Record<string, string>>;
}

export interface ContainerState {
  readonly id: string;
  readonly status: 'created' | 'running' | 'exited';
  readonly exitCode: number;
  readonly oomKilled: boolean;
  readonly error: string;
}

export interface RunContainer {
  readonly id: string;
  readonly run: string;
  readonly host: string;
  /** Of the run, on the machine that started it. */
  readonly folder: string;
  readonly running: boolean;
}

export interface LabelledContainer {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly running: boolean;
}

export interface Gift {
  /** The mounted folder, as the container sees it. */
  readonly folder: string;
  /** Paths below it. */
  readonly entries: readonly ForeignEntry[];
  readonly owner: Owner;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface ForeignEntry {
  readonly path: string;
  readonly kind: 'folder' | 'other';
  readonly mode: number;
}

/** The folders of runs. Paths are absolute, with forward slashes. */
export interface RunDisk {
  /** Nobody on Windows, where files have no numbered owners. */
  readonly user: Owner | undefined;
  /** Where runs are kept when nobody says otherwise. */
  readonly runsFolder: string;
  makeFolder(path: string): Promise<void>;
  writeText(path: string, text: string): Promise<void>;
  readText(path: string): Promise<string | undefined>;
  setMode(path: string, mode: number): Promise<void>;
  remove(path: string): Promise<void>;
  /** The names of the folders in a folder; none when it is not there. */
  folders(path: string): Promise<readonly string[]>;
  /** All files below a folder with their sizes; links are not followed. */
  files(path: string): Promise<readonly StoredFile[]>;
  /** Without what belongs to tools: `.git`, `__pycache__`, virtual environments. */
  copyCode(from: string, to: string, signal: AbortSignal): Promise<void>;
  /** Appends as fast as the disk takes it. */
  append(path: string): Promise<Appender>;
  /** A file, piece by piece. */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  gunzip(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Within a disk; what was there is replaced. */
  move(from: string, to: string): Promise<void>;
  /** The last bytes of a file, as text. */
  tail(path: string, bytes: number): Promise<string>;
  /** A gzipped tar into an empty folder. Nothing gets out of that, by its name or by a link: such an archive is refused. */
  unpack(archive: string, folder: string, signal: AbortSignal): Promise<void>;
  /** A gzipped tar of what is in the folders, with paths from each. Nothing is written when they are empty. */
  pack(folders: readonly string[], archive: string, signal: AbortSignal): Promise<number>;
  /** Calls back when something comes, goes or is replaced right below one of the folders. */
  watch(folders: readonly string[], changed: () => void): { dispose(): void };
  /** What is not the user's, as far as one can look; folders that hide their content are among it. */
  foreign(path: string, user: Owner): Promise<readonly ForeignEntry[]>;
  /** There are FIFOs here, and engines that share them. */
  readonly hasPipes: boolean;
  /**
   * Streams the source into the FIFOs `<place>_0`, `<place>_1`… each time one is read. The first is there at once; where
   * there are some already, their last one is fed next.
   */
  openPipe(place: string, source: PipeSource, failed: (error: unknown) => void): Promise<OpenPipe>;
}

/** What goes through a FIFO: a file, or all files of a folder. */
export interface PipeSource {
  readonly path: string;
  /** A JSON list of the files by path, in their order; that of their paths when it is not given. */
  readonly order: string | undefined;
  /** Another order for each epoch, that of all hosts. */
  readonly shuffleSeed: number | undefined;
  readonly gunzip: boolean;
  /** Each file is one record. */
  readonly recordIO: boolean;
  /** Which of the files, in the order of the epoch. */
  readonly share: { readonly first: number; readonly step: number };
}

export interface OpenPipe {
  /** Feeds no more. The FIFOs stay for whoever feeds them on. */
  leave(): Promise<void>;
  /** Removes the FIFOs too. */
  close(): Promise<void>;
}

/** Searches that end, whatever the expression. */
export interface Searcher {
  /** The match and its groups. Costs more than to search at once. */
  search(
    regex: RegExp,
    text: string,
    milliseconds: number,
  ): readonly (string | undefined)[] | undefined | 'too-slow';
}

export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
}

export interface Appender {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
