import type { Credentials, ObjectCache, ObjectStore } from './aws/ports';
import type { DockerContext, Endpoint } from './docker/endpoint';
import type { Registries, RegistryKey } from './ecr/ports';
import type { Trees } from './explore/ports';
import type { Gpus } from './gpu/ports';
import type { Invokers } from './invoke/invoker';
import type { CloudLogs } from './hosting/logPorts';
import type { CloudWatches } from './hosting/cloudWatchPorts';
import type { Hostings } from './hosting/ports';
import type { Prices } from './hosting/prices/priceList';
import type { Container, FoundProgram, Image, ImageLayer } from './images/image';
import type { BuildEvent } from './images/build/buildEvent';
import type { BuildPlan } from './images/build/chooseBuilder';
import type { BuildNeeds } from './images/build/buildNeeds';
import type { ContextSize } from './images/build/contextSize';
import type { ImageBuild, PlannedBuild } from './images/build/imageBuild';
import type { ImagesSpace } from './images/imageSpace';
import type { Shells } from './images/shell';
import type { Loads } from './load/ports';
import type { Usages } from './resources/ports';
import type { Containers, RunDisk, Searcher } from './run/ports';
import type { Fronts, HttpCalls } from './serve/ports';

/** The complete list of what we ask of the world. */
export interface World {
  readonly docker: Docker;
  readonly containers: Containers;
  readonly shells: Shells;
  readonly disk: RunDisk;
  readonly usages: Usages;
  readonly gpus: Gpus;
  readonly trees: Trees;
  readonly contexts: Contexts;
  readonly clock: Clock;
  readonly files: Files;
  readonly searcher: Searcher;
  readonly objects: ObjectStore;
  readonly objectCache: ObjectCache;
  readonly credentials: Credentials;
  readonly registries: Registries;
  readonly hostings: Hostings;
  readonly http: HttpCalls;
  readonly fronts: Fronts;
  readonly cloudWatches: CloudWatches;
  readonly loads: Loads;
  readonly prices: Prices;
  readonly cloudLogs: CloudLogs;
  readonly invokers: Invokers;
}

/** What needs no engine: enough to check and mend files. */
export type LocalWorld = Pick<World, 'clock' | 'files'>;

/** The user's engine. Every call may throw a Problem, or an abort when the signal says so. */
export interface Docker {
  /** The engine that was chosen, whether it answers or not. */
  endpoint(): Promise<Endpoint>;
  /** Forgets the connection: the next call looks again where the engine is. */
  forget(): void;
  listImages(signal: AbortSignal): Promise<readonly Image[]>;
  /** Nothing when there is no such image. */
  findImage(reference: string, signal: AbortSignal): Promise<Image | undefined>;
  /** The engine's own document on an image. */
  inspectImage(reference: string, signal: AbortSignal): Promise<unknown>;
  /** The newest first, as the engine has them. */
  imageLayers(reference: string, signal: AbortSignal): Promise<readonly ImageLayer[]>;
  /** Slow: the engine measures its disk. */
  imagesSpace(signal: AbortSignal): Promise<ImagesSpace>;
  /** Programs of these names that the PATH of an image leads to. Nothing of the image runs. */
  findPrograms(
    reference: string,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly FoundProgram[]>;
  tagImage(reference: string, name: string, signal: AbortSignal): Promise<void>;
  /** On the disk where it keeps images; nothing when that is on another machine, or nobody can tell. */
  freeBytes(signal: AbortSignal): Promise<number | undefined>;
  removeImage(reference: string, options: { readonly force: boolean }, signal: AbortSignal): Promise<void>;
  pruneImages(signal: AbortSignal): Promise<Pruned>;
  /** What BuildKit keeps for later builds and no build uses now. Returns how many bytes came free. */
  pruneBuildCache(signal: AbortSignal): Promise<number>;
  /** What a build would send, as .dockerignore says. */
  measureContext(build: ImageBuild, signal: AbortSignal): Promise<ContextSize>;
  /** Who is to build; a Problem when nobody here can. */
  chooseBuilder(build: ImageBuild, needs: BuildNeeds, signal: AbortSignal): Promise<BuildPlan>;
  /** Reports how it goes. With the signal the build ends, and leaves no container. */
  buildImage(build: PlannedBuild, report: (event: BuildEvent) => void, signal: AbortSignal): Promise<void>;
  /** Under one of its names. Reports layer by layer; a refusal is a Problem of the kind `push-refused`. */
  pushImage(
    name: string,
    key: RegistryKey,
    report: (layer: LayerReport) => void,
    signal: AbortSignal,
  ): Promise<PushedImage>;
  listContainers(signal: AbortSignal): Promise<readonly Container[]>;
  findContainer(id: string, signal: AbortSignal): Promise<Container | undefined>;
  /** Ready when the engine listens to us; ends with the signal, fails when the engine goes away. */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
}

/** Where a layer is on its way to a registry. */
export interface LayerReport {
  readonly layer: string;
  /** `broken`: the engine waits a moment, and tries again by itself. */
  readonly state: 'waiting' | 'moving' | 'broken' | 'there' | 'known';
  /** Bytes; of a layer whose size the engine has not told, nothing. */
  readonly sent?: number;
  readonly total?: number;
}

export interface PushedImage {
  readonly digest: string;
}

export interface Pruned {
  readonly images: number;
  readonly bytes: number;
}

/** Something that happened to an image or a container; `id` may be a name, as the engine gives it. */
export interface EngineEvent {
  readonly type: 'image' | 'container';
  readonly action: string;
  readonly id: string;
}

/** The user's Docker configuration. */
export interface Contexts {
  list(): Promise<readonly DockerContext[]>;
  /** Calls back when the current context or one of the contexts changed on disk. */
  watch(changed: () => void): { dispose(): void };
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects as an abort when the signal says so. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The user's disk. Paths are absolute, with forward slashes on every system. */
export interface Files {
  /** What lies below a folder, the nearest first. Links are named and never followed; what cannot be read is left out. */
  walk(folder: string, options: WalkOptions, signal: AbortSignal): Promise<Walk>;
  /** Of what a link leads to; undefined when there is nothing. */
  stat(path: string, signal: AbortSignal): Promise<FileStat | undefined>;
  /** Undefined when there is no such file, or it is larger, or not text in UTF-8. */
  read(path: string, maximumBytes: number, signal: AbortSignal): Promise<string | undefined>;
  /** Undefined when there is no such file, or it is larger. */
  readBytes(path: string, maximumBytes: number, signal: AbortSignal): Promise<Uint8Array | undefined>;
  write(path: string, text: string, signal: AbortSignal): Promise<void>;
  /** With those above it; fine when it is there. */
  makeFolder(path: string, signal: AbortSignal): Promise<void>;
  /** Sets the exec bit: on Windows in the git index, the only place that has one. */
  makeExecutable(path: string, signal: AbortSignal): Promise<void>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  /** Of a folder that was measured: all that is in it. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Undefined when nobody knows: on Windows for what git does not track. */
  readonly executable: boolean | undefined;
}

export interface WalkOptions {
  /** So many files and folders at most. */
  readonly entries: number;
  readonly milliseconds: number;
  /** What to do with a folder: look into it, only add up its bytes, or neither. */
  readonly enter: (path: string) => 'walk' | 'measure' | 'skip';
}

export interface Walk {
  readonly entries: readonly WalkedEntry[];
  /** False when a limit was reached: then there is more. */
  readonly complete: boolean;
}

export interface WalkedEntry extends FileStat {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** A link to something outside of the folder, or to nothing. */
  readonly leadsOut: boolean;
}
