// Drafts of endpoints as fast-check makes them: all kinds of policies, and scheduled actions.
import fc from 'fast-check';
import type { EndpointDraft } from '../../../src/core/hosting/draft';
import {
  adjustments,
  aggregations,
  consolePolicy,
  statistics,
  trackedMetrics,
  type PolicyDraft,
} from '../../../src/core/hosting/scaling/policy';
import type { ScheduleDraft } from '../../../src/core/hosting/scaling/schedule';
import type { ScalingDraft } from '../../../src/core/hosting/scalingDraft';
import { tidyWeight } from '../../../src/core/hosting/shares';

const variantNames = ['a', 'b', 'c', 'd'];

const seconds = fc.integer({ min: 0, max: 900 });
/** Few names, so that the same one comes up before and after, also for another kind. */
const policyNames = fc.constantFrom(consolePolicy, 'mine', 'yours');

const customs = fc.record(
  {
    name: fc.constantFrom('CPUUtilization', 'Backlog'),
    namespace: fc.constantFrom('/aws/sagemaker/Endpoints', 'Mine'),
    dimensions: fc.subarray([
      { name: 'EndpointName', value: 'iris' },
      { name: 'VariantName', value: 'a' },
    ]),
    statistic: fc.constantFrom(...statistics),
    unit: fc.constantFrom('Percent', 'Count'),
  },
  { requiredKeys: ['name', 'namespace', 'dimensions', 'statistic'] },
);

const trackings = fc.record(
  {
    kind: fc.constant('tracking' as const),
    name: policyNames,
    metric: fc.oneof(fc.constantFrom(...trackedMetrics), customs),
    target: fc.integer({ min: 1, max: 900 }),
    scaleIn: seconds,
    scaleOut: seconds,
    noScaleIn: fc.constant(true),
  },
  { requiredKeys: ['kind', 'name', 'metric', 'target'] },
);

const steps = fc.record(
  {
    kind: fc.constant('steps' as const),
    name: policyNames,
    adjustment: fc.constantFrom(...adjustments),
    steps: fc.constantFrom(
      [{ from: 0, by: 1 }],
      [{ to: 0, by: -1 }],
      [
        { from: 0, to: 10, by: 1 },
        { from: 10, by: 3 },
      ],
    ),
    least: fc.integer({ min: 1, max: 4 }),
    cooldown: seconds,
    aggregation: fc.constantFrom(...aggregations),
  },
  { requiredKeys: ['kind', 'name', 'adjustment', 'steps'] },
);

const kept = fc.tuple(policyNames, fc.integer({ min: 1, max: 90 })).map(([name, TargetValue]) => ({
  kind: 'kept' as const,
  name,
  type: 'TargetTrackingScaling',
  configuration: {
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue,
      CustomizedMetricSpecification: { Metrics: [{ Id: 'm1', Expression: 'm2 / m3', ReturnData: true }] },
    },
  },
}));

const somePolicy: fc.Arbitrary<PolicyDraft> = fc.oneof(trackings, steps, kept);

const someSchedule: fc.Arbitrary<ScheduleDraft> = fc.record(
  {
    name: fc.constantFrom('morning', 'evening'),
    schedule: fc.constantFrom('cron(0 8 ? * MON-FRI *)', 'rate(6 hours)', 'at(2027-01-01T00:00:00)'),
    zone: fc.constantFrom('UTC', 'Europe/Berlin'),
    start: fc.constantFrom(1_790_000_000_000, 1_800_000_000_000),
    end: fc.constant(1_900_000_000_000),
    min: fc.integer({ min: 1, max: 3 }),
    max: fc.integer({ min: 3, max: 6 }),
  },
  { requiredKeys: ['name', 'schedule'] },
);

const unique = { selector: ({ name }: { readonly name: string }) => name, maxLength: 3 };

const someScaling: fc.Arbitrary<ScalingDraft> = fc
  .tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.subarray(['scale in', 'scale out', 'schedules'] as const),
    fc.uniqueArray(somePolicy, unique),
    fc.uniqueArray(someSchedule, unique),
  )
  .map(([min, suspended, policies, schedules]) => ({ min, max: min + 3, suspended, policies, schedules }));

const someVariant = fc
  .tuple(
    fc.double({ min: 0, max: 100, noNaN: true }).map(tidyWeight),
    fc.integer({ min: 1, max: 40 }),
    fc.option(someScaling, { nil: undefined }),
  )
  .map(([weight, instances, scaling]) => ({ weight, instances, ...(scaling ? { scaling } : {}) }));

export const someDraft: fc.Arbitrary<EndpointDraft> = fc
  .tuple(someVariant, someVariant, someVariant, someVariant)
  .map((variants) => ({
    variants: variants.map((each, index) => ({ name: variantNames[index] ?? '', ...each })),
  }));
