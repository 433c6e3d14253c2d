import { checkpointFolder } from '../file/makeRun';
import type { Channel, CloudSection, InputMode, RunFile } from '../file/runFile';
import { codeFolder, hyperparameterTexts } from '../hyperparameters';
import type { JsonObject } from '../../json';
import { given } from '../../json';
import { layOver } from './layOver';

export interface JobNames {
  /** The job's whole name, at most 63 characters. */
  readonly name: string;
  /** The image in ECR. */
  readonly image?: string | undefined;
  /** Where the code of script mode was uploaded as `sourcedir.tar.gz`. */
  readonly submitDirectory?: string;
}

/** Seconds and gigabytes: what SageMaker and its SDK take when nobody says. */
export const defaults = { runtime: 86_400, volume: 30 } as const;

/** The CreateTrainingJob request of a run. Defaults of SageMaker are not written, but where it insists. */
export function trainingJob(run: RunFile, names: JobNames): JsonObject {
  const { cloud, checkpoints } = run;
  const mode = commonMode(run);
  const channels = Object.entries(run.channels);
  const request: JsonObject = {
    TrainingJobName: names.name,
    HyperParameters: hyperparameterTexts(run, submitDirectory(run, names)),
    AlgorithmSpecification: algorithm(run, mode, names.image),
    ...(channels.length > 0
      ? { InputDataConfig: channels.map(([name, channel]) => inputData(name, channel, mode)) }
      : {}),
    ResourceConfig: given({
      InstanceType: cloud?.instanceType,
      InstanceCount: cloud?.instanceCount ?? run.local.hosts,
      VolumeSizeInGB: cloud?.volumeSize ?? defaults.volume,
    }),
    StoppingCondition: given({
      MaxRuntimeInSeconds: run.maxRuntime ?? defaults.runtime,
      MaxWaitTimeInSeconds: cloud?.maxWait,
    }),
    ...(Object.keys(run.environment).length > 0 ? { Environment: run.environment } : {}),
    ...(run.networkIsolation ? { EnableNetworkIsolation: true } : {}),
    ...(checkpoints?.s3 === undefined
      ? {}
      : {
          CheckpointConfig: {
            S3Uri: checkpoints.s3,
            ...(checkpoints.path === checkpointFolder ? {} : { LocalPath: checkpoints.path }),
          },
        }),
    ...(cloud ? cloudPart(cloud) : {}),
  };
  return cloud ? layOver(request, cloud.request) : request;
}

function submitDirectory({ cloud, source }: RunFile, { name, submitDirectory: known }: JobNames): string {
  if (known !== undefined || !source || cloud?.output === undefined) return known ?? codeFolder;
  return `${cloud.output.replace(/\/$/, '')}/${name}/source/sourcedir.tar.gz`;
}

function commonMode({ channels }: RunFile): InputMode {
  const modes = new Set(Object.values(channels).map(({ mode }) => mode));
  const [only] = modes;
  return only !== undefined && modes.size === 1 ? only : 'File';
}

function algorithm(run: RunFile, mode: InputMode, image: string | undefined): JsonObject {
  return {
    ...given({
      TrainingImage: image,
      ContainerEntrypoint: run.entrypoint,
      ContainerArguments: run.arguments,
    }),
    TrainingInputMode: mode,
    ...(run.metrics.length > 0
      ? { MetricDefinitions: run.metrics.map(({ name, regex }) => ({ Name: name, Regex: regex })) }
      : {}),
  };
}

function inputData(name: string, channel: Channel, mode: InputMode): JsonObject {
  return {
    ChannelName: name,
    DataSource: {
      S3DataSource: given({
        S3DataType: channel.s3DataType,
        S3Uri: channel.s3,
        S3DataDistributionType: channel.distribution,
        AttributeNames: channel.attributeNames,
      }),
    },
    ...given({
      ContentType: channel.contentType,
      InputMode: channel.mode === mode ? undefined : channel.mode,
      CompressionType: channel.compression === 'None' ? undefined : channel.compression,
      RecordWrapperType: channel.recordWrapper === 'None' ? undefined : channel.recordWrapper,
      ShuffleConfig: channel.shuffleSeed === undefined ? undefined : { Seed: channel.shuffleSeed },
    }),
  };
}

function cloudPart({ role, output, spot, vpc, tags }: CloudSection): JsonObject {
  const entries = Object.entries(tags);
  return {
    ...given({
      RoleArn: role,
      OutputDataConfig: output === undefined ? undefined : { S3OutputPath: output },
      VpcConfig: vpc && { SecurityGroupIds: vpc.securityGroups, Subnets: vpc.subnets },
    }),
    ...(spot ? { EnableManagedSpotTraining: true } : {}),
    ...(entries.length > 0 ? { Tags: entries.map(([Key, Value]) => ({ Key, Value })) } : {}),
  };
}
