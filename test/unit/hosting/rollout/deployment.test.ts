import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  deploymentConfig,
  deploymentKinds,
  deploymentRefusal,
  parseDeployment,
  timeoutOf,
  usualDeployments,
  waitOf,
  type Deployment,
  type Size,
} from '../../../../src/core/hosting/rollout/deployment';
import { deploymentCosts, deploymentInWords } from '../../../../src/core/hosting/rollout/deploymentWords';
import { updateCall } from '../../../../src/core/hosting/rollout/rollout';
import { at, numberAt, objectAt, type JsonObject } from '../../../../src/core/json';
import { againstModels } from '../../../support/aws/serviceModel';

const sizes: fc.Arbitrary<Size> = fc.record({
  unit: fc.constantFrom('percent', 'instances'),
  value: fc.integer({ min: -1, max: 110 }),
});
const seconds = fc.oneof(fc.integer({ min: -5, max: 4000 }), fc.constantFrom(0, 600, 3600, 3601, 1.5));
const deployments: fc.Arbitrary<Deployment> = fc
  .record({
    kind: fc.constantFrom(...deploymentKinds),
    size: sizes,
    wait: seconds,
    termination: seconds,
    timeout: fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: undefined }),
    alarms: fc.array(fc.string({ maxLength: 260 }), { maxLength: 12 }),
  })
  .map(({ kind, size, wait, termination, timeout, alarms }): Deployment => {
    const rest = { ...(timeout === undefined ? {} : { timeout }), alarms };
    if (kind === 'all at once') return { kind, wait, termination, ...rest };
    return kind === 'rolling' ? { kind, size, wait, ...rest } : { kind, size, wait, termination, ...rest };
  });
const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 });

/** AWS's documented limits, said once more and otherwise. */
function isWithin(deployment: Deployment, instances: readonly number[], config: JsonObject): boolean {
  const policy = objectAt(config, 'BlueGreenUpdatePolicy') ?? objectAt(config, 'RollingUpdatePolicy') ?? {};
  const timeout = numberAt(policy, 'MaximumExecutionTimeoutInSeconds') ?? 0;
  const steps = (size: Size): number =>
    size.unit === 'percent' ? Math.ceil(100 / size.value) : Math.ceil(Math.max(...instances) / size.value);
  const [least, most] = { canary: [0, 50], linear: [10, 50], rolling: [5, 50], 'all at once': [0, 100] }[
    deployment.kind
  ];
  if (deployment.kind === 'all at once') return timeout > deployment.wait + deployment.termination;
  const { size } = deployment;
  const percents =
    size.unit === 'percent' ? [size.value] : instances.map((count) => (size.value / count) * 100);
  const waits =
    deployment.kind === 'canary'
      ? deployment.wait + deployment.termination
      : steps(size) * deployment.wait + (deployment.kind === 'linear' ? deployment.termination : 0);
  return percents.every((each) => each >= (least ?? 0) && each <= (most ?? 0)) && timeout > waits;
}

describe('A deployment', () => {
  it('that is not refused is within the limits, and AWS takes its shape', async () => {
    const taken: JsonObject[] = [];
    fc.assert(
      fc.property(deployments, counts, (deployment, instances) => {
        const config = deploymentConfig(deployment, instances);
        if (deploymentRefusal(deployment, instances) !== undefined || !config) return;
        assert.ok(isWithin(deployment, instances, config), JSON.stringify(config));
        taken.push(config);
      }),
      { numRuns: 1500 },
    );
    assert.ok(taken.length > 40, String(taken.length));
    const calls = taken.map((DeploymentConfig) => {
      const request = { EndpointName: 'iris', EndpointConfigName: 'c', DeploymentConfig };
      return ['sagemaker', 'UpdateEndpoint', request] as const;
    });
    assert.deepEqual(await againstModels([calls.slice(0, 120)]), [[]]);
  });

  it('is refused with the reason', () => {
    const refused = (more: Partial<Deployment>, instances: readonly number[] = [4]): string =>
      deploymentRefusal(Object.assign({ ...usualDeployments.canary }, more), instances) ?? '';
    assert.equal(refused({}), '');
    assert.match(refused({ wait: 3601 }), /from 0 to 3600/);
    assert.match(refused({ size: { unit: 'percent', value: 51 } }), /from 1 to 50 percent/);
    assert.match(
      refused({ size: { unit: 'instances', value: 1 } }, [8, 1]),
      /1 of 1 instances are 100 percent/,
    );
    assert.match(refused({ kind: 'linear', size: { unit: 'percent', value: 9 } }), /from 10 to 50 percent/);
    assert.match(refused({ timeout: 599 }), /from 600 to 28800/);
    assert.match(refused({ timeout: 900 }), /waits alone take 900 s/);
    assert.match(refused({ alarms: Array.from({ length: 11 }, String) }), /10 alarms at most/);
    assert.match(refused({ alarms: [' '] }), /1 to 255/);
    const slow: Deployment = {
      kind: 'linear',
      size: { unit: 'percent', value: 10 },
      wait: 3600,
      termination: 0,
      alarms: [],
    };
    assert.match(deploymentRefusal(slow, [10]) ?? '', /waits alone take 36000 s/);
  });

  it('is as AWS does it when nothing is asked for', () => {
    assert.equal(deploymentConfig(usualDeployments['all at once']), undefined);
    const call = updateCall(
      { endpoint: 'a', deployment: usualDeployments['all at once'], retain: { weights: true, counts: true } },
      'b',
    );
    assert.deepEqual(call.request, {
      EndpointName: 'a',
      EndpointConfigName: 'b',
      RetainAllVariantProperties: true,
    });
    const none = updateCall(
      { endpoint: 'a', deployment: undefined, retain: { weights: false, counts: false } },
      'b',
    );
    assert.equal(at(none.request, 'RetainAllVariantProperties'), false);
    assert.equal(at(none.request, 'ExcludeRetainedVariantProperties'), undefined);
  });

  it('tells how long it waits, what is paid for meanwhile, and that nothing cancels it', () => {
    assert.equal(waitOf(usualDeployments.linear), 4 * 300 + 300);
    assert.equal(timeoutOf(usualDeployments.canary), 4500);
    assert.deepEqual(deploymentCosts(usualDeployments.canary, [2, 1]), [
      'Paid for twice meanwhile: all 3 instances, old and new, for 15 min of waits and the minutes in which new instances start.',
      'AWS cancels no update. The way back is another update to the configuration of before.',
      'No alarm rolls it back: AWS does so only when new instances do not start.',
    ]);
    assert.match(
      deploymentCosts({ kind: 'all at once', wait: 0, termination: 0, alarms: [] }, [2])[0] ?? '',
      /old and new, for the minutes in which/,
    );
    assert.match(
      deploymentCosts(usualDeployments.rolling, [4])[0] ?? '',
      /your 4 instances and one batch \(25 %\) more, for 20 min/,
    );
    assert.equal(
      deploymentInWords({ ...usualDeployments.canary, alarms: ['errors'] }),
      'Canary · 10 % · wait 10 min · old instances stay 5 min · rolls back on errors',
    );
  });

  it('is read from the words of a terminal', () => {
    assert.deepEqual(parseDeployment('canary:20%:120s'), {
      ...usualDeployments.canary,
      size: { unit: 'percent', value: 20 },
      wait: 120,
    });
    assert.deepEqual(parseDeployment('rolling:2'), {
      ...usualDeployments.rolling,
      size: { unit: 'instances', value: 2 },
    });
    assert.deepEqual(parseDeployment('all-at-once'), usualDeployments['all at once']);
    for (const text of ['', 'blue', 'canary:x', 'all-at-once:5%', 'linear:10%:5m'])
      assert.equal(parseDeployment(text), undefined, text);
  });
});
