import assert from 'node:assert/strict';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeHostings } from '../../../src/adapters/aws/aws';
import { readPresent } from '../../../src/app/hosting/rollout/readPresent';
import { findUses, removeLeftovers } from '../../../src/app/hosting/rollout/removeLeftovers';
import { updateEndpoint } from '../../../src/app/hosting/rollout/updateEndpoint';
import type { VariantChange } from '../../../src/core/hosting/rollout/change';
import { usualDeployments } from '../../../src/core/hosting/rollout/deployment';
import { leftoverInWords, removalsOf } from '../../../src/core/hosting/rollout/leftovers';
import { endInWords, phasesInWords } from '../../../src/core/hosting/rollout/outcome';
import { retainAll, rolloutOf, rolloutTo, type Rollout } from '../../../src/core/hosting/rollout/rollout';
import type { RolloutCall } from '../../../src/core/hosting/rollout/rolloutCall';
import type { Hosting } from '../../../src/core/hosting/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';

const never = new AbortController().signal;
const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && words.test(error.message);
const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/iris:2';
const stamp = '20261201-031500';
const toImage: VariantChange = { kind: 'image', variant: 'blue', container: 0, image };

describe('An update of an endpoint', () => {
  let standIn: StandInSageMaker;
  let restore: () => void;
  let hosting: Hosting;
  let told: string[];
  let acceptances: number;
  /** What happens while we wait, one after the other; the last is done again. */
  let meanwhile: Array<() => void>;
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
      { name: 'green', weight: 0.1, instances: 2 },
    ]);
    told = [];
    acceptances = 0;
    meanwhile = [() => standIn.settle('iris')];
  });
  afterEach(() => {
    hosting.close();
    restore();
  });

  const clock = {
    now: () => 0,
    sleep: async () => (meanwhile.length > 1 ? meanwhile.shift() : meanwhile[0])?.(),
  };
  const plan = async (
    changes: readonly VariantChange[] = [toImage],
    deployment = usualDeployments.canary,
  ) => {
    const present = await readPresent(hosting, 'iris-1', never);
    assert.ok(present);
    return rolloutOf(present, changes, { endpoint: 'iris', stamp, deployment, retain: retainAll });
  };
  const update = async (rollout: Rollout, signal = never) =>
    updateEndpoint(
      { hosting, clock },
      rollout,
      {
        accepted: async () => void (acceptances += 1),
        report: (endpoint) => {
          const line = phasesInWords(endpoint);
          if (told.at(-1) !== line) told.push(line);
        },
      },
      signal,
    );
  const actions = (): readonly string[] => standIn.writes.map(([, action]) => action);
  const now = async () => hosting.findEndpoint('iris', never);

  it('to a new image carries over all else, and keeps live weights and counts', async () => {
    const rich = {
      DataCaptureConfig: {
        EnableCapture: true,
        InitialSamplingPercentage: 5,
        DestinationS3Uri: 's3://captured/iris',
        CaptureOptions: [{ CaptureMode: 'Input' }],
        CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'] },
      },
      KmsKeyId: 'alias/iris',
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      ExecutionRoleArn: 'arn:aws:iam::123456789012:role/sagemaker',
      Tags: [
        { Key: 'team', Value: 'plants' },
        { Key: 'aws:cloudformation:stack-name', Value: 'x' },
      ],
    };
    standIn.enrich('config', 'iris-1', rich);
    standIn.enrich('model', 'model-blue', {
      PrimaryContainer: {
        Image: 'old',
        Mode: 'SingleModel',
        ModelDataUrl: 's3://models/iris.tar.gz',
        ModelDataSource: {
          S3DataSource: {
            S3Uri: 's3://models/iris.tar.gz',
            S3DataType: 'S3Object',
            CompressionType: 'Gzip',
          },
        },
        Environment: { MODEL_SERVER_WORKERS: '2' },
      },
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
    });
    const end = await update(await plan());
    assert.deepEqual([end, acceptances], [{ kind: 'done' }, 1]);
    assert.deepEqual(actions(), ['CreateModel', 'CreateEndpointConfig', 'UpdateEndpoint']);
    const [model, config, call] = standIn.writes.map(([, , request]) => request);
    assert.deepEqual(model, {
      ModelName: `iris-blue-${stamp}`,
      ExecutionRoleArn: 'arn:aws:iam::123456789012:role/sagemaker',
      PrimaryContainer: {
        Image: image,
        Mode: 'SingleModel',
        ModelDataUrl: 's3://models/iris.tar.gz',
        Environment: { MODEL_SERVER_WORKERS: '2' },
      },
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      EnableNetworkIsolation: false,
    });
    const variant = { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 };
    assert.deepEqual(config, {
      ...rich,
      EndpointConfigName: `iris-${stamp}`,
      Tags: [{ Key: 'team', Value: 'plants' }],
      ProductionVariants: [
        { VariantName: 'blue', ModelName: `iris-blue-${stamp}`, InitialVariantWeight: 0.9, ...variant },
        { VariantName: 'green', ModelName: 'model-green', InitialVariantWeight: 0.1, ...variant },
      ],
    });
    assert.deepEqual(call, {
      EndpointName: 'iris',
      EndpointConfigName: `iris-${stamp}`,
      RetainAllVariantProperties: true,
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: {
            Type: 'CANARY',
            WaitIntervalInSeconds: 600,
            CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 },
          },
          TerminationWaitInSeconds: 300,
          MaximumExecutionTimeoutInSeconds: 4500,
        },
      },
    });
    const endpoint = await now();
    assert.deepEqual(
      endpoint?.variants.map((each) => [each.weight.current, each.instances?.current]),
      [
        [Math.fround(0.9), 4],
        [Math.fround(0.1), 2],
      ],
    );
    assert.equal(endpoint?.variants[0]?.images[0]?.specified, image);
  });

  it('tells each phase of a canary', async () => {
    meanwhile = [
      () => standIn.phase('iris', 'ActivatingTraffic'),
      () => standIn.phase('iris', 'Baking'),
      () => standIn.phase('iris', 'Deleting'),
      () => standIn.settle('iris'),
    ];
    await update(await plan());
    assert.deepEqual(told, [
      'being updated · instances start',
      'being updated · traffic moves',
      'being updated · baking, alarms are watched',
      'being updated · old instances go',
      'in service',
    ]);
  });

  it('that AWS rolls back leaves what was, and says why', async () => {
    meanwhile = [
      () => standIn.rollBack('iris', 'The alarm errors is in ALARM.'),
      () => standIn.settle('iris'),
    ];
    const rollout = await plan();
    const end = await update(rollout);
    assert.deepEqual(end, { kind: 'rolled back', reason: 'The alarm errors is in ALARM.' });
    assert.match(
      endInWords(end, 'iris', rollout),
      /serves with iris-1 as before.*The alarm errors is in ALARM/,
    );
    assert.deepEqual(told.at(-2)?.startsWith('rolling back'), true);
  });

  describe('that was rolled back', () => {
    let removals: readonly RolloutCall[];
    const model = `iris-blue-${stamp}`;
    const config = `iris-${stamp}`;
    beforeEach(async () => {
      meanwhile = [() => standIn.rollBack('iris', 'No.'), () => standIn.settle('iris')];
      const rollout = await plan();
      assert.equal((await update(rollout)).kind, 'rolled back');
      removals = removalsOf(rollout.makes);
    });
    const remove = async () => removeLeftovers(hosting, removals, never);
    const words = async (): Promise<readonly string[]> => {
      const uses = await findUses(hosting, removals, never);
      return removals.map((call) => leftoverInWords(call, uses));
    };
    const isThere = () => [standIn.found('config', config), standIn.found('model', model)].map(Boolean);
    /** Somebody else makes another endpoint of them. */
    const make = async (name: string, of: Readonly<Record<string, string>>): Promise<void> => {
      if (of['ModelName'] !== undefined)
        await hosting.make(
          {
            action: 'CreateEndpointConfig',
            request: {
              EndpointConfigName: name,
              ProductionVariants: [
                { VariantName: 'one', InstanceType: 'ml.m5.large', InitialInstanceCount: 1, ...of },
              ],
            },
          },
          never,
        );
      else await hosting.make({ action: 'CreateEndpoint', request: { EndpointName: name, ...of } }, never);
    };

    it('has what it made taken away, the configuration first, and nothing else', async () => {
      assert.deepEqual(await words(), [`Configuration ${config}`, `Model ${model}`]);
      assert.deepEqual(await remove(), []);
      assert.deepEqual(actions().slice(-2), ['DeleteEndpointConfig', 'DeleteModel']);
      assert.deepEqual(isThere(), [false, false]);
      assert.ok(standIn.found('config', 'iris-1') && standIn.found('model', 'model-blue'));
      // Nothing is left, and nothing is wrong with that.
      assert.deepEqual(await remove(), []);
    });

    it('is not asked about endpoints that have not changed since', async () => {
      for (const name of ['old', 'older']) standIn.make(name, [{ name: 'one' }]);
      const before = standIn.asked('DescribeEndpoint');
      await words();
      assert.equal(standIn.asked('DescribeEndpoint'), before + 1);
    });

    it('keeps what an endpoint has meanwhile', async () => {
      await make('other', { EndpointConfigName: config });
      const stays = [
        `Configuration ${config} stays: the endpoint other uses it.`,
        `Model ${model} stays: the configuration ${config} uses it.`,
      ];
      assert.deepEqual(await words(), stays);
      assert.deepEqual(
        (await remove()).map(({ call }) => call.action),
        ['DeleteEndpointConfig', 'DeleteModel'],
      );
      assert.deepEqual(isThere(), [true, true]);
    });

    it('keeps what the endpoint itself comes to again', async () => {
      const back = rolloutTo(
        { from: 'iris-1', to: config },
        { endpoint: 'iris', deployment: undefined, retain: retainAll },
      );
      await hosting.make(back.update, never);
      assert.match((await words())[0] ?? '', /stays: the endpoint iris uses it/);
      await remove();
      assert.deepEqual(isThere(), [true, true]);
    });

    it('keeps a model that another configuration names, and takes its own away', async () => {
      await make('another', { ModelName: model });
      assert.deepEqual(await words(), [
        `Configuration ${config}`,
        `Model ${model} stays: the configuration another uses it.`,
      ]);
      await remove();
      assert.deepEqual(isThere(), [false, true]);
    });

    it('keeps the models of a configuration that AWS does not take away', async () => {
      standIn.refuse('DeleteEndpointConfig', { type: 'AccessDeniedException', message: 'no' });
      assert.deepEqual(
        (await remove()).map(({ problem }) => problem?.kind),
        ['aws-denied', 'aws-denied'],
      );
      assert.deepEqual(isThere(), [true, true]);
    });

    it('keeps all of it when nobody can tell who uses it, and tells what AWS does not take away', async () => {
      standIn.refuse('ListEndpointConfigs', { type: 'AccessDeniedException', message: 'no' });
      await assert.rejects(remove(), isProblem('aws-denied', /sagemaker:ListEndpointConfigs/));
      assert.deepEqual(isThere(), [true, true]);
      standIn.refuse('DeleteModel', { type: 'AccessDeniedException', message: 'no' });
      const left = await remove();
      assert.deepEqual(
        left.map(({ call, problem }) => [call.request, problem?.kind]),
        [[{ ModelName: model }, 'aws-denied']],
      );
      assert.deepEqual(isThere(), [false, true]);
    });
  });

  it('whose rollback fails is mended by another update', async () => {
    meanwhile = [
      () => standIn.rollBack('iris', ''),
      () => standIn.fail('iris', 'No capacity for ml.m5.large.'),
    ];
    const rollout = await plan();
    const end = await update(rollout);
    assert.equal(end.kind, 'mixed');
    assert.match(
      endInWords(end, 'iris', rollout),
      /iris-1 and iris-20261201-031500 serve together.*Update it again/,
    );
    meanwhile = [() => standIn.settle('iris')];
    const back = rolloutTo(
      { from: 'iris-1', to: rollout.to },
      { endpoint: 'iris', deployment: undefined, retain: retainAll },
    );
    assert.deepEqual(await update(back), { kind: 'done' });
  });

  it('is undone by an update to the configuration of before', async () => {
    const rollout = await plan();
    await update(rollout);
    const back = rolloutTo(
      { from: rollout.to, to: rollout.from },
      { endpoint: 'iris', deployment: undefined, retain: { weights: true, counts: false } },
    );
    assert.deepEqual(await update(back), { kind: 'done' });
    assert.deepEqual(standIn.writes.at(-1)?.[2], {
      EndpointName: 'iris',
      EndpointConfigName: 'iris-1',
      RetainAllVariantProperties: true,
      ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredInstanceCount' }],
    });
    const endpoint = await now();
    assert.deepEqual([endpoint?.config, endpoint?.variants[0]?.instances?.current], ['iris-1', 1]);
  });

  it('waits until AWS knows what was just made', async () => {
    const rollout = await plan();
    standIn.lagBehind(2);
    meanwhile = [() => undefined, () => undefined, () => standIn.settle('iris')];
    assert.deepEqual(await update(rollout), { kind: 'done' });
    assert.deepEqual(actions().filter((each) => each === 'UpdateEndpoint').length, 3);
  });

  it('that is refused takes away what was made for it', async () => {
    const rollout = await plan();
    standIn.refuse('UpdateEndpoint', { type: 'ResourceLimitExceeded', message: 'ml.m5.large is used up' });
    await assert.rejects(update(rollout), isProblem('aws-failed', /ml\.m5\.large is used up/));
    assert.deepEqual(actions().slice(-2), ['DeleteEndpointConfig', 'DeleteModel']);
    assert.deepEqual(
      [standIn.found('config', rollout.to), standIn.found('model', `iris-blue-${stamp}`), acceptances],
      [undefined, undefined, 0],
    );
    assert.ok(standIn.found('config', 'iris-1'));
  });

  it('names what it could not take away', async () => {
    const rollout = await plan();
    standIn.refuse('UpdateEndpoint', { type: 'ValidationException', message: 'no' });
    standIn.refuse('DeleteModel', { type: 'AccessDeniedException', message: 'not authorized' });
    await assert.rejects(
      update(rollout),
      isProblem('aws-failed', /nothing uses it: iris-blue-20261201-031500/),
    );
  });

  it('with an image of OCI is refused before anything else is made', async () => {
    const bad: VariantChange = { kind: 'image', variant: 'blue', container: 0, image: `${image}-oci` };
    await assert.rejects(
      update(await plan([bad])),
      isProblem('aws-failed', /Unsupported manifest media type/),
    );
    assert.deepEqual(actions(), ['CreateModel']);
  });

  it('is not asked for while the endpoint is busy, or is another since', async () => {
    const rollout = await plan();
    standIn.refuse('UpdateEndpoint', {
      type: 'ValidationException',
      message: 'Cannot update in-progress endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris".',
    });
    await assert.rejects(update(rollout), isProblem('endpoint-busy', /iris is being changed/));
    await assert.rejects(
      update({ ...rollout, from: 'iris-0' }),
      isProblem('endpoint-busy', /Somebody else updated iris just now, to iris-1/),
    );
    meanwhile = [() => undefined];
    const stop = new AbortController();
    meanwhile = [() => stop.abort(), () => stop.signal.throwIfAborted()];
    await assert.rejects(update(rollout, stop.signal), { name: 'AbortError' });
    await assert.rejects(
      update({ ...rollout, makes: [] }),
      isProblem('endpoint-busy', /iris is being changed/),
    );
  });

  it('is followed through questions that get lost, and answers that are no answers', async () => {
    const rollout = await plan();
    meanwhile = [
      () => standIn.refuse('DescribeEndpoint', { type: '', message: '', status: 500, html: '<html>' }, 1),
      () => standIn.refuse('DescribeEndpoint', { type: 'ThrottlingException', message: 'Rate exceeded' }, 4),
      () => standIn.settle('iris'),
    ];
    assert.deepEqual(await update(rollout), { kind: 'done' });
  });

  it('goes on at AWS when nobody follows it any more, and can be undone', async () => {
    const stop = new AbortController();
    meanwhile = [
      () => {
        stop.abort();
        stop.signal.throwIfAborted();
      },
    ];
    const rollout = await plan();
    await assert.rejects(update(rollout, stop.signal), { name: 'AbortError' });
    assert.equal(acceptances, 1);
    standIn.settle('iris');
    assert.equal((await now())?.config, rollout.to);
  });
});
