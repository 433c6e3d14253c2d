import type { VariantDraft } from '../../../src/core/hosting/draft';
import type { EndpointSnapshot, VariantFacts } from '../../../src/core/hosting/panel/endpointPanel';
import { consolePolicy, type PolicyDraft } from '../../../src/core/hosting/scaling/policy';
import { sampleMetrics } from './sampleMetrics';

const tracking: PolicyDraft = {
  kind: 'tracking',
  name: consolePolicy,
  metric: 'SageMakerVariantInvocationsPerInstance',
  target: 70,
  scaleIn: 600,
};
const steps: PolicyDraft = {
  kind: 'steps',
  name: 'burst',
  adjustment: 'ChangeInCapacity',
  steps: [
    { from: 0, to: 500, by: 1 },
    { from: 500, by: 3 },
  ],
};
const calculated: PolicyDraft = {
  kind: 'kept',
  name: 'tokens-per-copy',
  type: 'TargetTrackingScaling',
  configuration: {
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 1200,
      CustomizedMetricSpecification: {
        Metrics: [{ Id: 'e1', Expression: 'tokens / instances', ReturnData: true }],
      },
    },
  },
};

const variants: readonly VariantDraft[] = [
  {
    name: 'blue',
    weight: 0.95,
    instances: 3,
    scaling: {
      min: 2,
      max: 6,
      suspended: [],
      policies: [tracking, steps, calculated],
      schedules: [
        { name: 'before-work', schedule: 'cron(30 7 ? * MON-FRI *)', zone: 'Europe/Berlin', min: 4 },
        { name: 'night', schedule: 'cron(0 20 ? * * *)', zone: 'Europe/Berlin', min: 2, max: 3 },
      ],
    },
  },
  { name: 'green', weight: 0.05, instances: 1 },
];

const fact = (name: string, more: Partial<VariantFacts> = {}): VariantFacts => ({
  name,
  weight: name === 'blue' ? 0.95 : 0.05,
  instanceType: 'ml.m5.xlarge',
  instances: name === 'blue' ? 3 : 1,
  memory: undefined,
  image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/iris@sha256:${'4f'.repeat(32)}`,
  policies: [],
  ...more,
});

/** An endpoint with two variants, of which one scales in all ways. */
export const sampleEndpoint = (change: Partial<EndpointSnapshot> = {}): EndpointSnapshot => ({
  name: 'iris',
  region: 'us-east-1',
  status: 'in service',
  base: { variants },
  variants: [
    fact('blue', {
      policies: [
        {
          name: consolePolicy,
          arn: undefined,
          alarms: ['TargetTracking-iris-AlarmHigh', 'TargetTracking-iris-AlarmLow'],
        },
        {
          name: 'burst',
          arn: 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1',
          alarms: ['iris-queue-is-long'],
        },
      ],
    }),
    fact('green'),
  ],
  shadows: [],
  isAsync: false,
  updates: [],
  config: 'iris-1',
  seesScaling: true,
  isProduction: false,
  health: [],
  locked: undefined,
  work: undefined,
  problem: undefined,
  history: [],
  measured: {},
  metrics: sampleMetrics(Date.now()),
  alarms: [],
  prices: {
    list: {
      region: 'us-east-1',
      published: new Date(Date.now() - 86_400_000).toISOString(),
      hourly: { 'ml.m5.xlarge': 0.23 },
    },
    isFetching: false,
    problem: undefined,
  },
  ...change,
});
