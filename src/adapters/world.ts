import type { World } from '../core/ports';
import { makeCredentials, makeObjectStore, makeRegistries } from './aws/aws';
import { makeObjectCache } from './aws/objectCache';
import { makeContainers } from './docker/containers';
import { dockerContexts } from './docker/contexts';
import { makeDocker } from './docker/docker';
import { makeUsages } from './docker/usage/usages';
import type { DockerSettings } from './docker/engine';
import { makeEngine } from './docker/engine';
import { makeTrees } from './explore/trees';
import { makeGpus } from './gpu/gpus';
import { makeLocalWorld } from './localWorld';
import { makeRunDisk } from './runs/disk';
import { makeSearcher } from './searcher';

export interface WorldSettings {
  readonly docker: () => DockerSettings;
}

export function makeWorld(settings: WorldSettings): World {
  const engine = makeEngine(settings.docker);
  return {
    ...makeLocalWorld(),
    docker: makeDocker(engine),
    containers: makeContainers(engine),
    contexts: dockerContexts,
    disk: makeRunDisk(),
    usages: makeUsages(engine),
    gpus: makeGpus(engine.ask),
    trees: makeTrees(engine.ask),
    searcher: makeSearcher(),
    objects: makeObjectStore(),
    objectCache: makeObjectCache(),
    credentials: makeCredentials(),
    registries: makeRegistries(),
  };
}
