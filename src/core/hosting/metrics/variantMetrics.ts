import type { MetricQuery } from './ports';
import { hasGpu } from './vcpus';

/** What SageMaker tells of a variant, and what we make of it. */
export type Measure =
  | 'requests'
  | 'backlog'
  | 'clientErrors'
  | 'serverErrors'
  | 'modelErrors'
  | 'latencyMiddle'
  | 'latencyHigh'
  | 'processor'
  | 'memory'
  | 'gpu'
  | 'gpuMemory';

export interface Measured {
  readonly variant: string;
  readonly measure: Measure;
  readonly query: MetricQuery;
}

export interface MeasuredVariant {
  readonly name: string;
  /** Nothing of a serverless one, or when nobody knows. */
  readonly instanceType: string | undefined;
  readonly isServerless: boolean;
}

interface Source {
  readonly namespace: 'AWS/SageMaker' | '/aws/sagemaker/Endpoints';
  readonly metric: string;
  readonly statistic: string;
}

const sources: Readonly<Record<Measure, Source>> = {
  requests: { namespace: 'AWS/SageMaker', metric: 'Invocations', statistic: 'Sum' },
  backlog: { namespace: 'AWS/SageMaker', metric: 'ApproximateBacklogSize', statistic: 'Average' },
  clientErrors: { namespace: 'AWS/SageMaker', metric: 'Invocation4XXErrors', statistic: 'Sum' },
  serverErrors: { namespace: 'AWS/SageMaker', metric: 'Invocation5XXErrors', statistic: 'Sum' },
  modelErrors: { namespace: 'AWS/SageMaker', metric: 'InvocationModelErrors', statistic: 'Sum' },
  latencyMiddle: { namespace: 'AWS/SageMaker', metric: 'ModelLatency', statistic: 'p50' },
  latencyHigh: { namespace: 'AWS/SageMaker', metric: 'ModelLatency', statistic: 'p90' },
  processor: { namespace: '/aws/sagemaker/Endpoints', metric: 'CPUUtilization', statistic: 'Average' },
  memory: { namespace: '/aws/sagemaker/Endpoints', metric: 'MemoryUtilization', statistic: 'Average' },
  gpu: { namespace: '/aws/sagemaker/Endpoints', metric: 'GPUUtilization', statistic: 'Average' },
  gpuMemory: { namespace: '/aws/sagemaker/Endpoints', metric: 'GPUMemoryUtilization', statistic: 'Average' },
};

/** All of one refresh: CloudWatch takes 500 at once, and each is paid for. */
export function measuresOf(
  endpoint: string,
  variants: readonly MeasuredVariant[],
  { period, isAsync }: { readonly period: number; readonly isAsync: boolean },
): readonly Measured[] {
  return variants
    .flatMap((variant) => measures(variant, isAsync).map((measure) => ({ variant: variant.name, measure })))
    .map(({ variant, measure }, index) => {
      const { namespace, metric, statistic } = sources[measure];
      // The backlog is of the whole endpoint.
      const own = measure === 'backlog' ? [] : [{ name: 'VariantName', value: variant }];
      const dimensions = [{ name: 'EndpointName', value: endpoint }, ...own];
      return {
        variant,
        measure,
        query: { id: `q${index}`, namespace, metric, dimensions, statistic, period },
      };
    });
}

function measures({ instanceType, isServerless }: MeasuredVariant, isAsync: boolean): readonly Measure[] {
  const requests: readonly Measure[] = isAsync
    ? ['backlog', 'modelErrors', 'latencyMiddle', 'latencyHigh']
    : ['requests', 'clientErrors', 'serverErrors', 'modelErrors', 'latencyMiddle', 'latencyHigh'];
  if (isServerless) return [...requests, 'memory'];
  const cards: readonly Measure[] =
    instanceType === undefined || hasGpu(instanceType) ? ['gpu', 'gpuMemory'] : [];
  return [...requests, 'processor', 'memory', ...cards];
}
