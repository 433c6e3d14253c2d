// What AWS tells of endpoints, in the words of core.
import type { ScalableTarget, ScalingPolicy as Policy } from '@aws-sdk/client-application-auto-scaling';
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
  ScalingPolicy,
  ScalingTarget,
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

export const resourceOf = (endpoint: string, variant: string): string =>
  `endpoint/${endpoint}/variant/${variant}`;

export function scalingOf(target: ScalableTarget, policies: readonly Policy[]): ScalingTarget {
  const {
    ResourceId = '',
    ScalableDimension = '',
    MinCapacity = 0,
    MaxCapacity = 0,
    SuspendedState = {},
  } = target;
  return {
    variant: ResourceId.split('/').at(-1) ?? '',
    of: ScalableDimension.endsWith('DesiredProvisionedConcurrency')
      ? 'provisioned concurrency'
      : ScalableDimension.endsWith('DesiredCopyCount')
        ? 'copies'
        : 'instances',
    min: MinCapacity,
    max: MaxCapacity,
    suspended: [
      ...(SuspendedState.DynamicScalingInSuspended === true ? ['scale in' as const] : []),
      ...(SuspendedState.DynamicScalingOutSuspended === true ? ['scale out' as const] : []),
      ...(SuspendedState.ScheduledScalingSuspended === true ? ['schedules' as const] : []),
    ],
    policies: policies.map(policyOf),
  };
}

function policyOf({
  PolicyName = '',
  PolicyType,
  TargetTrackingScalingPolicyConfiguration: tracking,
}: Policy): ScalingPolicy {
  return {
    name: PolicyName,
    kind: PolicyType ?? '',
    metric:
      tracking?.PredefinedMetricSpecification?.PredefinedMetricType ??
      tracking?.CustomizedMetricSpecification?.MetricName,
    target: tracking?.TargetValue,
    scaleIn: tracking?.ScaleInCooldown,
    scaleOut: tracking?.ScaleOutCooldown,
  };
}
