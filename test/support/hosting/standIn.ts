// SageMaker's endpoints with what the emulator has not: states that take their time, refusals while they do,
// percentiles, other people's changes, and errors on demand. Every request is held against AWS's own service model.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { againstModels, type Call } from '../aws/serviceModel';

export interface StandInVariant {
  readonly name: string;
  weight?: number;
  instances?: number;
  serverless?: { readonly memory: number; max: number };
  readonly image?: string;
}

interface Shelf {
  readonly variants: StandInVariant[];
  readonly config: string;
  status: string;
  /** What it becomes when it settles. */
  wanted: ReadonlyMap<string, { weight?: number; instances?: number; max?: number }>;
  modified: number;
  failure?: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface Refusal {
  readonly type: string;
  readonly message: string;
  readonly status?: number;
}

export interface StandInSageMaker {
  readonly environment: Readonly<Record<string, string>>;
  /** The requests so far that change something. */
  readonly writes: readonly Call[];
  /** How often each question was asked. */
  asked(action: string): number;
  make(name: string, variants: readonly StandInVariant[], tags?: Readonly<Record<string, string>>): void;
  /** Somebody else changed it, without any call of ours. */
  change(name: string, variant: string, change: { weight?: number; instances?: number }): void;
  /** What is under way is done. */
  settle(name: string): void;
  /** What is under way has failed, and the endpoint with it. */
  fail(name: string, reason: string): void;
  scale(name: string, variant: string, range: { min: number; max: number }): void;
  /** Somebody else put a policy on a variant that scales, as AWS tells of it. */
  putPolicy(name: string, variant: string, policy: Readonly<Record<string, unknown>>): void;
  dropConfig(name: string): void;
  /** The next so many calls of this action are refused. */
  refuse(action: string, refusal: Refusal, times?: number): void;
  /** Fails when one of all requests is not as AWS's models have it. */
  checkRequests(): Promise<void>;
  reset(): void;
  stop(): Promise<void>;
}

const account = '123456789012';
const region = 'us-east-1';
const questions = /^(?:Describe|List|Get)/;
const services: Readonly<Record<string, string>> = {
  SageMaker: 'sagemaker',
  AnyScaleFrontendService: 'application-autoscaling',
};

const arnOf = (name: string): string => `arn:aws:sagemaker:${region}:${account}:endpoint/${name}`;

const arnOfPolicy = ({ ResourceId, PolicyName }: Asked, number: number): string =>
  `arn:aws:autoscaling:${region}:${account}:scalingPolicy:00000000-0000-0000-0000-${String(number).padStart(12, '0')}:resource/sagemaker/${String(ResourceId)}:policyName/${String(PolicyName)}`;

/** AWS makes alarms for what follows a metric, and none for steps. */
const alarmsFor = ({ PolicyType, ResourceId }: Asked): readonly Answer[] =>
  PolicyType === 'TargetTrackingScaling'
    ? ['AlarmHigh', 'AlarmLow'].map((end) => {
        const AlarmName = `TargetTracking-${String(ResourceId)}-${end}`;
        return { AlarmName, AlarmARN: `arn:aws:cloudwatch:${region}:${account}:alarm:${AlarmName}` };
      })
    : [];

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

const invalid = (message: string): Refused => new Refused({ type: 'ValidationException', message });

const missingTarget = (): Refused =>
  new Refused({ type: 'ObjectNotFoundException', message: 'No scalable target found' });

type Asked = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

export async function startStandInSageMaker(): Promise<StandInSageMaker> {
  const shelves = new Map<string, Shelf>();
  const configs = new Set<string>();
  const targets = new Map<string, Asked>();
  const policies = new Map<string, Asked>();
  const actions = new Map<string, Asked>();
  const calls: Call[] = [];
  /** Also those before a reset. */
  const every: Call[] = [];
  const refusals: Array<{ readonly action: string; readonly refusal: Refusal; left: number }> = [];
  const shelfOf = (name: unknown): Shelf => {
    const shelf = shelves.get(String(name));
    if (!shelf) throw invalid(`Could not find endpoint "${arnOf(String(name))}".`);
    return shelf;
  };
  const settle = (name: string): void => {
    const shelf = shelfOf(name);
    if (shelf.status === 'Deleting') {
      shelves.delete(name);
      return;
    }
    for (const variant of shelf.variants) {
      const { weight, instances, max } = shelf.wanted.get(variant.name) ?? {};
      if (weight !== undefined) variant.weight = weight;
      if (instances !== undefined) variant.instances = instances;
      if (max !== undefined && variant.serverless) variant.serverless.max = max;
    }
    shelf.wanted = new Map();
    shelf.status = 'InService';
    shelf.modified += 1;
  };
  const answers: Readonly<Record<string, (asked: Asked) => Answer>> = {
    ListEndpoints: () => ({
      Endpoints: [...shelves].map(([name, shelf]) => summary(name, shelf)),
    }),
    DescribeEndpoint: ({ EndpointName }) => {
      const shelf = shelfOf(EndpointName);
      return {
        ...summary(String(EndpointName), shelf),
        EndpointConfigName: shelf.config,
        ProductionVariants: shelf.variants.map((variant) => described(variant, shelf)),
        ...(shelf.failure === undefined ? {} : { FailureReason: shelf.failure }),
      };
    },
    DescribeEndpointConfig: ({ EndpointConfigName }) => {
      const shelf = [...shelves.values()].find(({ config }) => config === EndpointConfigName);
      if (!shelf || !configs.has(shelf.config))
        throw invalid(`Could not find endpoint configuration "${String(EndpointConfigName)}".`);
      return {
        EndpointConfigName,
        EndpointConfigArn: `arn:aws:sagemaker:${region}:${account}:endpoint-config/${shelf.config}`,
        CreationTime: 1_790_000_000,
        ProductionVariants: shelf.variants.map(({ name, serverless }) => ({
          VariantName: name,
          ModelName: `model-${name}`,
          ...(serverless ? {} : { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }),
        })),
      };
    },
    ListTags: ({ ResourceArn }) => {
      const { tags } = shelfOf(String(ResourceArn).split('/').at(-1));
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    },
    UpdateEndpointWeightsAndCapacities: (asked) => {
      const shelf = shelfOf(asked['EndpointName']);
      if (shelf.status !== 'InService')
        throw invalid(`Cannot update in-progress endpoint "${arnOf(String(asked['EndpointName']))}".`);
      const wanted = new Map(
        listOf(asked['DesiredWeightsAndCapacities']).map((each) => [String(each['VariantName']), each]),
      );
      for (const name of wanted.keys())
        if (!shelf.variants.some((variant) => variant.name === name))
          throw invalid(`Variant "${name}" not found.`);
      shelf.wanted = new Map(
        [...wanted].map(([name, each]) => [
          name,
          {
            ...(typeof each['DesiredWeight'] === 'number' ? { weight: each['DesiredWeight'] } : {}),
            ...(typeof each['DesiredInstanceCount'] === 'number'
              ? { instances: each['DesiredInstanceCount'] }
              : {}),
          },
        ]),
      );
      shelf.status = 'Updating';
      return { EndpointArn: arnOf(String(asked['EndpointName'])) };
    },
    DeleteEndpoint: ({ EndpointName }) => {
      shelfOf(EndpointName).status = 'Deleting';
      return {};
    },
    DeleteEndpointConfig: ({ EndpointConfigName }) => {
      configs.delete(String(EndpointConfigName));
      return {};
    },
    DescribeScalableTargets: ({ ResourceIds }) => ({
      ScalableTargets: [...targets.values()]
        .filter(({ ResourceId }) => !Array.isArray(ResourceIds) || ResourceIds.includes(ResourceId))
        .map((target) => ({
          ...target,
          RoleARN: `arn:aws:iam::${account}:role/scaling`,
          CreationTime: 1_790_000_000,
        })),
    }),
    DescribeScalingPolicies: ({ ResourceId }) => ({
      ScalingPolicies: [...policies.values()].filter((policy) => policy['ResourceId'] === ResourceId),
    }),
    RegisterScalableTarget: (asked) => {
      targets.set(String(asked['ResourceId']), asked);
      return {};
    },
    DeregisterScalableTarget: ({ ResourceId }) => {
      if (!targets.delete(String(ResourceId))) throw missingTarget();
      for (const of of [policies, actions])
        for (const [key, each] of of) if (each['ResourceId'] === ResourceId) of.delete(key);
      return {};
    },
    PutScalingPolicy: (asked) => {
      if (!targets.has(String(asked['ResourceId']))) throw missingTarget();
      const key = `${String(asked['ResourceId'])} ${String(asked['PolicyName'])}`;
      const known = policies.get(key);
      if (known && known['PolicyType'] !== asked['PolicyType'])
        throw invalid('You cannot change the type of a scaling policy.');
      const policy = {
        PolicyARN: arnOfPolicy(asked, policies.size),
        CreationTime: 1_790_000_000,
        Alarms: alarmsFor(asked),
        ...known,
        ...asked,
      };
      policies.set(key, policy);
      return { PolicyARN: policy.PolicyARN, Alarms: policy.Alarms };
    },
    DeleteScalingPolicy: ({ ResourceId, PolicyName }) => {
      if (!policies.delete(`${String(ResourceId)} ${String(PolicyName)}`)) throw missingTarget();
      return {};
    },
    DescribeScheduledActions: ({ ResourceId }) => ({
      ScheduledActions: [...actions.values()].filter((action) => action['ResourceId'] === ResourceId),
    }),
    PutScheduledAction: (asked) => {
      if (!targets.has(String(asked['ResourceId']))) throw missingTarget();
      const key = `${String(asked['ResourceId'])} ${String(asked['ScheduledActionName'])}`;
      // Start and end go when they are not said again; all else stays.
      const { StartTime: _, EndTime: __, ...known } = actions.get(key) ?? {};
      const ScheduledActionARN = `arn:aws:autoscaling:${region}:${account}:scheduledAction:${String(asked['ScheduledActionName'])}`;
      actions.set(key, { ScheduledActionARN, CreationTime: 1_790_000_000, ...known, ...asked });
      return {};
    },
    DeleteScheduledAction: ({ ResourceId, ScheduledActionName }) => {
      if (!actions.delete(`${String(ResourceId)} ${String(ScheduledActionName)}`)) throw missingTarget();
      return {};
    },
  };
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const [service = '', action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const asked: Asked = JSON.parse(body || '{}');
    const call: Call = [services[service] ?? service, action, asked];
    calls.push(call);
    every.push(call);
    const send = (status: number, content: Answer): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(content));
    };
    try {
      const waiting = refusals.find((each) => each.action === action && each.left > 0);
      if (waiting) {
        waiting.left -= 1;
        throw new Refused(waiting.refusal);
      }
      const work = answers[action];
      if (!work) throw new Refused({ type: 'UnknownOperationException', message: action });
      send(200, work(asked));
    } catch (error) {
      const { type, message, status } =
        error instanceof Refused
          ? error.refusal
          : { type: 'InternalFailure', message: String(error), status: 500 };
      send(status ?? 400, { __type: type, message });
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    get writes() {
      return calls.filter(([, action]) => !questions.test(action));
    },
    asked: (action) => calls.filter(([, each]) => each === action).length,
    make: (name, variants, tags = {}) => {
      const config = `${name}-1`;
      configs.add(config);
      const copies = variants.map((each) => ({ ...each }));
      shelves.set(name, {
        variants: copies,
        config,
        status: 'InService',
        wanted: new Map(),
        modified: 1_790_000_000,
        tags,
      });
    },
    change: (name, variantName, change) => {
      const variant = shelfOf(name).variants.find((each) => each.name === variantName);
      assert.ok(variant);
      Object.assign(variant, change);
    },
    settle,
    fail: (name, reason) => void Object.assign(shelfOf(name), { status: 'Failed', failure: reason }),
    scale: (name, variant, { min, max }) => {
      const ResourceId = `endpoint/${name}/variant/${variant}`;
      const place = {
        ServiceNamespace: 'sagemaker',
        ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      };
      targets.set(ResourceId, { ...place, ResourceId, MinCapacity: min, MaxCapacity: max });
    },
    putPolicy: (name, variant, policy) => {
      const ResourceId = `endpoint/${name}/variant/${variant}`;
      const key = `${ResourceId} ${String(policy['PolicyName'])}`;
      const target = targets.get(ResourceId);
      assert.ok(target, 'A policy needs its target.');
      const { ServiceNamespace, ScalableDimension } = target;
      policies.set(key, {
        PolicyARN: arnOfPolicy({ ResourceId, ...policy }, policies.size),
        ServiceNamespace,
        ScalableDimension,
        ResourceId,
        CreationTime: 1_790_000_000,
        Alarms: alarmsFor({ ResourceId, ...policy }),
        ...policy,
      });
    },
    dropConfig: (name) => void configs.delete(`${name}-1`),
    refuse: (action, refusal, times = 1) => void refusals.push({ action, refusal, left: times }),
    checkRequests: async () => {
      const [said = []] = await againstModels([every]);
      assert.deepEqual(said, []);
    },
    reset: () => {
      shelves.clear();
      configs.clear();
      targets.clear();
      policies.clear();
      actions.clear();
      calls.length = 0;
      refusals.length = 0;
    },
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const summary = (name: string, { status, modified }: Shelf): Answer => ({
  EndpointName: name,
  EndpointArn: arnOf(name),
  CreationTime: 1_790_000_000,
  LastModifiedTime: modified,
  EndpointStatus: status,
});

function described(
  { name, weight, instances, serverless, image }: StandInVariant,
  { wanted }: Shelf,
): Answer {
  const change = wanted.get(name) ?? {};
  const capacity = serverless
    ? {
        CurrentServerlessConfig: { MemorySizeInMB: serverless.memory, MaxConcurrency: serverless.max },
        DesiredServerlessConfig: {
          MemorySizeInMB: serverless.memory,
          MaxConcurrency: change.max ?? serverless.max,
        },
      }
    : { CurrentInstanceCount: instances, DesiredInstanceCount: change.instances ?? instances };
  // As AWS keeps them.
  const bits = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : Math.fround(value);
  return {
    VariantName: name,
    CurrentWeight: bits(weight),
    DesiredWeight: bits(change.weight ?? weight),
    ...capacity,
    ...(image === undefined
      ? {}
      : { DeployedImages: [{ SpecifiedImage: image.split('@')[0], ResolvedImage: image }] }),
  };
}

const listOf = (value: unknown): readonly Asked[] =>
  Array.isArray(value)
    ? value.filter((each): each is Asked => typeof each === 'object' && each !== null)
    : [];
