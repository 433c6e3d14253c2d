import type { JsonObject, JsonValue } from '../../json';
import { at, flagAt, given, isList, isObject, isText, numberAt, objectAt, textAt } from '../../json';
import { choice, makeBuild, makeGpus, makePlace, makeVpc, nameFrom, textMap } from '../../userFile/parts';
import type {
  AsyncSection,
  Container,
  DataCapture,
  EndpointCloud,
  EndpointFile,
  EndpointLocal,
  SampleRequest,
  Variant,
} from './endpointFile';
import { makeScaling, makeServerless } from './makeCapacity';

/** Short forms made long and defaults filled in. What is given has the shape of an endpoint file already. */
export function makeEndpoint(value: JsonObject, path: string): EndpointFile {
  return {
    ...given({
      name: textAt(value, 'name') ?? nameFrom(path, 'endpoint'),
      shadow: isObject(at(value, 'shadow')) ? makeVariant(at(value, 'shadow')) : undefined,
      async: makeAsync(objectAt(value, 'async')),
      cloud: makeCloud(objectAt(value, 'cloud')),
    }),
    variants: records(at(value, 'variants')).map(makeVariant),
    networkIsolation: flagAt(value, 'networkIsolation') ?? false,
    local: makeLocal(objectAt(value, 'local') ?? {}),
  };
}

const records = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : []);

/** Also of what is no variant: the places of the others must stay what they are. */
function makeVariant(value: JsonValue | undefined): Variant {
  const from = isObject(value) ? value : {};
  const containers = at(from, 'containers');
  return {
    name: textAt(from, 'name') ?? '',
    serving: isList(containers)
      ? {
          kind: 'several',
          invocation: choice(from, 'invocation', ['Serial', 'Direct']),
          containers: containers.map((each) => {
            const member = isObject(each) ? each : {};
            return { ...given({ name: textAt(member, 'name') }), ...makeContainer(member) };
          }),
        }
      : { kind: 'one', container: makeContainer(from) },
    weight: numberAt(from, 'weight') ?? 1,
    instances: numberAt(from, 'instances') ?? 1,
    ...given({
      instanceType: textAt(from, 'instanceType'),
      serverless: makeServerless(objectAt(from, 'serverless')),
      scaling: makeScaling(objectAt(from, 'scaling')),
      volumeSize: numberAt(from, 'volumeSize'),
      startupTimeout: numberAt(from, 'startupTimeout'),
      downloadTimeout: numberAt(from, 'downloadTimeout'),
    }),
  };
}

function makeContainer(from: JsonObject): Container {
  const model = at(from, 'model');
  return {
    ...given({
      image: textAt(from, 'image'),
      build: makeBuild(at(from, 'build')),
      ecrImage: textAt(from, 'ecrImage'),
      model: isText(model) || isObject(model) ? given(makePlace(model)) : undefined,
    }),
    environment: textMap(from, 'environment'),
    multiModel: flagAt(from, 'multiModel') ?? false,
  };
}

function makeAsync(from: JsonObject | undefined): AsyncSection | undefined {
  if (!from) return undefined;
  const notifications = objectAt(from, 'notifications');
  return {
    output: textAt(from, 'output') ?? '',
    ...given({
      failures: textAt(from, 'failures'),
      maxConcurrent: numberAt(from, 'maxConcurrent'),
      kmsKey: textAt(from, 'kmsKey'),
    }),
    notifications: given({
      success: textAt(notifications, 'success'),
      error: textAt(notifications, 'error'),
    }),
  };
}

const makeLocal = (from: JsonObject): EndpointLocal => ({
  gpus: makeGpus(at(from, 'gpus')),
  ...given({
    shmSize: textAt(from, 'shmSize'),
    cpus: numberAt(from, 'cpus'),
    memory: textAt(from, 'memory'),
    platform: textAt(from, 'platform'),
    port: numberAt(from, 'port'),
    serverless: makeServerless(objectAt(from, 'serverless')),
    async: flagAt(from, 'async'),
    sample: makeSample(at(from, 'sample')),
  }),
});

function makeSample(from: JsonValue | undefined): SampleRequest | undefined {
  if (isText(from)) return { file: from, streams: false };
  if (!isObject(from)) return undefined;
  return {
    file: textAt(from, 'file') ?? '',
    ...given({ contentType: textAt(from, 'contentType'), accept: textAt(from, 'accept') }),
    streams: flagAt(from, 'streams') ?? false,
  };
}

function makeCloud(from: JsonObject | undefined): EndpointCloud | undefined {
  if (!from) return undefined;
  return {
    ...given({
      region: textAt(from, 'region'),
      role: textAt(from, 'role'),
      kmsKey: textAt(from, 'kmsKey'),
      vpc: makeVpc(objectAt(from, 'vpc')),
      dataCapture: makeDataCapture(objectAt(from, 'dataCapture')),
    }),
    tags: textMap(from, 'tags'),
  };
}

function makeDataCapture(from: JsonObject | undefined): DataCapture | undefined {
  if (!from) return undefined;
  return {
    output: textAt(from, 'output') ?? '',
    percentage: numberAt(from, 'percentage') ?? 100,
    capture: choice(from, 'capture', ['InputAndOutput', 'Input', 'Output']),
    ...given({ kmsKey: textAt(from, 'kmsKey') }),
  };
}
