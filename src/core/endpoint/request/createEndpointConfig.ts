import type { JsonObject } from '../../json';
import { given } from '../../json';
import type { AsyncSection, DataCapture, EndpointFile, Serverless, Variant } from '../file/endpointFile';
import { tagsPart } from './requestParts';

/** How the models of an endpoint are called, by variant. */
export type ModelNames = (variant: Variant) => string;

/** The CreateEndpointConfig request. Defaults of SageMaker are not written, but where it insists. */
export function createEndpointConfig(
  { variants, shadow, async, cloud }: EndpointFile,
  name: string,
  models: ModelNames,
): JsonObject {
  return {
    EndpointConfigName: name,
    ProductionVariants: variants.map((variant) => productionVariant(variant, models)),
    ...(shadow ? { ShadowProductionVariants: [productionVariant(shadow, models)] } : {}),
    ...given({
      AsyncInferenceConfig: async && asyncPart(async),
      DataCaptureConfig: cloud?.dataCapture && capturePart(cloud.dataCapture),
      KmsKeyId: cloud?.kmsKey,
    }),
    ...tagsPart(cloud?.tags),
  };
}

function productionVariant(variant: Variant, models: ModelNames): JsonObject {
  return {
    VariantName: variant.name,
    ModelName: models(variant),
    InitialVariantWeight: variant.weight,
    ...(variant.serverless
      ? { ServerlessConfig: serverlessPart(variant.serverless) }
      : given({ InstanceType: variant.instanceType, InitialInstanceCount: variant.instances })),
    ...given({
      VolumeSizeInGB: variant.volumeSize,
      ModelDataDownloadTimeoutInSeconds: variant.downloadTimeout,
      ContainerStartupHealthCheckTimeoutInSeconds: variant.startupTimeout,
    }),
  };
}

const serverlessPart = ({ memory, concurrency, provisioned }: Serverless): JsonObject => ({
  MemorySizeInMB: memory,
  MaxConcurrency: concurrency,
  ...given({ ProvisionedConcurrency: provisioned }),
});

function asyncPart({ output, failures, maxConcurrent, notifications, kmsKey }: AsyncSection): JsonObject {
  const topics = given({ SuccessTopic: notifications.success, ErrorTopic: notifications.error });
  return {
    ...(maxConcurrent === undefined
      ? {}
      : { ClientConfig: { MaxConcurrentInvocationsPerInstance: maxConcurrent } }),
    OutputConfig: {
      S3OutputPath: output,
      ...given({ S3FailurePath: failures, KmsKeyId: kmsKey }),
      ...(Object.keys(topics).length > 0 ? { NotificationConfig: topics } : {}),
    },
  };
}

const capturePart = ({ output, percentage, capture, kmsKey }: DataCapture): JsonObject => ({
  EnableCapture: true,
  InitialSamplingPercentage: percentage,
  DestinationS3Uri: output,
  ...given({ KmsKeyId: kmsKey }),
  CaptureOptions: (capture === 'InputAndOutput' ? ['Input', 'Output'] : [capture]).map((CaptureMode) => ({
    CaptureMode,
  })),
});
