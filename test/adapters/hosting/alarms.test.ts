import assert from 'node:assert/strict';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeCloudWatches } from '../../../src/adapters/aws/aws';
import type { Alarm } from '../../../src/core/hosting/alarm';
import { isScalingAlarm, watches } from '../../../src/core/hosting/alarm';
import type { AlarmWish, CloudWatch } from '../../../src/core/hosting/cloudWatchPorts';
import { setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';

const never = new AbortController().signal;
const scaling =
  'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:6d8:resource/sagemaker/endpoint/iris/variant/blue:policyName/p';

describe('Alarms of the emulator', () => {
  let restore: () => void;
  let cloudWatch: CloudWatch;
  let client: CloudWatchClient;
  const put = async (name: string, endpoint: string, actions: readonly string[]): Promise<void> => {
    const dimensions = { EndpointName: endpoint, VariantName: 'blue' };
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: name,
        Namespace: 'AWS/SageMaker',
        MetricName: 'ModelLatency',
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 1000,
        EvaluationPeriods: 1,
        Period: 60,
        Statistic: 'Average',
        AlarmActions: [...actions],
      }),
    );
  };
  const list = async (wish: AlarmWish): Promise<readonly Alarm[]> => {
    const found: Alarm[] = [];
    for await (const alarm of cloudWatch.listAlarms(wish, never)) found.push(alarm);
    return found;
  };
  before(() => (client = new CloudWatchClient({ endpoint: testEmulator().url, region: 'us-east-1' })));
  after(() => client.destroy());
  beforeEach(async () => {
    restore = setAws(testEmulator().environment);
    cloudWatch = await makeCloudWatches(new Accounts(() => ({ profile: '', region: '' }))).open({
      profile: undefined,
      region: undefined,
    });
  });
  afterEach(async () => {
    cloudWatch.close();
    await testEmulator().reset();
    restore();
  });

  it('that ring are found with what they watch', async () => {
    await put('slow', 'iris', []);
    await put('quiet', 'iris', []);
    await put('grows', 'iris', [scaling]);
    for (const AlarmName of ['slow', 'grows'])
      await client.send(
        new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'Threshold Crossed' }),
      );
    const ringing = await list({ state: 'ALARM' });
    assert.deepEqual(
      ringing.map(({ name, reason, watched }) => ({ name, reason, watched })),
      ['slow', 'grows'].map((name) => ({
        name,
        reason: 'Threshold Crossed',
        watched: [{ metric: 'ModelLatency', endpoint: 'iris', variant: 'blue' }],
      })),
    );
    assert.deepEqual(ringing.map(isScalingAlarm), [false, true]);
    assert.ok(ringing.every(({ since }) => since !== undefined && since > 1_700_000_000_000));
  });

  it('of more names than CloudWatch takes at once are all found, and unknown names left out', async () => {
    const names = Array.from({ length: 130 }, (_, index) => `alarm-${index}`);
    await Promise.all(names.map(async (name) => put(name, 'iris', [])));
    await put('other', 'zoo', []);
    const found = await list({ names: [...names, 'gone'] });
    assert.deepEqual(found.map(({ name }) => name).toSorted(), names.toSorted());
    assert.ok(found.every((alarm) => watches(alarm, 'iris')));
    assert.deepEqual(await list({ names: [] }), []);
  });
});
