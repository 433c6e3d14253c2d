import assert from 'node:assert/strict';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeCloudWatches, makeHostings } from '../../../src/adapters/aws/aws';
import { readMetrics } from '../../../src/app/hosting/readMetrics';
import type { CloudWatch } from '../../../src/core/hosting/cloudWatchPorts';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';

const never = new AbortController().signal;
const unset = () => ({ profile: '', region: '' });
const nowhere = { profile: undefined, region: undefined };
const clock = { now: () => Date.now(), sleep: async () => undefined };

describe('Metrics of an endpoint', () => {
  let standIn: StandInSageMaker;
  let restore: () => void;
  let cloudWatch: CloudWatch;
  before(async () => (standIn = await startStandInSageMaker()));
  after(async () => {
    await standIn.stop();
    await standIn.checkRequests();
  });
  beforeEach(async () => {
    standIn.reset();
    restore = setAws(standIn.environment);
    cloudWatch = await makeCloudWatches(new Accounts(unset)).open(nowhere);
    standIn.make('iris', [
      { name: 'blue', weight: 0.9, instances: 2 },
      { name: 'green', weight: 0.1, instances: 1 },
    ]);
  });
  afterEach(() => {
    cloudWatch.close();
    restore();
  });
  const details = async () => {
    const hosting = await makeHostings(new Accounts(unset)).open(nowhere);
    const endpoint = await hosting.findEndpoint('iris', never);
    hosting.close();
    assert.ok(endpoint);
    const variants = ['blue', 'green'].map((name) => ({
      name,
      model: undefined,
      instanceType: 'ml.m5.xlarge',
    }));
    return { endpoint, config: { name: 'iris-1', variants } };
  };

  it('are one question with all pages of its answer, in our units', async () => {
    standIn.measure('Invocations', 'Sum', 'blue', () => 90);
    standIn.measure('Invocations', 'Sum', 'green', () => 10);
    standIn.measure('ModelLatency', 'p90', 'green', () => 84_000);
    standIn.measure('CPUUtilization', 'Average', 'green', () => 200);
    standIn.measure('Invocation5XXErrors', 'Sum', 'green', (time) => (time % 120_000 === 0 ? 1 : undefined));
    const { snapshot, traffic } = await readMetrics(
      { cloudWatch, clock },
      await details(),
      { hours: 3, history: [] },
      never,
    );
    const questions = standIn.asked('GetMetricData');
    // 3 hours of five lines, at 500 values a page.
    assert.equal(questions, 2);
    assert.deepEqual(traffic, { perMinute: 100, minutes: 15 });
    const drawn = snapshot.charts.map(({ title, variant, unit, tables: [table] }) => [
      [variant ?? 'all', title, unit].join(' '),
      table?.series.map(
        ({ label }, index) => `${label} ${String(table.y[index]?.find((each) => each !== null))}`,
      ),
    ]);
    assert.deepEqual(drawn, [
      ['all Requests a minute count', ['blue 90', 'green 10']],
      ['green Errors count', ['5XX 1']],
      ['green Latency of the model milliseconds', ['p90 84']],
      // Of four cores.
      ['green Processor and memory percent', ['processor 50']],
    ]);
    const late = (snapshot.asked - (snapshot.newest ?? 0)) / 60_000;
    assert.ok(late >= 2 && late <= 4, String(late));
  });

  it('are a Problem that names the action, when the user may not ask', async () => {
    standIn.refuse('GetMetricData', { type: 'AccessDeniedException', message: 'no' });
    await assert.rejects(
      readMetrics({ cloudWatch, clock }, await details(), { hours: 1, history: [] }, never),
      (error: unknown) =>
        error instanceof Problem &&
        error.kind === 'aws-denied' &&
        /cloudwatch:GetMetricData/.test(error.message),
    );
  });
});

describe('Metrics of the emulator', () => {
  it('are what was put there, by minute', async () => {
    const restore = setAws(testEmulator().environment);
    const client = new CloudWatchClient({ endpoint: testEmulator().url });
    const cloudWatch = await makeCloudWatches(new Accounts(unset)).open(nowhere);
    try {
      const minute = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;
      const dimensions = [
        { Name: 'EndpointName', Value: 'iris' },
        { Name: 'VariantName', Value: 'blue' },
      ];
      await client.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/SageMaker',
          MetricData: [0, 1].flatMap((at) =>
            [1, 2].map((Value) => ({
              MetricName: 'Invocations',
              Dimensions: dimensions,
              Timestamp: new Date(minute + at * 60_000),
              Value: Value * (at + 1),
            })),
          ),
        }),
      );
      const query = {
        id: 'q0',
        namespace: 'AWS/SageMaker',
        metric: 'Invocations',
        dimensions: dimensions.map(({ Name, Value }) => ({ name: Name, value: Value })),
        statistic: 'Sum',
        period: 60,
      };
      const answers = await cloudWatch.readMetrics(
        [query],
        { from: minute - 60_000, to: minute + 300_000 },
        never,
      );
      assert.deepEqual(answers.get('q0'), { times: [minute, minute + 60_000], values: [3, 6] });
    } finally {
      cloudWatch.close();
      client.destroy();
      await testEmulator().reset();
      restore();
    }
  });
});
