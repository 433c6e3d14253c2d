import assert from 'node:assert/strict';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeHostings } from '../../../src/adapters/aws/aws';
import { applyDraft, type Step } from '../../../src/app/hosting/applyDraft';
import { draftOf, isSameDraft, withField, type EndpointDraft } from '../../../src/core/hosting/draft';
import { consolePolicy } from '../../../src/core/hosting/scaling/policy';
import type { ScalingDraft } from '../../../src/core/hosting/scalingDraft';
import type { Hosting } from '../../../src/core/hosting/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';

const never = new AbortController().signal;
const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && words.test(error.message);

describe('A change of an endpoint', () => {
  let standIn: StandInSageMaker;
  let restore: () => void;
  let hosting: Hosting;
  let begun: EndpointDraft[][];
  let steps: Step[];
  /** What happens while we wait for AWS. */
  let meanwhile: () => void;
  before(async () => (standIn = await startStandInSageMaker()));
  after(async () => {
    await standIn.stop();
    await standIn.checkRequests();
  });
  beforeEach(async () => {
    standIn.reset();
    restore = setAws(standIn.environment);
    hosting = await makeHostings(new Accounts(() => ({ profile: '', region: '' }))).open({
      profile: undefined,
      region: undefined,
    });
    standIn.make('iris', [
      { name: 'blue', weight: 0.9, instances: 4 },
      { name: 'green', weight: 0.1, instances: 1 },
    ]);
    begun = [];
    steps = [];
    meanwhile = () => standIn.settle('iris');
  });
  afterEach(() => {
    hosting.close();
    restore();
  });

  const clock = {
    now: () => 0,
    sleep: async () => meanwhile(),
  };
  const base: EndpointDraft = {
    variants: [
      { name: 'blue', weight: 0.9, instances: 4 },
      { name: 'green', weight: 0.1, instances: 1 },
    ],
  };
  const wanted: EndpointDraft = {
    variants: [
      { name: 'blue', weight: 0.75, instances: 3 },
      { name: 'green', weight: 0.25, instances: 2 },
    ],
  };
  const apply = async (draft: EndpointDraft, signal = never) =>
    applyDraft(
      { hosting, clock },
      { name: 'iris', base, draft },
      {
        begin: async (before, after) => void begun.push([before, after]),
        report: (step) => void steps.push(step),
      },
      signal,
    );
  const silent = { begin: async () => undefined, report: () => undefined };
  const now = async (): Promise<EndpointDraft | undefined> => {
    const endpoint = await hosting.findEndpoint('iris', never);
    return endpoint && draftOf({ endpoint, scaling: await hosting.listScaling(endpoint, never) });
  };

  it('is made in calls that wait for one another, with the way back kept before the first', async () => {
    const { kind } = await apply(wanted);
    assert.equal(kind, 'applied');
    assert.deepEqual(await now(), wanted);
    assert.deepEqual(begun, [[base, wanted]]);
    assert.deepEqual(
      standIn.writes.map(([, , request]) => request),
      [
        {
          EndpointName: 'iris',
          DesiredWeightsAndCapacities: [
            { VariantName: 'blue', DesiredWeight: 0.75 },
            { VariantName: 'green', DesiredWeight: 0.25 },
          ],
        },
        {
          EndpointName: 'iris',
          DesiredWeightsAndCapacities: [{ VariantName: 'blue', DesiredInstanceCount: 3 }],
        },
        {
          EndpointName: 'iris',
          DesiredWeightsAndCapacities: [{ VariantName: 'green', DesiredInstanceCount: 2 }],
        },
      ],
    );
    assert.deepEqual(
      steps.map(({ call, calls, endpoint }) => `${call} of ${calls} ${endpoint.status}`),
      [1, 2, 3].flatMap((call) => [`${call} of 3 Updating`, `${call} of 3 InService`]),
    );
  });

  it('is also how a variant scales, which moves no traffic and waits for nothing', async () => {
    const policy = {
      kind: 'tracking',
      name: consolePolicy,
      metric: 'SageMakerVariantInvocationsPerInstance',
      target: 300,
      scaleIn: 120,
    } as const;
    const scaled = (scaling: ScalingDraft): EndpointDraft => ({
      variants: base.variants.map((variant) => (variant.name === 'blue' ? { ...variant, scaling } : variant)),
    });
    const first = scaled({ min: 1, max: 6, suspended: [], policies: [policy], schedules: [] });
    assert.equal((await apply(first)).kind, 'applied');
    assert.deepEqual(await now(), first);
    assert.deepEqual(
      standIn.writes.map(([service, action]) => `${service} ${action}`),
      ['application-autoscaling RegisterScalableTarget', 'application-autoscaling PutScalingPolicy'],
    );
    const paused = scaled({
      min: 2,
      max: 6,
      suspended: ['scale in', 'schedules'],
      policies: [{ ...policy, target: 200 }],
      schedules: [],
    });
    await applyDraft({ hosting, clock }, { name: 'iris', base: first, draft: paused }, silent, never);
    assert.deepEqual(await now(), paused);
    await applyDraft({ hosting, clock }, { name: 'iris', base: paused, draft: base }, silent, never);
    assert.deepEqual(await now(), base);
  });

  it('is policies of all kinds and scheduled actions, and what is not known here stays as it is', async () => {
    standIn.scale('iris', 'blue', { min: 1, max: 6 });
    const calculated = {
      TargetValue: 12,
      CustomizedMetricSpecification: {
        Metrics: [
          { Id: 'q', Expression: 'requests / copies', ReturnData: true },
          {
            Id: 'requests',
            ReturnData: false,
            MetricStat: {
              Stat: 'Sum',
              Metric: { Namespace: 'Mine', MetricName: 'Requests', Dimensions: [] },
            },
          },
        ],
      },
    };
    standIn.putPolicy('iris', 'blue', {
      PolicyName: 'theirs',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: calculated,
    });
    const before = await now();
    const scaling = before?.variants[0]?.scaling;
    assert.ok(before && scaling);
    assert.deepEqual(scaling.policies, [
      {
        kind: 'kept',
        name: 'theirs',
        type: 'TargetTrackingScaling',
        configuration: { TargetTrackingScalingPolicyConfiguration: calculated },
      },
    ]);
    const scaled = (next: ScalingDraft | undefined): EndpointDraft => ({
      variants: before.variants.map((variant) =>
        variant.name === 'blue' ? withField(variant, 'scaling', next) : variant,
      ),
    });
    const after = scaled({
      ...scaling,
      policies: [
        ...scaling.policies,
        {
          kind: 'steps',
          name: 'steps',
          adjustment: 'PercentChangeInCapacity',
          steps: [
            { from: 0, to: 20, by: 50 },
            { from: 20, by: 100 },
          ],
          least: 2,
          cooldown: 120,
          aggregation: 'Maximum',
        },
        {
          kind: 'tracking',
          name: 'processor',
          metric: {
            name: 'CPUUtilization',
            namespace: '/aws/sagemaker/Endpoints',
            dimensions: [
              { name: 'EndpointName', value: 'iris' },
              { name: 'VariantName', value: 'blue' },
            ],
            statistic: 'Average',
            unit: 'Percent',
          },
          target: 160,
          noScaleIn: true,
        },
      ],
      schedules: [
        { name: 'morning', schedule: 'cron(0 8 ? * MON-FRI *)', zone: 'Europe/Berlin', min: 3 },
        {
          name: 'sale',
          schedule: 'rate(6 hours)',
          start: Date.UTC(2027, 0, 1),
          end: Date.UTC(2027, 0, 9),
          min: 2,
          max: 6,
        },
      ],
    });
    const change = async (from: EndpointDraft, to: EndpointDraft) =>
      applyDraft({ hosting, clock }, { name: 'iris', base: from, draft: to }, silent, never);
    await change(before, after);
    assert.ok(isSameDraft((await now()) ?? { variants: [] }, after));
    const written = standIn.writes.map(([, action]) => action);
    assert.deepEqual(written, [
      'PutScalingPolicy',
      'PutScalingPolicy',
      'PutScheduledAction',
      'PutScheduledAction',
    ]);
    // All of it goes with the target, and comes back with it.
    await change(after, scaled(undefined));
    assert.equal((await now())?.variants[0]?.scaling, undefined);
    await change(scaled(undefined), after);
    assert.ok(isSameDraft((await now()) ?? { variants: [] }, after));
    const endpoint = await hosting.findEndpoint('iris', never);
    assert.ok(endpoint);
    const [target] = await hosting.listScaling(endpoint, never);
    assert.deepEqual(
      target?.policies.map(({ settings, arn, alarms }) => [
        settings.name,
        alarms.length,
        arn?.split('/').at(-1),
      ]),
      [
        ['theirs', 2, 'theirs'],
        ['steps', 0, 'steps'],
        ['processor', 2, 'processor'],
      ],
    );
  });

  it('goes on without scaling when the user may not see it', async () => {
    standIn.refuse('DescribeScalableTargets', { type: 'AccessDeniedException', message: 'no' }, 9);
    assert.equal((await apply(wanted)).kind, 'applied');
  });

  it('is not made when somebody else changed the endpoint since', async () => {
    standIn.change('iris', 'green', { instances: 5 });
    const outcome = await apply(wanted);
    assert.ok(outcome.kind === 'foreign');
    assert.deepEqual(outcome.merged.conflicts, [
      { variant: 'green', field: 'instances', before: 1, mine: 2, theirs: 5 },
    ]);
    assert.deepEqual([standIn.writes, begun], [[], []]);
  });

  it('goes on where an earlier one ended half-way', async () => {
    standIn.change('iris', 'blue', { weight: 0.75 });
    standIn.change('iris', 'green', { weight: 0.25 });
    assert.equal((await apply(wanted)).kind, 'applied');
    assert.equal(standIn.writes.length, 2);
  });

  it('is nothing when all is as wanted', async () => {
    assert.equal((await apply(base)).kind, 'unchanged');
    assert.deepEqual(standIn.writes, []);
  });

  it('waits for nobody else: an endpoint that moves is left alone', async () => {
    await hosting.send(
      {
        action: 'UpdateEndpointWeightsAndCapacities',
        request: {
          EndpointName: 'iris',
          DesiredWeightsAndCapacities: [{ VariantName: 'blue', DesiredInstanceCount: 5 }],
        },
      },
      never,
    );
    await assert.rejects(apply(wanted), isProblem('endpoint-busy', /try again when it is in service/));
  });

  it('is refused before any call when nobody would be served', async () => {
    const idle = { variants: base.variants.map((variant) => ({ ...variant, weight: 0 })) };
    await assert.rejects(apply(idle), isProblem('bad-usage', /No variant would get any traffic/));
    assert.deepEqual(standIn.writes, []);
  });

  it('tells what AWS has against it, and what was kept stays kept', async () => {
    standIn.refuse('UpdateEndpointWeightsAndCapacities', { type: 'AccessDeniedException', message: 'no' });
    await assert.rejects(
      apply(wanted),
      isProblem('aws-denied', /sagemaker:UpdateEndpointWeightsAndCapacities/),
    );
    standIn.refuse('UpdateEndpointWeightsAndCapacities', {
      type: 'ResourceLimitExceeded',
      message: 'The account-level service limit is 4 Instances.',
    });
    await assert.rejects(apply(wanted), isProblem('aws-failed', /service limit is 4 Instances/));
  });

  it('ends with the reason when the endpoint does not come back', async () => {
    meanwhile = () => standIn.fail('iris', 'The image does not answer /ping.');
    await assert.rejects(apply(wanted), isProblem('endpoint-failed', /The image does not answer/));
  });

  it('goes on at AWS when nobody waits any more', async () => {
    const closed = new AbortController();
    meanwhile = () => {
      closed.abort();
      closed.signal.throwIfAborted();
    };
    await assert.rejects(apply(wanted, closed.signal), { name: 'AbortError' });
    standIn.settle('iris');
    assert.deepEqual(
      (await now())?.variants.map(({ weight }) => weight),
      [0.75, 0.25],
    );
  });

  it('says that the endpoint is gone', async () => {
    await hosting.removeEndpoint('iris', never);
    standIn.settle('iris');
    await assert.rejects(apply(wanted), isProblem('data-missing', /no endpoint iris any more/));
  });
});
