// SageMaker's endpoints with what the emulator has not: states that take their time, refusals while they do,
// percentiles, other people's changes, and errors on demand. Every request is held against AWS's own service model.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { againstModels, type Call } from '../aws/serviceModel';
import { callerIdentity, ecrAnswers } from './standInEcr';
import {
  finishUpdate,
  listOf,
  pendingPart,
  phasePart,
  rolloutAnswers,
  textOf,
  type Shelves,
  type Update,
} from './standInRollout';
import { metricData, metricKey, type MetricSource } from './standInMetrics';

export interface StandInVariant {
  readonly name: string;
  weight?: number;
  instances?: number;
  serverless?: { readonly memory: number; max: number };
  readonly image?: string;
}

export interface Shelf {
  variants: StandInVariant[];
  config: string;
  update?: Update;
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
  /** Not as AWS answers, but as something on the way does. */
  readonly html?: string;
}

/** As DescribeAlarms tells it. */
export type StandInAlarm = Readonly<Record<string, unknown>> & {
  readonly AlarmName: string;
  readonly StateValue: string;
};

interface StandInLogEvent {
  readonly eventId: string;
  readonly logStreamName: string;
  readonly message: string;
  readonly timestamp: number;
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
  /** What CloudWatch tells of a variant, by period. */
  measure(metric: string, statistic: string, variant: string, source: MetricSource): void;
  dropConfig(name: string): void;
  /** What is asked of another region is answered by another stand-in. */
  elsewhere(region: string, other: StandInSageMaker): void;
  /** Somebody else deleted it. */
  drop(name: string): void;
  /** A model or a configuration has more to it, or an endpoint has tags. */
  enrich(kind: 'config' | 'model', name: string, more: Readonly<Record<string, unknown>>): void;
  /** What AWS has of it, as it was asked for; nothing when it is not there. */
  found(kind: 'config' | 'model', name: string): Readonly<Record<string, unknown>> | undefined;
  /** An update comes into a phase, as AWS names them. */
  phase(name: string, phase: string): void;
  /** An update goes back, and is settled then. */
  rollBack(name: string, reason: string): void;
  /** What was made a moment ago is not found so many times. */
  lagBehind(times: number): void;
  /** How a variant scales, as it was asked for. */
  scalingOf(name: string, variant: string): readonly Readonly<Record<string, unknown>>[];
  /** One entry of a container, now. */
  writeLog(endpoint: string, stream: string, text: string): void;
  /** In place of one of the same name. */
  alarm(alarm: StandInAlarm): void;
  /** The next so many calls of this action are refused. */
  refuse(action: string, refusal: Refusal, times?: number): void;
  /** Fails when one of all requests is not as AWS's models have it. */
  checkRequests(): Promise<void>;
  reset(): void;
  stop(): Promise<void>;
}

const account = '123456789012';
const region = 'us-east-1';
const questions = /^(?:Describe|Filter|List|Get|BatchGet)/;
const services: Readonly<Record<string, string>> = {
  SageMaker: 'sagemaker',
  AnyScaleFrontendService: 'application-autoscaling',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
};

const arnOf = (name: string, kind = 'endpoint'): string =>
  `arn:aws:sagemaker:${region}:${account}:${kind}/${name}`;

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

/** Of policies and schedules, what AWS adds. */
const told: ReadonlySet<string> = new Set(['PolicyARN', 'ScheduledActionARN', 'CreationTime', 'Alarms']);

const missingTarget = (): Refused =>
  new Refused({ type: 'ObjectNotFoundException', message: 'No scalable target found' });

type Asked = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

export async function startStandInSageMaker(): Promise<StandInSageMaker> {
  const shelves = new Map<string, Shelf>();
  const configs = new Map<string, Asked>();
  const models = new Map<string, Asked>();
  const lag = { times: 0 };
  const images = new Map<string, string>();
  const targets = new Map<string, Asked>();
  const policies = new Map<string, Asked>();
  const actions = new Map<string, Asked>();
  const alarms = new Map<string, StandInAlarm>();
  const logs = new Map<string, StandInLogEvent[]>();
  const sources = new Map<string, MetricSource>();
  const calls: Call[] = [];
  /** Also those before a reset. */
  const every: Call[] = [];
  const elsewhere = new Map<string, StandInSageMaker>();
  const refusals: Array<{ readonly action: string; readonly refusal: Refusal; left: number }> = [];
  const shelfOf = (name: unknown): Shelf => {
    const shelf = shelves.get(String(name));
    if (!shelf) throw invalid(`Could not find endpoint "${arnOf(String(name))}".`);
    return shelf;
  };
  const all: Shelves = {
    shelves,
    configs,
    models,
    targets,
    lag,
    shelfOf,
    invalid,
    arnOf,
  };
  const settle = (name: string): void => {
    const shelf = shelfOf(name);
    if (shelf.update && shelf.status !== 'RollingBack') finishUpdate(all, shelf, shelf.update);
    delete shelf.update;
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
    ...rolloutAnswers(all),
    ...ecrAnswers(
      images,
      () => [...shelves.values()].flatMap(({ variants }) => variants.flatMap(({ image }) => image ?? [])),
      account,
      (message) => new Refused({ type: 'ImageNotFoundException', message }),
    ),
    ListEndpoints: (asked) => {
      const listed = [...shelves]
        .filter(([, { modified }]) => modified > Number(asked['LastModifiedTimeAfter'] ?? 0))
        .map(([name, shelf]) => summary(name, shelf));
      if (asked['SortBy'] === 'Name')
        listed.sort((one, other) => (textOf(one['EndpointName']) < textOf(other['EndpointName']) ? -1 : 1));
      // As many as AWS gives to whoever says nothing.
      const { MaxResults = 10, NextToken = '0' } = asked;
      const [from, to] = [Number(NextToken), Number(NextToken) + Number(MaxResults)];
      return { Endpoints: listed.slice(from, to), ...(to < listed.length ? { NextToken: String(to) } : {}) };
    },
    DescribeEndpoint: ({ EndpointName }) => {
      const shelf = shelfOf(EndpointName);
      return {
        ...summary(String(EndpointName), shelf),
        EndpointConfigName: shelf.config,
        ProductionVariants: shelf.variants.map((variant) => ({
          ...described(variant, shelf),
          ...phasePart(shelf),
        })),
        ...pendingPart(all, shelf),
        ...(shelf.failure === undefined ? {} : { FailureReason: shelf.failure }),
      };
    },
    ListTags: ({ ResourceArn }) => {
      const [kind = '', name = ''] = (String(ResourceArn).split(':')[5] ?? '').split('/');
      const made = { 'endpoint-config': configs, model: models }[kind]?.get(name);
      if (made) return { Tags: made['Tags'] ?? [] };
      const { tags } = shelfOf(name);
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
    FilterLogEvents: ({ logGroupName, startTime, logStreamNamePrefix }) => {
      const written = logs.get(String(logGroupName));
      if (!written)
        throw new Refused({
          type: 'ResourceNotFoundException',
          message: 'The specified log group does not exist.',
        });
      const prefix = typeof logStreamNamePrefix === 'string' ? logStreamNamePrefix : '';
      return {
        events: written.filter(
          ({ logStreamName, timestamp }) =>
            timestamp >= Number(startTime) && logStreamName.startsWith(prefix),
        ),
      };
    },
    DescribeAlarms: ({ StateValue, AlarmNames }) => ({
      MetricAlarms: [...alarms.values()].filter(
        ({ AlarmName, StateValue: state }) =>
          (StateValue === undefined || state === StateValue) &&
          (!Array.isArray(AlarmNames) || AlarmNames.includes(AlarmName)),
      ),
      CompositeAlarms: [],
    }),
    GetMetricData: (asked) => metricData(sources, asked),
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
    if (body.includes('Action=GetCallerIdentity')) {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(callerIdentity(account));
      return;
    }
    const other = elsewhere.get(regionOf(request));
    if (other) {
      const { status, text } = await askOther(other, request, body);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(text);
      return;
    }
    const asked: Asked = JSON.parse(body || '{}');
    const call: Call = [services[service] ?? service, action, asked];
    calls.push(call);
    every.push(call);
    const send = (status: number, content: Answer): void => {
      const { html } = content;
      if (typeof html === 'string') {
        response.writeHead(status, { 'content-type': 'text/html' });
        response.end(html);
        return;
      }
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
      const refusal: Refusal =
        error instanceof Refused
          ? error.refusal
          : { type: 'InternalFailure', message: String(error), status: 500 };
      const { type, message, status = 400, html } = refusal;
      send(status, html === undefined ? { __type: type, message } : { html });
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
      configs.set(config, firstConfig(config, variants));
      for (const variant of variants) {
        const ModelName = `model-${variant.name}`;
        const Image = variant.image?.split('@')[0] ?? `${account}.dkr.ecr.${region}.amazonaws.com/iris:1`;
        models.set(ModelName, {
          ModelName,
          ExecutionRoleArn: `arn:aws:iam::${account}:role/sagemaker`,
          PrimaryContainer: { Image, Mode: 'SingleModel', ModelDataUrl: 's3://models/iris.tar.gz' },
        });
      }
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
    elsewhere: (name, other) => void elsewhere.set(name, other),
    drop: (name) => void shelves.delete(name),
    change: (name, variantName, change) => {
      const variant = shelfOf(name).variants.find((each) => each.name === variantName);
      assert.ok(variant);
      Object.assign(variant, change);
    },
    settle,
    fail: (name, reason) => {
      const shelf = shelfOf(name);
      delete shelf.update;
      const status = shelf.status === 'RollingBack' ? 'UpdateRollbackFailed' : 'Failed';
      Object.assign(shelf, { status, failure: reason });
    },
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
    measure: (metric, statistic, variant, source) =>
      void sources.set(metricKey(metric, statistic, variant), source),
    dropConfig: (name) => void configs.delete(`${name}-1`),
    enrich: (kind, name, more) => {
      const kept = kind === 'config' ? configs : models;
      kept.set(name, { ...kept.get(name), ...more });
    },
    found: (kind, name) => (kind === 'config' ? configs : models).get(name),
    phase: (name, phase) => {
      const { update } = shelfOf(name);
      assert.ok(update);
      update.phase = phase;
    },
    rollBack: (name, reason) => void Object.assign(shelfOf(name), { status: 'RollingBack', failure: reason }),
    lagBehind: (times) => void (lag.times = times),
    scalingOf: (name, variant) =>
      [targets, policies, actions].flatMap((kept) =>
        [...kept.values()]
          .filter((each) => each['ResourceId'] === `endpoint/${name}/variant/${variant}`)
          .map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => !told.has(key)))),
      ),
    alarm: (alarm) => void alarms.set(alarm.AlarmName, alarm),
    writeLog: (endpoint, logStreamName, message) => {
      const group = `/aws/sagemaker/Endpoints/${endpoint}`;
      const written = logs.get(group) ?? [];
      const eventId = String(written.length);
      logs.set(group, [...written, { eventId, logStreamName, message, timestamp: Date.now() }]);
    },
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
      models.clear();
      images.clear();
      lag.times = 0;
      alarms.clear();
      logs.clear();
      sources.clear();
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

/** As it was signed: `Credential=key/day/region/service/aws4_request`. */
const regionOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]*\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? region;

async function askOther(
  { environment }: StandInSageMaker,
  { headers }: IncomingMessage,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(environment['AWS_ENDPOINT_URL'] ?? '', {
    method: 'POST',
    headers: { 'x-amz-target': String(headers['x-amz-target'] ?? '') },
    body,
  });
  return { status: answer.status, text: await answer.text() };
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

const firstConfig = (name: string, variants: readonly StandInVariant[]): Asked => ({
  EndpointConfigName: name,
  ProductionVariants: variants.map((variant) => ({
    VariantName: variant.name,
    ModelName: `model-${variant.name}`,
    InitialVariantWeight: variant.weight ?? 1,
    ...(variant.serverless
      ? {
          ServerlessConfig: {
            MemorySizeInMB: variant.serverless.memory,
            MaxConcurrency: variant.serverless.max,
          },
        }
      : { InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }),
  })),
});
