import type { JsonObject } from '../../json';
import { given } from '../../json';
import type { EndpointFile, Scaling, ScalingMetric, Variant } from '../file/endpointFile';
import { metricOf } from '../file/makeCapacity';

/** The one name of a policy that SageMaker's console shows and changes. */
const policyName = 'SageMakerEndpointInvocationScalingPolicy';

export interface ScalingRequests {
  readonly target: JsonObject;
  readonly policy: JsonObject;
}

/** What Application Auto Scaling is asked once the endpoint is in service. */
export function scalingRequests(
  endpoint: EndpointFile,
  { variant, scaling }: { readonly variant: Variant; readonly scaling: Scaling },
  endpointName: string,
): ScalingRequests {
  const place: JsonObject = {
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/${endpointName}/variant/${variant.name}`,
    ScalableDimension: variant.serverless
      ? 'sagemaker:variant:DesiredProvisionedConcurrency'
      : 'sagemaker:variant:DesiredInstanceCount',
  };
  return {
    target: { ...place, MinCapacity: scaling.min, MaxCapacity: scaling.max },
    policy: {
      PolicyName: policyName,
      ...place,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: scaling.target,
        ...metricPart(metricOf(endpoint, variant), endpointName),
        ...given({ ScaleInCooldown: scaling.scaleInCooldown, ScaleOutCooldown: scaling.scaleOutCooldown }),
      },
    },
  };
}

/** The backlog has no predefined metric; CloudWatch knows it by the endpoint alone. */
function metricPart(metric: ScalingMetric, endpointName: string): JsonObject {
  if (metric !== 'ApproximateBacklogSizePerInstance')
    return { PredefinedMetricSpecification: { PredefinedMetricType: metric } };
  return {
    CustomizedMetricSpecification: {
      MetricName: metric,
      Namespace: 'AWS/SageMaker',
      Dimensions: [{ Name: 'EndpointName', Value: endpointName }],
      Statistic: 'Average',
    },
  };
}
