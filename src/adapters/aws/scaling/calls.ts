import {
  type ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  type PutScalingPolicyCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import type { EndpointCall, ScalingPolicyRequest } from '../../../core/hosting/calls';
import type { HostedEndpoint, ScalingTarget } from '../../../core/hosting/endpoint';
import { asked, own, pages } from '../clients';
import type { Explain } from '../problems';
import { resourceOf, targetOf } from './shapes';

export interface ScalingClient {
  readonly client: ApplicationAutoScalingClient;
  readonly explain: Explain;
}

/** Targets of the variants, with their policies and their scheduled actions. */
export async function listScaling(
  { client, explain }: ScalingClient,
  { name, variants }: HostedEndpoint,
  signal: AbortSignal,
): Promise<readonly ScalingTarget[]> {
  const ServiceNamespace = 'sagemaker' as const;
  const options = { abortSignal: own(signal) };
  // Whoever answers with the same page for ever is not asked for ever.
  const paging = { client, stopOnSameToken: true };
  const all = async <Page, T>(
    action: string,
    found: AsyncIterator<Page, unknown>,
    read: (page: Page) => readonly T[] | undefined,
  ): Promise<readonly T[]> => {
    const ask = async (turn: () => Promise<IteratorResult<Page, unknown>>) =>
      asked(explain, `application-autoscaling:${action}`, name, turn);
    const list: T[] = [];
    for await (const each of pages(found, ask, (page) => read(page) ?? [])) list.push(each);
    return list;
  };
  const ResourceIds = variants.map((variant) => resourceOf(name, variant.name));
  const targets = await all(
    'DescribeScalableTargets',
    paginateDescribeScalableTargets(paging, { ServiceNamespace, ResourceIds }, options),
    ({ ScalableTargets }) => ScalableTargets,
  );
  return Promise.all(
    targets.map(async (target) => {
      const { ResourceId, ScalableDimension } = target;
      const place = { ServiceNamespace, ResourceId, ScalableDimension };
      const [policies, actions] = await Promise.all([
        all(
          'DescribeScalingPolicies',
          paginateDescribeScalingPolicies(paging, place, options),
          ({ ScalingPolicies }) => ScalingPolicies,
        ),
        all(
          'DescribeScheduledActions',
          paginateDescribeScheduledActions(paging, place, options),
          ({ ScheduledActions }) => ScheduledActions,
        ),
      ]);
      return targetOf(target, { policies, actions });
    }),
  );
}

type ScalingCall = Exclude<EndpointCall, { action: 'UpdateEndpointWeightsAndCapacities' }>;

export async function sendScaling(
  client: ApplicationAutoScalingClient,
  { action, request }: ScalingCall,
  abortSignal: AbortSignal,
): Promise<unknown> {
  switch (action) {
    case 'RegisterScalableTarget':
      return client.send(new RegisterScalableTargetCommand(request), { abortSignal });
    case 'PutScalingPolicy':
      return client.send(new PutScalingPolicyCommand(policyInput(request)), { abortSignal });
    case 'DeleteScalingPolicy':
      return client.send(new DeleteScalingPolicyCommand(request), { abortSignal });
    case 'PutScheduledAction': {
      const { StartTime, EndTime, ...others } = request;
      const input = {
        ...others,
        ...(StartTime === undefined ? {} : { StartTime: new Date(StartTime) }),
        ...(EndTime === undefined ? {} : { EndTime: new Date(EndTime) }),
      };
      return client.send(new PutScheduledActionCommand(input), { abortSignal });
    }
    case 'DeleteScheduledAction':
      return client.send(new DeleteScheduledActionCommand(request), { abortSignal });
    case 'DeregisterScalableTarget':
      return client.send(new DeregisterScalableTargetCommand(request), { abortSignal });
  }
}

/** The client wants lists of its own; what it knows no type for is what AWS itself told of such a policy. */
function policyInput(request: ScalingPolicyRequest): PutScalingPolicyCommandInput {
  const input: PutScalingPolicyCommandInput = JSON.parse(JSON.stringify(request));
  return input;
}
