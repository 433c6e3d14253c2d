import assert from 'node:assert/strict';
import type { Alarm } from '../../../src/core/hosting/alarm';
import { alarmInWords, isScalingAlarm, watches } from '../../../src/core/hosting/alarm';

const alarm = (more: Partial<Alarm> = {}): Alarm => ({
  name: 'iris is slow',
  state: 'ALARM',
  reason: 'Threshold Crossed',
  since: undefined,
  watched: [{ metric: 'ModelLatency', endpoint: 'iris', variant: 'blue' }],
  actions: ['arn:aws:sns:eu-west-1:123456789012:pager'],
  isHigh: true,
  ...more,
});
const policy =
  'arn:aws-us-gov:autoscaling:us-gov-west-1:123456789012:scalingPolicy:6d8:resource/sagemaker/endpoint/iris/variant/blue:policyName/p';

describe('An alarm', () => {
  it('is of the endpoints whose metrics it watches', () => {
    assert.equal(watches(alarm(), 'iris'), true);
    assert.equal(watches(alarm(), 'iris-2'), false);
    assert.equal(watches(alarm({ watched: [] }), 'iris'), false);
  });

  it('of a scaling policy does its work when it rings, whoever made it', () => {
    const made = 'TargetTracking-endpoint/iris/variant/blue-AlarmHigh-1f2e';
    assert.deepEqual(
      [alarm(), alarm({ name: made, actions: [] }), alarm({ actions: [policy] })].map(isScalingAlarm),
      [false, true, true],
    );
  });

  it('says what it means, of which variants', () => {
    const everything = [
      { metric: 'Invocation5XXErrors', endpoint: 'iris', variant: 'AllTraffic' },
      { metric: 'Invocation5XXErrors', endpoint: 'other', variant: 'red' },
    ];
    assert.deepEqual(
      [
        alarm(),
        alarm({ watched: everything }),
        alarm({ actions: [policy] }),
        alarm({ actions: [policy], isHigh: false }),
      ].map((each) => alarmInWords(each, 'iris')),
      [
        'The alarm iris is slow rings (ModelLatency, blue).',
        'The alarm iris is slow rings (Invocation5XXErrors).',
        'The load is above its target: scales out as far as it may (ModelLatency, blue).',
        'The load is below its target: scales in as far as it may (ModelLatency, blue).',
      ],
    );
  });
});
