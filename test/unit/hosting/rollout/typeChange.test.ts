import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EndpointStatus } from '../../../../src/core/hosting/endpoint';
import type { RolloutCall } from '../../../../src/core/hosting/rollout/rolloutCall';
import {
  isOver,
  placeIn,
  restoreCalls,
  type ScalingSnapshot,
} from '../../../../src/core/hosting/rollout/scalingSnapshot';
import {
  after,
  atStart,
  nextStep,
  turnedBack,
  type Progress,
  type TypeChange,
} from '../../../../src/core/hosting/rollout/typeChange';
import type { JsonObject } from '../../../../src/core/json';
import { textAt } from '../../../../src/core/json';

const snapshot = (variant: string, policies: number, schedules: number): ScalingSnapshot => {
  const place = {
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/iris/variant/${variant}`,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  };
  return {
    variant,
    target: { ...place, MinCapacity: 1, MaxCapacity: 4 },
    policies: Array.from({ length: policies }, (_, index) => ({ ...place, PolicyName: `p${index}` })),
    schedules: Array.from({ length: schedules }, (_, index) => ({
      ...place,
      ScheduledActionName: `s${index}`,
      Schedule: 'rate(1 day)',
    })),
    alarms: [],
  };
};

/** AWS, as far as this plan goes: it refuses an update while a variant scales, and forgets policies with a target. */
class Aws {
  config = 'old';
  status: EndpointStatus = 'InService';
  waits = 0;
  readonly made: string[] = [];
  readonly scaling: Map<string, { target: JsonObject; policies: JsonObject[]; schedules: JsonObject[] }>;
  readonly rollsBack: boolean;
  readonly refuses: boolean;

  constructor(scaling: readonly ScalingSnapshot[], fate: { rollsBack: boolean; refuses: boolean }) {
    this.rollsBack = fate.rollsBack;
    this.refuses = fate.refuses;
    this.scaling = new Map(
      scaling.map((each) => [
        placeIn(each.target),
        { target: each.target, policies: [...each.policies], schedules: [...each.schedules] },
      ]),
    );
  }

  get seen(): readonly ScalingSnapshot[] {
    return [...this.scaling.values()].map((each) => ({ ...each, variant: '', alarms: [] }));
  }

  take({ action, request }: RolloutCall): void {
    const found = this.scaling.get(placeIn(request));
    switch (action) {
      case 'UpdateEndpoint':
        assert.equal(this.status, 'InService');
        assert.equal(this.scaling.size, 0, 'AWS refuses to change the type of a variant that scales');
        if (this.refuses) throw new Error('refused');
        this.status = 'Updating';
        this.waits = 2;
        return;
      case 'RegisterScalableTarget':
        this.scaling.set(placeIn(request), { policies: [], schedules: [], ...found, target: request });
        return;
      case 'DeregisterScalableTarget':
        this.scaling.delete(placeIn(request));
        return;
      case 'PutScalingPolicy':
        assert.ok(found, 'a policy needs its target');
        found.policies.push(request);
        return;
      case 'PutScheduledAction':
        assert.ok(found, 'a schedule needs its target');
        found.schedules.push(request);
        return;
      case 'CreateModel':
      case 'CreateEndpointConfig':
      case 'CreateEndpoint':
      case 'DeleteModel':
      case 'DeleteEndpointConfig':
        this.made.push(textAt(request, 'EndpointConfigName') ?? '');
    }
  }

  pass(): void {
    this.waits -= 1;
    if (this.waits > 0) return;
    this.status = 'InService';
    if (!this.rollsBack) this.config = 'new';
  }
}

const rollout = {
  endpoint: 'iris',
  from: 'old',
  to: 'new',
  makes: [{ action: 'CreateEndpointConfig', request: { EndpointConfigName: 'new' } }],
  update: { action: 'UpdateEndpoint', request: {} },
} as const;

/** Goes on from what is on disk; dies before or after the effect of a step, and so does not write down what it did. */
function carryOut(aws: Aws, change: TypeChange, dies: ReadonlyArray<'before' | 'after' | 'no'>): Progress {
  let { progress } = change;
  const deaths = [...dies];
  for (let turn = 0; turn < 100; turn += 1) {
    const endpoint = { status: aws.status, config: aws.config };
    const step = nextStep({ ...change, progress }, { endpoint, scaling: aws.seen, now: 0 });
    if (step.kind === 'over') return progress;
    const death = deaths.shift() ?? 'no';
    if (death === 'before') continue;
    if (step.kind === 'wait') aws.pass();
    else
      try {
        aws.take(step.call);
      } catch {
        progress = turnedBack(progress);
        continue;
      }
    if (death !== 'after') progress = after(progress, step);
  }
  throw new Error('It never ends.');
}

const scalings = fc.uniqueArray(
  fc.record({ variant: fc.constantFrom('a', 'b', 'c'), policies: fc.nat(3), schedules: fc.nat(3) }),
  { minLength: 1, maxLength: 3, selector: ({ variant }) => variant },
);
const interruptions = fc.array(fc.constantFrom('before', 'after', 'no'), { maxLength: 25 });

const namesIn = (all: readonly JsonObject[], key: string): readonly string[] =>
  all.map((each) => textAt(each, key) ?? '').toSorted((left, right) => (left < right ? -1 : 1));

const contents = (aws: Aws) =>
  [...aws.scaling.entries()]
    .map(([place, { target, policies, schedules }]) => ({
      place,
      target,
      policies: namesIn(policies, 'PolicyName'),
      schedules: namesIn(schedules, 'ScheduledActionName'),
    }))
    .toSorted((left, right) => (left.place < right.place ? -1 : 1));

describe('Another instance type for variants that scale', () => {
  it('reaches its goal with the scaling as it was, wherever it is interrupted', () => {
    fc.assert(
      fc.property(scalings, interruptions, fc.boolean(), (wanted, deaths, rollsBack) => {
        const scaling = wanted.map(({ variant, policies, schedules }) =>
          snapshot(variant, policies, schedules),
        );
        const aws = new Aws(scaling, { rollsBack, refuses: false });
        const before = contents(aws);
        carryOut(aws, { rollout, scaling, progress: atStart }, deaths);
        assert.deepEqual(contents(aws), before);
        assert.deepEqual([aws.status, aws.config], ['InService', rollsBack ? 'old' : 'new']);
      }),
    );
  });

  it('puts the scaling back when AWS refuses, or the user turns back half-way', () => {
    fc.assert(
      fc.property(scalings, interruptions, fc.nat(12), (wanted, deaths, turns) => {
        const scaling = wanted.map(({ variant, policies, schedules }) =>
          snapshot(variant, policies, schedules),
        );
        const refusing = new Aws(scaling, { rollsBack: false, refuses: true });
        const before = contents(refusing);
        carryOut(refusing, { rollout, scaling, progress: atStart }, deaths);
        assert.deepEqual([contents(refusing), refusing.config], [before, 'old']);

        const aws = new Aws(scaling, { rollsBack: false, refuses: false });
        let progress = atStart;
        for (let turn = 0; turn < turns; turn += 1) {
          const endpoint = { status: aws.status, config: aws.config };
          const step = nextStep({ rollout, scaling, progress }, { endpoint, scaling: aws.seen, now: 0 });
          if (step.kind === 'wait') aws.pass();
          else if (step.kind !== 'over') aws.take(step.call);
          progress = after(progress, step);
        }
        carryOut(aws, { rollout, scaling, progress: turnedBack(progress) }, deaths);
        assert.deepEqual(contents(aws), before);
      }),
    );
  });

  it('makes the configuration before it touches the scaling, and never updates under a foreign one', () => {
    const scaling = [snapshot('a', 1, 0)];
    const change: TypeChange = { rollout, scaling, progress: atStart };
    const at = (config: string, status: EndpointStatus, found = scaling) =>
      nextStep(change, { endpoint: { config, status }, scaling: found, now: 0 }).kind;
    assert.deepEqual(
      [
        at('old', 'InService'),
        at('old', 'SystemUpdating'),
        at('other', 'InService'),
        at('other', 'InService', []),
      ],
      ['make', 'wait', 'over', 'scaling'],
    );
    assert.deepEqual(nextStep(change, { endpoint: undefined, scaling: [], now: 0 }), {
      kind: 'over',
      reached: false,
    });
  });

  it('does not ask for schedules that can never come to pass', () => {
    const now = Date.UTC(2026, 11, 1);
    const over = (schedule: JsonObject): boolean => isOver(schedule, now);
    assert.deepEqual(
      [
        over({ Schedule: 'at(2026-11-30T23:59:00)' }),
        over({ Schedule: 'at(2026-12-01T00:01:00)' }),
        over({ Schedule: 'at(2026-11-30T23:59:00)', Timezone: 'America/Los_Angeles' }),
        over({ Schedule: 'at(2026-11-30T09:59:00)', Timezone: 'America/Los_Angeles' }),
        over({ Schedule: 'cron(0 8 * * ? *)' }),
        over({ Schedule: 'cron(0 8 * * ? *)', EndTime: '2026-11-01T00:00:00.000Z' }),
      ],
      [true, false, false, true, false, true],
    );
    const [first] = [snapshot('a', 0, 1)];
    assert.ok(first);
    const past = { ...first, schedules: [{ ...first.schedules[0], Schedule: 'at(2020-01-01T00:00:00)' }] };
    assert.deepEqual(restoreCalls([past], [first], now), []);
    // The order of keys is AWS's own affair.
    const turned = { ...first, target: Object.fromEntries(Object.entries(first.target).toReversed()) };
    assert.deepEqual(restoreCalls([first], [turned], now), []);
  });
});
