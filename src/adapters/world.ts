import type { World } from '../core/ports';
import { systemClock } from './clock';
import { dockerContexts } from './docker/contexts';
import type { DockerSettings } from './docker/docker';
import { makeDocker } from './docker/docker';

export interface WorldSettings {
  readonly docker: () => DockerSettings;
}

export function makeWorld(settings: WorldSettings): World {
  return { docker: makeDocker(settings.docker), contexts: dockerContexts, clock: systemClock };
}
