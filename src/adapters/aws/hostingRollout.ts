// Configurations, models and scaling in AWS's own shapes.
import type { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import {
  DeregisterScalableTargetCommand,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import type { RolloutHosting } from '../../core/hosting/rollout/ports';
import { subjectOf, type RolloutCall } from '../../core/hosting/rollout/rolloutCall';
import type { ScalingSnapshot } from '../../core/hosting/rollout/scalingSnapshot';
import type { JsonObject } from '../../core/json';
import { asked, own } from './clients';
import { resourceOf } from './scaling/shapes';
import type { Explain } from './problems';
import { unlessMissing } from './unlessMissing';

interface Clients {
  readonly sageMaker: SageMakerClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly explain: Explain;
}

export function rollingOut(clients: Clients): RolloutHosting {
  const { sageMaker, explain } = clients;
  return {
    readConfig: async (name, signal) =>
      asked(explain, 'sagemaker:DescribeEndpointConfig', name, async () =>
        unlessMissing(async () => {
          const request = new DescribeEndpointConfigCommand({ EndpointConfigName: name });
          return told(await sageMaker.send(request, { abortSignal: own(signal) }));
        }),
      ),
    readModel: async (name, signal) =>
      asked(explain, 'sagemaker:DescribeModel', name, async () =>
        unlessMissing(async () => {
          const request = new DescribeModelCommand({ ModelName: name });
          return told(await sageMaker.send(request, { abortSignal: own(signal) }));
        }),
      ),
    endpointsSince: async (moment, signal) =>
      asked(explain, 'sagemaker:ListEndpoints', 'the endpoints', async () => {
        const wanted = { LastModifiedTimeAfter: new Date(moment) };
        const found = paginateListEndpoints(paging(sageMaker), wanted, { abortSignal: own(signal) });
        return every(found, ({ Endpoints = [] }) =>
          Endpoints.flatMap(({ EndpointName }) => EndpointName ?? []),
        );
      }),
    configsSince: async (moment, signal) =>
      asked(explain, 'sagemaker:ListEndpointConfigs', 'the configurations of endpoints', async () => {
        const wanted = { CreationTimeAfter: new Date(moment) };
        const found = paginateListEndpointConfigs(paging(sageMaker), wanted, { abortSignal: own(signal) });
        return every(found, ({ EndpointConfigs = [] }) =>
          EndpointConfigs.flatMap(({ EndpointConfigName }) => EndpointConfigName ?? []),
        );
      }),
    readScaling: async (endpoint, variants, signal) => {
      const { scaling } = clients;
      const ResourceIds = variants.map((name) => resourceOf(endpoint, name));
      if (ResourceIds.length === 0) return [];
      const found = await asked(explain, scalingAction('DescribeScalableTargets'), endpoint, async () =>
        every(
          paginateDescribeScalableTargets(
            { client: scaling, stopOnSameToken: true },
            { ServiceNamespace: 'sagemaker', ResourceIds },
            { abortSignal: own(signal) },
          ),
          ({ ScalableTargets = [] }) => ScalableTargets,
        ),
      );
      return Promise.all(found.map(async (target) => snapshotOf(clients, target, signal)));
    },
    make: async (call, signal) => {
      const isScaling = /Scal(?:able|ing)|Scheduled/.test(call.action);
      const action = isScaling ? scalingAction(call.action) : `sagemaker:${call.action}`;
      const sent = async (): Promise<unknown> => send(clients, call, own(signal));
      await asked(explain, action, subjectOf(call), sent);
    },
  };
}

/** Ten of a page are AWS's own choice. */
const paging = (client: SageMakerClient) => ({ client, pageSize: 100, stopOnSameToken: true });

const scalingAction = (name: string): string => `application-autoscaling:${name}`;

async function snapshotOf(
  { scaling: client, explain }: Clients,
  target: ScalableTarget,
  signal: AbortSignal,
): Promise<ScalingSnapshot> {
  const { ResourceId = '', ScalableDimension } = target;
  const place = { ServiceNamespace: 'sagemaker', ResourceId, ScalableDimension } as const;
  const [policies, schedules] = await Promise.all([
    asked(explain, scalingAction('DescribeScalingPolicies'), ResourceId, async () =>
      every(
        paginateDescribeScalingPolicies({ client, stopOnSameToken: true }, place, {
          abortSignal: own(signal),
        }),
        ({ ScalingPolicies = [] }) => ScalingPolicies,
      ),
    ),
    asked(explain, scalingAction('DescribeScheduledActions'), ResourceId, async () =>
      every(
        paginateDescribeScheduledActions({ client, stopOnSameToken: true }, place, {
          abortSignal: own(signal),
        }),
        ({ ScheduledActions = [] }) => ScheduledActions,
      ),
    ),
  ]);
  const stepped = policies.filter(({ PolicyType }) => PolicyType === 'StepScaling');
  return {
    variant: ResourceId.split('/').at(-1) ?? '',
    target: only(told(target), targetKeys),
    policies: policies.map((policy) => only(told(policy), policyKeys)),
    schedules: schedules.map((schedule) => only(told(schedule), scheduleKeys)),
    alarms: stepped.flatMap(({ Alarms = [] }) => Alarms.flatMap(({ AlarmName }) => AlarmName ?? [])),
  };
}

const placeKeys = ['ServiceNamespace', 'ResourceId', 'ScalableDimension'] as const;
const targetKeys = [...placeKeys, 'MinCapacity', 'MaxCapacity', 'SuspendedState'];
const policyKeys = [
  'PolicyName',
  ...placeKeys,
  'PolicyType',
  'StepScalingPolicyConfiguration',
  'TargetTrackingScalingPolicyConfiguration',
  'PredictiveScalingPolicyConfiguration',
];
const scheduleKeys = [
  'ScheduledActionName',
  ...placeKeys,
  'Schedule',
  'Timezone',
  'StartTime',
  'EndTime',
  'ScalableTargetAction',
];

const only = (from: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]] as const])));

async function every<Page, T>(
  found: AsyncIterable<Page>,
  read: (page: Page) => readonly T[],
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of found) all.push(...read(page));
  return all;
}

/** As plain data: dates are texts, and nothing of the answer's envelope. */
function told(answer: object): JsonObject {
  const { $metadata: _, ...content }: Readonly<Record<string, unknown>> = { ...answer };
  const plain: JsonObject = JSON.parse(JSON.stringify(content));
  return plain;
}

async function send(
  { sageMaker, scaling }: Clients,
  { action, request }: RolloutCall,
  abortSignal: AbortSignal,
): Promise<unknown> {
  switch (action) {
    case 'CreateModel':
      return sageMaker.send(new CreateModelCommand(inputOf(CreateModelCommand, request)), { abortSignal });
    case 'CreateEndpointConfig':
      return sageMaker.send(new CreateEndpointConfigCommand(inputOf(CreateEndpointConfigCommand, request)), {
        abortSignal,
      });
    case 'CreateEndpoint':
      return sageMaker.send(new CreateEndpointCommand(inputOf(CreateEndpointCommand, request)), {
        abortSignal,
      });
    case 'UpdateEndpoint':
      return sageMaker.send(new UpdateEndpointCommand(inputOf(UpdateEndpointCommand, request)), {
        abortSignal,
      });
    case 'DeleteModel':
      return sageMaker.send(new DeleteModelCommand(inputOf(DeleteModelCommand, request)), { abortSignal });
    case 'DeleteEndpointConfig':
      return sageMaker.send(new DeleteEndpointConfigCommand(inputOf(DeleteEndpointConfigCommand, request)), {
        abortSignal,
      });
    case 'RegisterScalableTarget':
      return scaling.send(
        new RegisterScalableTargetCommand(inputOf(RegisterScalableTargetCommand, request)),
        { abortSignal },
      );
    case 'DeregisterScalableTarget':
      return scaling.send(
        new DeregisterScalableTargetCommand(inputOf(DeregisterScalableTargetCommand, request)),
        { abortSignal },
      );
    case 'PutScalingPolicy':
      return scaling.send(new PutScalingPolicyCommand(inputOf(PutScalingPolicyCommand, request)), {
        abortSignal,
      });
    case 'PutScheduledAction':
      return scaling.send(new PutScheduledActionCommand(inputOf(PutScheduledActionCommand, request)), {
        abortSignal,
      });
  }
}

/**
 * AWS has described it, or core has made it by AWS's model of the service: tests hold every request against that. The
 * clients take dates where AWS has numbers.
 */
function inputOf<Input>(_: new (input: Input) => unknown, request: JsonObject): Input {
  const input: Input = JSON.parse(JSON.stringify(request), (key, value: unknown) =>
    typeof value === 'string' && (key === 'StartTime' || key === 'EndTime') ? new Date(value) : value,
  );
  return input;
}
