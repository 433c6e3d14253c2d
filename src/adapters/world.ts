import type { BuilderWish } from '../core/images/build/builderWish';
import type { World } from '../core/ports';
import type { AskCode } from './aws/account';
import type { AwsSettings } from './aws/accounts';
import { Accounts } from './aws/accounts';
import { makePrices } from './aws/prices/prices';
import {
  makeCloudLogs,
  makeCloudWatches,
  makeCredentials,
  makeHostings,
  makeInvokers,
  makeObjectStore,
  makeRegistries,
} from './aws/aws';
import { makeObjectCache } from './aws/objectCache';
import { makeContainers } from './docker/containers';
import { dockerContexts } from './docker/contexts';
import { makeDocker } from './docker/docker';
import { makeShells } from './docker/shells';
import { makeUsages } from './docker/usage/usages';
import type { DockerSettings } from './docker/engine';
import { makeEngine } from './docker/engine';
import { makeTrees } from './explore/trees';
import { makeGpus } from './gpu/gpus';
import { makeLoads } from './load/loads';
import { makeLocalWorld } from './localWorld';
import { makeRunDisk } from './runs/disk';
import { makeSearcher } from './searcher';
import { makeFronts } from './serve/fronts';
import { httpCalls } from './serve/httpCalls';

export interface WorldSettings {
  readonly docker: () => DockerSettings;
  readonly aws?: () => AwsSettings;
  readonly builder?: () => BuilderWish;
  /** Of a device for multi-factor authentication, which is named; fails when nobody can be asked. */
  readonly askCode?: AskCode;
}

export function makeWorld(settings: WorldSettings): World {
  const aws = new Accounts(settings.aws ?? (() => ({ profile: '', region: '' })), settings.askCode);
  const engine = makeEngine(settings.docker);
  return {
    ...makeLocalWorld(),
    docker: makeDocker(engine, settings.builder ?? (() => 'auto')),
    containers: makeContainers(engine),
    shells: makeShells(engine),
    contexts: dockerContexts,
    disk: makeRunDisk(),
    usages: makeUsages(engine),
    gpus: makeGpus(engine.ask),
    trees: makeTrees(engine.ask),
    searcher: makeSearcher(),
    objects: makeObjectStore(aws),
    objectCache: makeObjectCache(),
    credentials: makeCredentials(aws),
    registries: makeRegistries(aws),
    hostings: makeHostings(aws),
    http: httpCalls,
    fronts: makeFronts(),
    cloudWatches: makeCloudWatches(aws),
    loads: makeLoads(),
    prices: makePrices(() => process.env['AWS_ENDPOINT_URL_PRICING']),
    cloudLogs: makeCloudLogs(aws),
    invokers: makeInvokers(aws),
  };
}
