import type { JsonObject, JsonValue } from '../../json';
import {
  at,
  flagAt,
  given,
  isList,
  isObject,
  mapValues,
  numberAt,
  objectAt,
  textAt,
  textsAt,
} from '../../json';
import { makeBuild, makeGpus, makeVpc, nameFrom, textMap } from '../../userFile/parts';
import { makeChannel } from './makeChannel';
import type { Checkpoints, CloudSection, LocalSection, MetricDefinition, RunFile } from './runFile';

export const checkpointFolder = '/opt/ml/checkpoints';

/** Short forms made long and defaults filled in. What is given has the shape of a run file already. */
export function makeRun(value: JsonObject, path: string): RunFile {
  return {
    ...given({
      name: textAt(value, 'name') ?? nameFrom(path, 'train'),
      image: textAt(value, 'image'),
      build: makeBuild(at(value, 'build')),
      entrypoint: textsAt(value, 'entrypoint'),
      arguments: textsAt(value, 'arguments'),
      source: source(at(value, 'source')),
      checkpoints: checkpoints(at(value, 'checkpoints')),
      maxRuntime: numberAt(value, 'maxRuntime'),
      cloud: cloud(objectAt(value, 'cloud')),
    }),
    hyperparameters: objectAt(value, 'hyperparameters') ?? {},
    channels: mapValues(objectAt(value, 'channels') ?? {}, makeChannel),
    environment: textMap(value, 'environment'),
    metrics: metrics(at(value, 'metrics')),
    networkIsolation: flagAt(value, 'networkIsolation') ?? false,
    local: local(objectAt(value, 'local') ?? {}),
  };
}

function source(value: JsonValue | undefined): RunFile['source'] {
  const [folder, entry] = [textAt(value, 'folder'), textAt(value, 'entry')];
  return folder === undefined || entry === undefined ? undefined : { folder, entry };
}

function checkpoints(value: JsonValue | undefined): Checkpoints | undefined {
  if (value === true) return { path: checkpointFolder };
  if (!isObject(value)) return undefined;
  return {
    ...given({ local: textAt(value, 'local'), s3: textAt(value, 's3') }),
    path: textAt(value, 'path') ?? checkpointFolder,
  };
}

function metrics(value: JsonValue | undefined): readonly MetricDefinition[] {
  if (!isList(value)) return [];
  return value.flatMap((each) => {
    const [name, regex] = [textAt(each, 'name'), textAt(each, 'regex')];
    return name === undefined || regex === undefined ? [] : [{ name, regex }];
  });
}

function local(value: JsonObject): LocalSection {
  const debug = at(value, 'debug');
  return {
    gpus: makeGpus(at(value, 'gpus')),
    ...given({
      shmSize: textAt(value, 'shmSize'),
      cpus: numberAt(value, 'cpus'),
      memory: textAt(value, 'memory'),
      platform: textAt(value, 'platform'),
    }),
    hosts: numberAt(value, 'hosts') ?? 1,
    network: at(value, 'network') === 'host' ? 'host' : 'bridge',
    strictPermissions: flagAt(value, 'strictPermissions') ?? false,
    awsCredentials: textAt(value, 'awsCredentials') ?? flagAt(value, 'awsCredentials') ?? false,
    debug: typeof debug === 'number' ? debug : debug === true,
  };
}

function cloud(value: JsonObject | undefined): CloudSection | undefined {
  if (!value) return undefined;
  return {
    ...given({
      region: textAt(value, 'region'),
      image: textAt(value, 'image'),
      role: textAt(value, 'role'),
      instanceType: textAt(value, 'instanceType'),
      instanceCount: numberAt(value, 'instanceCount'),
      volumeSize: numberAt(value, 'volumeSize'),
      output: textAt(value, 'output'),
      maxWait: numberAt(value, 'maxWait'),
      vpc: makeVpc(objectAt(value, 'vpc')),
    }),
    spot: flagAt(value, 'spot') ?? false,
    tags: textMap(value, 'tags'),
    request: objectAt(value, 'request') ?? {},
  };
}
