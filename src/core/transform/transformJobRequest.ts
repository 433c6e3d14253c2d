import type { EndpointFile, Variant } from '../endpoint/file/endpointFile';
import { modelName } from '../endpoint/request/endpointRequests';
import { tagsPart } from '../endpoint/request/requestParts';
import type { JsonObject } from '../json';
import { given } from '../json';
import { isProcessed, usualOptions, type TransformOptions } from './transformOptions';

/** Where the job reads and writes, on SageMaker: `s3://…`. */
export interface TransformPlaces {
  readonly input: string;
  readonly output: string;
  /** The input lists objects. */
  readonly isManifest: boolean;
}

/** The CreateTransformJob request for what was transformed here, with the model that `endpointRequests` names. */
export function transformJobRequest(
  endpoint: EndpointFile,
  variant: Variant,
  { options, places }: { readonly options: TransformOptions; readonly places: TransformPlaces },
): JsonObject {
  const name = endpoint.name ?? 'endpoint';
  const { split, compression, assemble, contentType, accept, environment } = options;
  return {
    TransformJobName: `${name.slice(0, 53).replace(/-+$/, '')}-transform`,
    ModelName: modelName(name, variant.name),
    ...given({
      MaxConcurrentTransforms: options.maxConcurrent,
      MaxPayloadInMB: options.maxPayload,
      BatchStrategy: options.strategy,
    }),
    ...clientPart(options),
    ...(Object.keys(environment).length > 0 ? { Environment: environment } : {}),
    TransformInput: {
      DataSource: {
        S3DataSource: {
          S3DataType: places.isManifest ? 'ManifestFile' : 'S3Prefix',
          S3Uri: places.input,
        },
      },
      ...given({ ContentType: contentType }),
      ...(compression === 'None' ? {} : { CompressionType: compression }),
      ...(split === 'None' ? {} : { SplitType: split }),
    },
    TransformOutput: {
      S3OutputPath: places.output,
      ...given({ Accept: accept }),
      ...(assemble === 'None' ? {} : { AssembleWith: assemble }),
    },
    TransformResources: { InstanceType: variant.instanceType ?? 'ml.m5.large', InstanceCount: 1 },
    ...processingPart(options),
    ...tagsPart(endpoint.cloud?.tags),
  };
}

function clientPart({ timeout, retries }: TransformOptions): JsonObject {
  if (timeout === usualOptions.timeout && retries === usualOptions.retries) return {};
  return { ModelClientConfig: { InvocationsTimeoutInSeconds: timeout, InvocationsMaxRetries: retries } };
}

function processingPart({ processing }: TransformOptions): JsonObject {
  if (!isProcessed(processing)) return {};
  const { inputFilter, outputFilter, join } = processing;
  return {
    DataProcessing: {
      ...given({ InputFilter: inputFilter, OutputFilter: outputFilter }),
      JoinSource: join,
    },
  };
}
