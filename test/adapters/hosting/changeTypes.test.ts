import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeHostings } from '../../../src/adapters/aws/aws';
import { makeRunDisk } from '../../../src/adapters/runs/disk';
import { carryOut, planScaling } from '../../../src/app/hosting/rollout/carryOut';
import { changeTypes } from '../../../src/app/hosting/rollout/changeTypes';
import { createEndpoint, removeCreated } from '../../../src/app/hosting/rollout/createEndpoint';
import { readPresent } from '../../../src/app/hosting/rollout/readPresent';
import { isHeld, RolloutStore } from '../../../src/app/hosting/rollout/rolloutStore';
import type { Hosting } from '../../../src/core/hosting/ports';
import { newEndpoint } from '../../../src/core/hosting/rollout/newEndpoint';
import { scalingNotes, type PlannedRollout } from '../../../src/core/hosting/rollout/plannedRollout';
import { retainAll, rolloutOf } from '../../../src/core/hosting/rollout/rollout';
import { turnedBack } from '../../../src/core/hosting/rollout/typeChange';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';

const never = new AbortController().signal;
const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && words.test(error.message);
const whose = { place: { profile: undefined, region: 'us-east-1' }, account: '123456789012' };

let standIn: StandInSageMaker;
let restore: () => void;
let hosting: Hosting;
let folder: string;
let store: RolloutStore;
/** What happens while we wait, one after the other; the last is done again. */
let meanwhile: Array<() => void>;
const clock = {
  now: () => Date.UTC(2026, 11, 1),
  sleep: async () => (meanwhile.length > 1 ? meanwhile.shift() : meanwhile[0])?.(),
};
const actions = (): readonly string[] => standIn.writes.map(([, action]) => action);

function bench(): void {
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
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-types-')));
    store = new RolloutStore({ ...makeRunDisk(), runsFolder: folder });
    meanwhile = [() => standIn.settle('iris')];
  });
  afterEach(() => {
    hosting.close();
    restore();
    rmSync(folder, { recursive: true });
  });
}

describe('Another instance type for a variant that scales', () => {
  bench();
  beforeEach(() => {
    standIn.make('iris', [
      { name: 'blue', weight: 0.9, instances: 4 },
      { name: 'green', weight: 0.1, instances: 1 },
    ]);
    for (const variant of ['blue', 'green']) standIn.scale('iris', variant, { min: 1, max: 8 });
  });
  const place = {
    ServiceNamespace: 'sagemaker',
    ResourceId: 'endpoint/iris/variant/blue',
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  } as const;
  const enrich = async (): Promise<void> => {
    for (const [action, request] of [
      [
        'PutScalingPolicy',
        {
          PolicyName: 'follow',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 70,
            PredefinedMetricSpecification: {
              PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
            },
          },
        },
      ],
      [
        'PutScalingPolicy',
        {
          PolicyName: 'burst',
          PolicyType: 'StepScaling',
          StepScalingPolicyConfiguration: {
            AdjustmentType: 'ChangeInCapacity',
            StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
          },
        },
      ],
      [
        'PutScheduledAction',
        {
          ScheduledActionName: 'morning',
          Schedule: 'cron(0 8 * * ? *)',
          Timezone: 'Europe/Berlin',
          StartTime: '2026-06-01T00:00:00.000Z',
          ScalableTargetAction: { MinCapacity: 3 },
        },
      ],
    ] as const)
      await hosting.make({ action, request: { ...place, ...request } }, never);
  };
  const plan = async (): Promise<PlannedRollout> => {
    const present = await readPresent(hosting, 'iris-1', never);
    assert.ok(present);
    const rollout = rolloutOf(present, [{ kind: 'type', variant: 'blue', instanceType: 'ml.c5.xlarge' }], {
      endpoint: 'iris',
      stamp: '20261201-000000',
      deployment: undefined,
      retain: retainAll,
    });
    return planScaling(hosting, rollout, { typed: ['blue'], dropped: [] }, never);
  };
  const silent = { accepted: async () => undefined, report: () => undefined };
  const go = async (planned: PlannedRollout, signal = never) =>
    carryOut({ hosting, clock, store }, planned, { follower: silent, whose }, signal);

  it('is made without its scaling, which comes back with all policies and schedules', async () => {
    await enrich();
    const before = standIn.scalingOf('iris', 'blue');
    const others = standIn.scalingOf('iris', 'green');
    const planned = await plan();
    const begun = actions().length;
    assert.deepEqual(await go(planned), { kind: 'done' });
    assert.deepEqual(actions().slice(begun), [
      'CreateEndpointConfig',
      'DeregisterScalableTarget',
      'UpdateEndpoint',
      'RegisterScalableTarget',
      'PutScalingPolicy',
      'PutScalingPolicy',
      'PutScheduledAction',
    ]);
    assert.equal(before.length, 4);
    assert.deepEqual(standIn.scalingOf('iris', 'blue'), before);
    assert.deepEqual(standIn.scalingOf('iris', 'green'), others);
    assert.deepEqual(await store.all(), []);
    const endpoint = await hosting.findEndpoint('iris', never);
    assert.deepEqual(endpoint?.variants[0]?.instances?.current, 4);
    assert.match(scalingNotes(planned).join(), /the scaling of blue is taken away/);
  });

  it('that AWS refuses has its scaling back at once, and leaves nothing', async () => {
    await enrich();
    const before = standIn.scalingOf('iris', 'blue');
    const planned = await plan();
    standIn.refuse('UpdateEndpoint', { type: 'ResourceLimitExceeded', message: 'no ml.c5.xlarge' });
    await assert.rejects(go(planned), isProblem('aws-failed', /no ml\.c5\.xlarge/));
    assert.deepEqual(standIn.scalingOf('iris', 'blue'), before);
    assert.deepEqual([standIn.found('config', planned.rollout.to), await store.all()], [undefined, []]);
  });

  it('that nobody carries out any more is on disk, and another window goes on from there', async () => {
    await enrich();
    const before = standIn.scalingOf('iris', 'blue');
    const stop = new AbortController();
    meanwhile = [
      () => {
        stop.abort();
        stop.signal.throwIfAborted();
      },
    ];
    await assert.rejects(go(await plan(), stop.signal), { name: 'AbortError' });
    const [kept, ...more] = await store.all();
    assert.ok(kept);
    assert.deepEqual([more.length, kept.change.progress.accepted], [0, true]);
    assert.deepEqual([isHeld(kept, clock.now()), isHeld(kept, clock.now() + 60_000)], [true, false]);
    assert.deepEqual(standIn.scalingOf('iris', 'blue'), []);
    meanwhile = [() => standIn.settle('iris')];
    assert.deepEqual(await changeTypes({ hosting, clock, store }, kept, silent, never), { kind: 'done' });
    assert.deepEqual([standIn.scalingOf('iris', 'blue'), await store.all()], [before, []]);
  });

  it('is put back where only the scaling is wanted again, and where AWS rolled back', async () => {
    await enrich();
    const before = standIn.scalingOf('iris', 'blue');
    const planned = await plan();
    standIn.refuse('UpdateEndpoint', { type: 'ThrottlingException', message: 'Rate exceeded' }, 99);
    standIn.refuse('RegisterScalableTarget', { type: 'AccessDeniedException', message: 'no' });
    await assert.rejects(go(planned), isProblem('aws-denied', /scaling of iris is not as it was yet/));
    const [kept] = await store.all();
    assert.ok(kept);
    const wanted = { ...kept, change: { ...kept.change, progress: turnedBack(kept.change.progress) } };
    const end = await changeTypes({ hosting, clock, store }, wanted, silent, never);
    assert.deepEqual([end.kind, standIn.scalingOf('iris', 'blue')], ['rolled back', before]);
  });

  it('comes back with its scaling when AWS rolls back', async () => {
    await enrich();
    const before = standIn.scalingOf('iris', 'blue');
    meanwhile = [() => standIn.rollBack('iris', 'It does not start.'), () => standIn.settle('iris')];
    assert.deepEqual(await go(await plan()), { kind: 'rolled back', reason: 'It does not start.' });
    assert.deepEqual([standIn.scalingOf('iris', 'blue'), await store.all()], [before, []]);
  });
});

describe('An endpoint of a file', () => {
  bench();
  beforeEach(() => (meanwhile = [() => standIn.settle('wine')]));
  const file = {
    name: 'wine',
    variants: [
      {
        name: 'main',
        serving: {
          kind: 'one',
          container: { image: 'wine:1', environment: {}, multiModel: false },
        },
        weight: 1,
        instanceType: 'ml.m5.large',
        instances: 1,
        scaling: { min: 1, max: 2, target: 100 },
      },
    ],
    networkIsolation: false,
    local: { gpus: 'none' },
    cloud: { role: 'arn:aws:iam::123456789012:role/sagemaker', tags: {} },
  } as const;
  const plan = newEndpoint(file, '20261201-000000');

  it('is made, and scales once it is in service', async () => {
    const { kind } = await createEndpoint({ hosting, clock }, plan, () => undefined, never);
    assert.equal(kind, 'created');
    assert.deepEqual(actions(), [
      'CreateModel',
      'CreateEndpointConfig',
      'CreateEndpoint',
      'RegisterScalableTarget',
      'PutScalingPolicy',
    ]);
    await assert.rejects(
      createEndpoint({ hosting, clock }, plan, () => undefined, never),
      isProblem('bad-name', /There is an endpoint wine already/),
    );
  });

  it('that does not come into service is named with all of its parts, and can be removed', async () => {
    meanwhile = [() => standIn.fail('wine', 'The image does not answer /ping.')];
    const created = await createEndpoint({ hosting, clock }, plan, () => undefined, never);
    assert.equal(created.kind, 'failed');
    if (created.kind !== 'failed') return;
    assert.match(created.error.message, /wine did not come into service: The image does not answer/);
    assert.deepEqual(
      created.made.map(({ action }) => action),
      ['CreateModel', 'CreateEndpointConfig', 'CreateEndpoint'],
    );
    meanwhile = [() => standIn.settle('wine')];
    assert.deepEqual(await removeCreated({ hosting, clock }, 'wine', created.made, never), []);
    assert.deepEqual(actions().slice(-3), ['DeleteEndpoint', 'DeleteEndpointConfig', 'DeleteModel']);
  });

  it('that serves but may not scale is not taken for a failure', async () => {
    standIn.refuse('RegisterScalableTarget', { type: 'AccessDeniedException', message: 'no' });
    await assert.rejects(
      createEndpoint({ hosting, clock }, plan, () => undefined, never),
      isProblem('aws-denied', /wine is in service, but does not scale by itself/),
    );
  });
});
