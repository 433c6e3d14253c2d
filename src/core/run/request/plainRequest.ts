import { checkpointFolder } from '../file/makeRun';
import type { JsonObject, JsonValue } from '../../json';
import { at, isList, isObject, objectAt } from '../../json';
import { defaults } from './trainingJob';

/** A request as `trainingJob` would write it: without what says only what holds anyway, and with what SageMaker fills in. */
export function plainRequest(request: JsonObject): JsonObject {
  const mode = at(objectAt(request, 'AlgorithmSpecification'), 'TrainingInputMode');
  const inputs = at(request, 'InputDataConfig');
  const plain: JsonObject = {
    HyperParameters: {},
    ...request,
    StoppingCondition: { MaxRuntimeInSeconds: defaults.runtime, ...objectAt(request, 'StoppingCondition') },
    ...change(request, 'AlgorithmSpecification', (algorithm) =>
      without(algorithm, { MetricDefinitions: [] }),
    ),
    ...change(request, 'CheckpointConfig', (config) => without(config, { LocalPath: checkpointFolder })),
    ...(isList(inputs)
      ? { InputDataConfig: inputs.map((each) => (isObject(each) ? plainChannel(each, mode) : each)) }
      : {}),
  };
  return without(plain, {
    EnableNetworkIsolation: false,
    EnableManagedSpotTraining: false,
    EnableInterContainerTrafficEncryption: false,
    InputDataConfig: [],
    Environment: {},
    Tags: [],
  });
}

function plainChannel(channel: JsonObject, mode: JsonValue | undefined): JsonObject {
  const source = objectAt(channel, 'DataSource');
  const plain: JsonObject = {
    ...channel,
    ...(source
      ? {
          DataSource: {
            ...source,
            ...change(source, 'S3DataSource', (s3) => ({ S3DataDistributionType: 'FullyReplicated', ...s3 })),
          },
        }
      : {}),
  };
  return without(plain, {
    CompressionType: 'None',
    RecordWrapperType: 'None',
    ...(mode === undefined ? {} : { InputMode: mode }),
  });
}

function change(from: JsonObject, key: string, make: (value: JsonObject) => JsonObject): JsonObject {
  const value = objectAt(from, key);
  return value ? { [key]: make(value) } : {};
}

function without(from: JsonObject, said: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(from).filter(
      ([key, value]) => !Object.hasOwn(said, key) || JSON.stringify(said[key]) !== JSON.stringify(value),
    ),
  );
}
