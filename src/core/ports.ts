import type { DockerContext, Endpoint } from './docker/endpoint';
import type { Container, Image } from './images/image';

/** The complete list of what we ask of the world. */
export interface World {
  readonly docker: Docker;
  readonly contexts: Contexts;
  readonly clock: Clock;
}

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
  tagImage(reference: string, name: string, signal: AbortSignal): Promise<void>;
  removeImage(reference: string, options: { readonly force: boolean }, signal: AbortSignal): Promise<void>;
  pruneImages(signal: AbortSignal): Promise<Pruned>;
  listContainers(signal: AbortSignal): Promise<readonly Container[]>;
  findContainer(id: string, signal: AbortSignal): Promise<Container | undefined>;
  /** Ready when the engine listens to us; ends with the signal, fails when the engine goes away. */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
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
