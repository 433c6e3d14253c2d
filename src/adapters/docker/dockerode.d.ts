import type { Agent } from 'node:http';

/** What dockerode accepts and its types leave out. */
declare module 'dockerode' {
  interface DockerOptions {
    agent?: Agent;
  }
  interface ImageInspectOptions {
    abortSignal?: AbortSignal;
  }
  interface ContainerInspectOptions {
    abortSignal?: AbortSignal;
  }
}
