import type { World } from '../core/ports';
import { dockerContexts } from './docker/contexts';
import type { DockerSettings } from './docker/docker';
import { makeDocker } from './docker/docker';
import { makeLocalWorld } from './localWorld';

export interface WorldSettings {
  readonly docker: () => DockerSettings;
}

export function makeWorld(settings: WorldSettings): World {
  return { ...makeLocalWorld(), docker: makeDocker(settings.docker), contexts: dockerContexts };
}
