import assert from 'node:assert/strict';
import type {
  CustomMetric,
  PolicyDraft,
  StepsDraft,
  TrackingDraft,
} from '../../../../src/core/hosting/scaling/policy';
import { isSamePolicy } from '../../../../src/core/hosting/scaling/policy';
import { policyRefusal } from '../../../../src/core/hosting/scaling/policyRefusal';
import { isSameSchedule, type ScheduleDraft } from '../../../../src/core/hosting/scaling/schedule';
import { scheduleRefusal } from '../../../../src/core/hosting/scaling/scheduleRefusal';

const steps = (change: Partial<StepsDraft>): StepsDraft => ({
  kind: 'steps',
  name: 'steps',
  adjustment: 'ChangeInCapacity',
  steps: [
    { from: 0, to: 10, by: 1 },
    { from: 10, by: 2 },
  ],
  ...change,
});
const metric: CustomMetric = {
  name: 'CPUUtilization',
  namespace: '/aws/sagemaker/Endpoints',
  dimensions: [
    { name: 'EndpointName', value: 'iris' },
    { name: 'VariantName', value: 'blue' },
  ],
  statistic: 'Average',
};
const tracking = (change: Partial<TrackingDraft>): TrackingDraft => ({
  kind: 'tracking',
  name: 'mine',
  metric,
  target: 70,
  ...change,
});

describe('A policy', () => {
  for (const [what, policy, reason] of [
    ['steps side by side', steps({}), undefined],
    [
      'steps in any order',
      steps({
        steps: [
          { from: 10, by: 2 },
          { from: 0, to: 10, by: 1 },
        ],
      }),
      undefined,
    ],
    [
      'steps below and above',
      steps({
        steps: [
          { to: -10, by: -2 },
          { from: -10, to: 0, by: -1 },
        ],
      }),
      undefined,
    ],
    ['no steps', steps({ steps: [] }), /1 to 20/],
    [
      'too many',
      steps({ steps: Array.from({ length: 21 }, (_, at) => ({ from: at, to: at + 1, by: 1 })) }),
      /1 to 20/,
    ],
    [
      'a gap',
      steps({
        steps: [
          { from: 0, to: 5, by: 1 },
          { from: 10, by: 2 },
        ],
      }),
      /Between 5 and 10 there is no step/,
    ],
    [
      'an overlap',
      steps({
        steps: [
          { from: 0, to: 15, by: 1 },
          { from: 10, by: 2 },
        ],
      }),
      /overlap at 10/,
    ],
    [
      'two without an end',
      steps({
        steps: [
          { from: 0, by: 1 },
          { from: 10, by: 2 },
        ],
      }),
      /overlap at 10/,
    ],
    ['no bound at all', steps({ steps: [{ by: 1 }] }), /begins or ends somewhere/],
    [
      'an end before its beginning',
      steps({ steps: [{ from: 5, to: 5, by: 1 }] }),
      /ends above where it begins/,
    ],
    ['an end above the threshold', steps({ steps: [{ from: 0, to: 10, by: 1 }] }), /leave its end empty/],
    [
      'a beginning below the threshold',
      steps({ steps: [{ from: -10, to: 0, by: -1 }] }),
      /leave its beginning empty/,
    ],
    ['half an instance', steps({ steps: [{ from: 0, by: 0.5 }] }), /a whole number/],
    [
      'a negative capacity',
      steps({ adjustment: 'ExactCapacity', steps: [{ from: 0, by: -1 }] }),
      /0 or more/,
    ],
    [
      'a smallest adjustment of percents',
      steps({ adjustment: 'PercentChangeInCapacity', least: 2 }),
      undefined,
    ],
    ['a smallest adjustment of instances', steps({ least: 2 }), /Only an adjustment in percent/],
    ['a cooldown below 0', steps({ cooldown: -1 }), /whole seconds/],
    ['a metric of one’s own', tracking({}), undefined],
    [
      'a metric without a namespace',
      tracking({ metric: { ...metric, namespace: ' ' } }),
      /a name and a namespace/,
    ],
    [
      'a dimension without a value',
      tracking({ metric: { ...metric, dimensions: [{ name: 'EndpointName', value: '' }] } }),
      /a name and a value/,
    ],
    [
      'a dimension twice',
      tracking({ metric: { ...metric, dimensions: [...metric.dimensions, ...metric.dimensions] } }),
      /named twice/,
    ],
    ['no number', tracking({ target: Number.NaN }), /a number above 0/],
    ['no name', tracking({ name: '' }), /1 to 256 characters/],
  ] satisfies [string, PolicyDraft, RegExp | undefined][])
    it(`of ${what} is ${reason ? 'refused' : 'taken'}`, () => {
      const refused = policyRefusal(policy);
      if (reason) assert.match(refused ?? '', reason);
      else assert.equal(refused, undefined);
    });

  it('is the same whatever the order of its dimensions and steps, and of what is usual', () => {
    const turned = { ...metric, dimensions: metric.dimensions.toReversed() };
    assert.ok(isSamePolicy(tracking({}), tracking({ metric: turned, noScaleIn: false })));
    assert.ok(isSamePolicy(steps({}), steps({ steps: steps({}).steps.toReversed() })));
    assert.ok(!isSamePolicy(tracking({}), tracking({ noScaleIn: true })));
    assert.ok(!isSamePolicy(tracking({}), tracking({ metric: { ...metric, unit: 'Percent' } })));
    assert.ok(!isSamePolicy(steps({}), steps({ cooldown: 60 })));
  });
});

describe('A scheduled action', () => {
  const action = (change: Partial<ScheduleDraft>): ScheduleDraft => ({
    name: 'night',
    schedule: 'cron(0 20 * * ? *)',
    min: 1,
    max: 2,
    ...change,
  });
  for (const [what, schedule, least, reason] of [
    ['both limits', action({}), 1, undefined],
    ['limits the wrong way round', action({ min: 3 }), 1, /the smaller one first/],
    ['no instance', action({ min: 0 }), 1, /1 at least: only asynchronous/],
    ['no instance of an asynchronous endpoint', action({ min: 0, max: 0 }), 0, undefined],
    ['half an instance', action({ max: 2.5 }), 1, /whole numbers/],
    ['an end before its start', action({ start: 2, end: 1 }), 1, /ends before it starts/],
    ['a zone that nobody knows', action({ zone: 'Europe/Atlantis' }), 1, /Europe\/Atlantis is no time zone/],
    ['five fields', action({ schedule: 'cron(0 20 * * ?)' }), 1, /six fields/],
  ] satisfies [string, ScheduleDraft, number, RegExp | undefined][])
    it(`with ${what} is ${reason ? 'refused' : 'taken'}`, () => {
      const refused = scheduleRefusal(schedule, least);
      if (reason) assert.match(refused ?? '', reason);
      else assert.equal(refused, undefined);
    });

  it('is the same in UTC, said or not', () => {
    assert.ok(isSameSchedule(action({}), action({ zone: 'UTC' })));
    assert.ok(!isSameSchedule(action({}), action({ zone: 'Europe/Berlin' })));
  });
});
