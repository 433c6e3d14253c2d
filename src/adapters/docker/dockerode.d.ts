import type { Agent } from 'node:http';

/** What dockerode accepts and its types leave out. */
declare module 'dockerode' {
  interface DockerOptions {
    agent?: Agent;
  }
  interface ImageBuildOptions {
    /** Stands in the address in place of the options: so a session of our own can be named. */
    _query?: Record<string, unknown>;
  }
  interface ImageInspectOptions {
    abortSignal?: AbortSignal;
  }
  interface ContainerInspectOptions {
    abortSignal?: AbortSignal;
  }
  interface Container {
    stats(options: { stream: true; abortSignal: AbortSignal }): Promise<NodeJS.ReadableStream>;
    top(options: { abortSignal: AbortSignal }): Promise<unknown>;
  }
}
