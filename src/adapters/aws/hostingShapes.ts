// What AWS tells of endpoints, in the words of core.
import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  EndpointSummary as Summary,
  ProductionVariantServerlessConfig,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker';
import type {
  Concurrency,
  EndpointSummary,
  HostedConfig,
  HostedEndpoint,
  HostedVariant,
} from '../../core/hosting/endpoint';

export const summaryOf = (found: Summary): EndpointSummary => ({
  name: found.EndpointName ?? '',
  arn: found.EndpointArn ?? '',
  status: found.EndpointStatus ?? 'OutOfService',
  created: found.CreationTime?.getTime(),
  modified: found.LastModifiedTime?.getTime(),
});

export function endpointOf(found: DescribeEndpointOutput): HostedEndpoint {
  const { PendingDeploymentSummary: pending } = found;
  return {
    ...summaryOf(found),
    failure: found.FailureReason,
    config: found.EndpointConfigName ?? '',
    variants: (found.ProductionVariants ?? []).map(variantOf),
    shadows: (found.ShadowProductionVariants ?? []).map(variantOf),
    pending: pending && {
      config: pending.EndpointConfigName ?? '',
      variants: (pending.ProductionVariants ?? []).flatMap(({ VariantName }) => VariantName ?? []),
    },
    isAsync: found.AsyncInferenceConfig !== undefined,
  };
}

function variantOf(found: ProductionVariantSummary): HostedVariant {
  const { CurrentInstanceCount, DesiredInstanceCount, CurrentServerlessConfig, DesiredServerlessConfig } =
    found;
  const isServerless = CurrentServerlessConfig !== undefined || DesiredServerlessConfig !== undefined;
  return {
    name: found.VariantName ?? '',
    images: (found.DeployedImages ?? []).map(({ SpecifiedImage, ResolvedImage }) => ({
      specified: SpecifiedImage,
      resolved: ResolvedImage,
    })),
    weight: { current: found.CurrentWeight, desired: found.DesiredWeight },
    instances: isServerless ? undefined : { current: CurrentInstanceCount, desired: DesiredInstanceCount },
    serverless: isServerless
      ? { current: concurrencyOf(CurrentServerlessConfig), desired: concurrencyOf(DesiredServerlessConfig) }
      : undefined,
    phases: (found.VariantStatus ?? []).map(({ Status = '', StatusMessage }) => ({
      status: Status,
      message: StatusMessage,
    })),
  };
}

const concurrencyOf = (found: ProductionVariantServerlessConfig | undefined): Concurrency | undefined =>
  found && {
    memory: found.MemorySizeInMB,
    max: found.MaxConcurrency,
    provisioned: found.ProvisionedConcurrency,
  };

export const configOf = (found: DescribeEndpointConfigOutput): HostedConfig => ({
  name: found.EndpointConfigName ?? '',
  variants: [...(found.ProductionVariants ?? []), ...(found.ShadowProductionVariants ?? [])].map(
    ({ VariantName = '', ModelName, InstanceType }) => ({
      name: VariantName,
      model: ModelName,
      instanceType: InstanceType,
    }),
  ),
});
