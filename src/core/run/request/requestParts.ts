import type { JsonObject, JsonValue } from '../../json';
import {
  asText,
  at,
  flagAt,
  given,
  isList,
  isObject,
  isText,
  mapValues,
  numberAt,
  objectAt,
  textAt,
  textsAt,
} from '../../json';

/** The parts of a run file that a request tells. What does not fit is left out: it stays in the request. */
export function fileParts(request: JsonObject): JsonObject {
  const algorithm = objectAt(request, 'AlgorithmSpecification');
  return given({
    name: textAt(request, 'TrainingJobName'),
    image: textAt(algorithm, 'TrainingImage'),
    entrypoint: textsAt(algorithm, 'ContainerEntrypoint'),
    arguments: textsAt(algorithm, 'ContainerArguments'),
    hyperparameters: filled(mapValues(texts(objectAt(request, 'HyperParameters')), valueOf)),
    channels: filled(channels(request, textAt(algorithm, 'TrainingInputMode'))),
    environment: filled(texts(objectAt(request, 'Environment'))),
    metrics: metrics(at(algorithm, 'MetricDefinitions')),
    checkpoints: checkpoints(objectAt(request, 'CheckpointConfig')),
    networkIsolation: flagAt(request, 'EnableNetworkIsolation') === true ? true : undefined,
    maxRuntime: count(objectAt(request, 'StoppingCondition'), 'MaxRuntimeInSeconds'),
  });
}

export function cloudParts(request: JsonObject): JsonObject {
  const resources = objectAt(request, 'ResourceConfig');
  const vpc = objectAt(request, 'VpcConfig');
  const [subnets, securityGroups] = [textsAt(vpc, 'Subnets'), textsAt(vpc, 'SecurityGroupIds')];
  return given({
    role: textAt(request, 'RoleArn'),
    instanceType: textAt(resources, 'InstanceType'),
    instanceCount: count(resources, 'InstanceCount'),
    volumeSize: count(resources, 'VolumeSizeInGB'),
    output: textAt(objectAt(request, 'OutputDataConfig'), 'S3OutputPath'),
    spot: flagAt(request, 'EnableManagedSpotTraining') === true ? true : undefined,
    maxWait: count(objectAt(request, 'StoppingCondition'), 'MaxWaitTimeInSeconds'),
    vpc: subnets && securityGroups ? { subnets, securityGroups } : undefined,
    tags: tags(at(request, 'Tags')),
  });
}

const texts = (from: JsonObject | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(from ?? {}).flatMap(([key, value]) => (isText(value) ? [[key, value]] : [])),
  );

const filled = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

/** `0.1` reads better than `"0.1"`, where it becomes the same text again. */
function valueOf(text: string): JsonValue {
  const number = /^-?\d/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) && asText(number) === text ? number : text;
}

function count(from: JsonObject | undefined, key: string): number | undefined {
  const value = numberAt(from, key);
  return value !== undefined && Number.isInteger(value) && value >= 1 ? value : undefined;
}

function channels(request: JsonObject, mode: string | undefined): JsonObject {
  const inputs = at(request, 'InputDataConfig');
  if (!isList(inputs)) return {};
  return Object.fromEntries(
    inputs.flatMap((each) => {
      const [name, s3] = [
        textAt(each, 'ChannelName'),
        objectAt(objectAt(each, 'DataSource'), 'S3DataSource'),
      ];
      return name === undefined || textAt(s3, 'S3Uri') === undefined ? [] : [[name, channel(each, s3, mode)]];
    }),
  );
}

function channel(from: JsonValue, s3: JsonObject | undefined, mode: string | undefined): JsonValue {
  const address = textAt(s3, 'S3Uri') ?? '';
  const seed = numberAt(objectAt(from, 'ShuffleConfig'), 'Seed');
  const more = given({
    contentType: textAt(from, 'ContentType'),
    mode: known(textAt(from, 'InputMode') ?? mode, ['FastFile', 'Pipe']),
    distribution: known(textAt(s3, 'S3DataDistributionType'), ['ShardedByS3Key']),
    s3DataType: known(textAt(s3, 'S3DataType'), ['ManifestFile', 'AugmentedManifestFile']),
    compression: known(textAt(from, 'CompressionType'), ['Gzip']),
    recordWrapper: known(textAt(from, 'RecordWrapperType'), ['RecordIO']),
    attributeNames: textsAt(s3, 'AttributeNames'),
    shuffleSeed: seed !== undefined && Number.isInteger(seed) && seed >= 0 ? seed : undefined,
  });
  return Object.keys(more).length === 0 && address.startsWith('s3://') ? address : { s3: address, ...more };
}

const known = (value: string | undefined, values: readonly string[]): string | undefined =>
  values.find((each) => each === value);

/** All or none: SageMaker knows the list only as a whole. */
function metrics(from: JsonValue | undefined): JsonValue | undefined {
  if (!isList(from) || from.length === 0) return undefined;
  const read = from.flatMap((each) => {
    const [name, regex] = [textAt(each, 'Name'), textAt(each, 'Regex')];
    return name === undefined || regex === undefined ? [] : [{ name, regex }];
  });
  return read.length === from.length ? read : undefined;
}

function checkpoints(from: JsonObject | undefined): JsonValue | undefined {
  const s3 = textAt(from, 'S3Uri');
  return s3 === undefined ? undefined : given({ s3, path: textAt(from, 'LocalPath') });
}

function tags(from: JsonValue | undefined): JsonObject | undefined {
  if (!isList(from) || from.length === 0) return undefined;
  const entries = from.flatMap((each) => {
    const [key, value] = [textAt(each, 'Key'), textAt(each, 'Value')];
    return isObject(each) && key !== undefined && value !== undefined ? [[key, value] as const] : [];
  });
  const map = Object.fromEntries(entries);
  // Keys that are numbers change their places in an object.
  const isFaithful =
    entries.length === from.length && Object.keys(map).every((key, index) => key === entries[index]?.[0]);
  return isFaithful && Object.keys(map).length === entries.length ? map : undefined;
}
