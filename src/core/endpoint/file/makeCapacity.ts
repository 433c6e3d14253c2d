import type { JsonObject } from '../../json';
import { given, numberAt, textAt } from '../../json';
import type { EndpointFile, Scaling, ScalingMetric, Serverless, Variant } from './endpointFile';

/** The smallest where the file is not finished. */
export function makeServerless(from: JsonObject | undefined): Serverless | undefined {
  if (!from) return undefined;
  return {
    memory: numberAt(from, 'memory') ?? 1024,
    concurrency: numberAt(from, 'concurrency') ?? 1,
    ...given({ provisioned: numberAt(from, 'provisioned') }),
  };
}

const metrics: readonly ScalingMetric[] = [
  'SageMakerVariantInvocationsPerInstance',
  'SageMakerVariantConcurrentRequestsPerModelHighResolution',
  'SageMakerVariantProvisionedConcurrencyUtilization',
  'ApproximateBacklogSizePerInstance',
];

/** Nothing where the file is not finished. */
export function makeScaling(from: JsonObject | undefined): Scaling | undefined {
  const [min, max, target] = [numberAt(from, 'min'), numberAt(from, 'max'), numberAt(from, 'target')];
  if (min === undefined || max === undefined || target === undefined) return undefined;
  const metric = textAt(from, 'metric');
  return {
    min,
    max,
    target,
    ...given({
      metric: metrics.find((each) => each === metric),
      scaleInCooldown: numberAt(from, 'scaleInCooldown'),
      scaleOutCooldown: numberAt(from, 'scaleOutCooldown'),
    }),
  };
}

/** The metric that a variant is scaled by when its file names none. */
export function metricOf(endpoint: EndpointFile, { scaling, serverless }: Variant): ScalingMetric {
  if (scaling?.metric !== undefined) return scaling.metric;
  if (serverless) return 'SageMakerVariantProvisionedConcurrencyUtilization';
  return endpoint.async ? 'ApproximateBacklogSizePerInstance' : 'SageMakerVariantInvocationsPerInstance';
}
