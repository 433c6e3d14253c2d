import { checkpointFolder } from '../file/makeRun';
import type { Channel, RunFile } from '../file/runFile';
import type { JsonValue } from '../../json';
import { hyperparameterTexts } from '../hyperparameters';
import { pythonCall, pythonValue } from './pythonText';
import { defaults, type JobNames } from './trainingJob';

/** The same run for the SageMaker Python SDK, version 2: an Estimator and its fit. */
export function pythonCode(run: RunFile, { name, image }: JobNames): string {
  const inputs = Object.entries(run.channels);
  const rest = Object.keys(run.cloud?.request ?? {});
  const hasRole = run.cloud?.role !== undefined;
  return [
    '# SageMaker Python SDK, version 2: pip install "sagemaker<3"',
    ...(rest.length > 0 ? [`# Not in this code: ${rest.map((key) => JSON.stringify(key)).join(', ')}`] : []),
    ...(hasRole ? [] : ['from sagemaker import get_execution_role']),
    'from sagemaker.estimator import Estimator',
    ...(inputs.length > 0 ? [`from sagemaker.inputs import ${inputNames(run)}`] : []),
    ...(inputs.some(([, { s3 }]) => s3 === undefined) ? ['from sagemaker.session import Session'] : []),
    '',
    `estimator = ${pythonCall('Estimator', estimator(run, { name, image }))}`,
    '',
    pythonCall('estimator.fit', { inputs: inputs.length > 0 ? inputsText(run, name) : undefined }),
    '',
  ].join('\n');
}

const inputNames = ({ channels }: RunFile): string =>
  Object.values(channels).some(({ shuffleSeed }) => shuffleSeed !== undefined)
    ? 'ShuffleConfig, TrainingInput'
    : 'TrainingInput';

function estimator(run: RunFile, { name, image }: JobNames): Readonly<Record<string, string | undefined>> {
  const { cloud, source, checkpoints } = run;
  const value = (given: JsonValue | undefined): string | undefined =>
    given === undefined ? undefined : pythonValue(given, '    ');
  const list = (given: readonly JsonValue[]): string | undefined =>
    given.length > 0 ? value(given) : undefined;
  return {
    image_uri: value(image ?? ''),
    role: value(cloud?.role) ?? 'get_execution_role()',
    instance_type: value(cloud?.instanceType ?? 'ml.m5.xlarge'),
    instance_count: value(cloud?.instanceCount ?? run.local.hosts),
    volume_size: value(cloud?.volumeSize ?? defaults.volume),
    max_run: value(run.maxRuntime ?? defaults.runtime),
    base_job_name: value(name),
    source_dir: value(source?.folder),
    entry_point: value(source?.entry),
    container_entry_point: value(run.entrypoint),
    container_arguments: value(run.arguments),
    // The SDK adds what script mode needs.
    hyperparameters: value(hyperparameterTexts(withoutSource(run))),
    environment: Object.keys(run.environment).length > 0 ? value(run.environment) : undefined,
    metric_definitions: list(run.metrics.map((each) => ({ Name: each.name, Regex: each.regex }))),
    output_path: value(cloud?.output),
    checkpoint_s3_uri: value(checkpoints?.s3),
    checkpoint_local_path:
      checkpoints?.s3 === undefined || checkpoints.path === checkpointFolder
        ? undefined
        : value(checkpoints.path),
    enable_network_isolation: run.networkIsolation ? 'True' : undefined,
    use_spot_instances: cloud?.spot ? 'True' : undefined,
    max_wait: value(cloud?.maxWait),
    subnets: value(cloud?.vpc?.subnets),
    security_group_ids: value(cloud?.vpc?.securityGroups),
    tags: list(Object.entries(cloud?.tags ?? {}).map(([Key, Value]) => ({ Key, Value }))),
  };
}

function withoutSource(run: RunFile): RunFile {
  const { source: _, ...rest } = run;
  return rest;
}

function inputsText(run: RunFile, job: string): string {
  const inputs = Object.entries(run.channels).map(
    ([name, channel]) =>
      `    ${JSON.stringify(name)}: ${pythonCall('TrainingInput', input(name, channel, job), '        ')},\n`,
  );
  return `{\n    ${inputs.join('    ')}    }`;
}

function input(name: string, channel: Channel, job: string): Readonly<Record<string, string | undefined>> {
  const unless = (given: string, usual: string): string | undefined =>
    given === usual ? undefined : pythonValue(given);
  const folder = pythonCall('Session().upload_data', {
    path: pythonValue(channel.local ?? ''),
    key_prefix: pythonValue(`${job}/${name}`),
  });
  return {
    s3_data: channel.s3 === undefined ? folder : pythonValue(channel.s3),
    content_type: channel.contentType === undefined ? undefined : pythonValue(channel.contentType),
    distribution: unless(channel.distribution, 'FullyReplicated'),
    input_mode: unless(channel.mode, 'File'),
    s3_data_type: unless(channel.s3DataType, 'S3Prefix'),
    compression: unless(channel.compression, 'None'),
    record_wrapping: unless(channel.recordWrapper, 'None'),
    attribute_names: channel.attributeNames && pythonValue(channel.attributeNames),
    shuffle_config: channel.shuffleSeed === undefined ? undefined : `ShuffleConfig(${channel.shuffleSeed})`,
  };
}
