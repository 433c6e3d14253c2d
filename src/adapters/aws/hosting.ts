import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  ListEndpointsCommand,
  ListTagsCommand,
  paginateListEndpoints,
  SageMakerClient,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import type { EndpointCall } from '../../core/hosting/calls';
import type { EndpointSummary } from '../../core/hosting/endpoint';
import type { Hosting } from '../../core/hosting/ports';
import { asked, own, pages, reach, type RegionalAccount } from './clients';
import { rollingOut } from './hostingRollout';
import { configOf, endpointOf, summaryOf } from './hostingShapes';
import type { Explain } from './problems';
import { listScaling, sendScaling } from './scaling/calls';
import { resourceOf } from './scaling/shapes';
import { unlessMissing } from './unlessMissing';

interface Clients {
  readonly sageMaker: SageMakerClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly explain: Explain;
}

export function makeHosting(account: RegionalAccount, explain: Explain): Hosting {
  const clients: Clients = {
    sageMaker: new SageMakerClient(reach(account, 'sagemaker')),
    scaling: new ApplicationAutoScalingClient(reach(account, 'application_auto_scaling')),
    explain,
  };
  return {
    region: account.region,
    ...reading(clients),
    ...scaling(clients),
    ...writing(clients),
    ...rollingOut(clients),
    close: () => {
      clients.sageMaker.destroy();
      clients.scaling.destroy();
    },
  };
}

/** A page that is shown: as many as one looks through, in the order of the rows. */
const asShown = { MaxResults: 50, SortBy: 'Name', SortOrder: 'Ascending' } as const;

/** What AWS says to a page that it has forgotten is the same as for any parameter, and we send no other that varies. */
async function unlessOld<T>(page: string | undefined, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (page !== undefined && error instanceof Error && error.name === 'ValidationException')
      return undefined;
    throw error;
  }
}

function reading({
  sageMaker,
  explain,
}: Clients): Pick<
  Hosting,
  'listEndpoints' | 'listEndpointPage' | 'findEndpoint' | 'findConfig' | 'readTags'
> {
  return {
    listEndpoints: (signal) =>
      pages(
        // Ten of a page are AWS's own choice.
        paginateListEndpoints({ client: sageMaker, pageSize: 100 }, {}, { abortSignal: own(signal) }),
        async (turn) => asked(explain, 'sagemaker:ListEndpoints', 'the endpoints', turn),
        ({ Endpoints = [] }): readonly EndpointSummary[] => Endpoints.map(summaryOf),
      ),
    listEndpointPage: async (page, signal) =>
      asked(explain, 'sagemaker:ListEndpoints', 'the endpoints', async () =>
        unlessOld(page, async () => {
          const request = new ListEndpointsCommand({ ...asShown, NextToken: page });
          const { Endpoints = [], NextToken } = await sageMaker.send(request, { abortSignal: own(signal) });
          return { endpoints: Endpoints.map(summaryOf), next: NextToken };
        }),
      ),
    findEndpoint: async (name, signal) =>
      asked(explain, 'sagemaker:DescribeEndpoint', name, async () =>
        unlessMissing(async () => {
          const request = new DescribeEndpointCommand({ EndpointName: name });
          return endpointOf(await sageMaker.send(request, { abortSignal: own(signal) }));
        }),
      ),
    findConfig: async (name, signal) =>
      asked(explain, 'sagemaker:DescribeEndpointConfig', name, async () =>
        unlessMissing(async () => {
          const request = new DescribeEndpointConfigCommand({ EndpointConfigName: name });
          return configOf(await sageMaker.send(request, { abortSignal: own(signal) }));
        }),
      ),
    readTags: async (ResourceArn, signal) =>
      asked(explain, 'sagemaker:ListTags', ResourceArn, async () => {
        const request = new ListTagsCommand({ ResourceArn, MaxResults: 100 });
        const { Tags = [] } = await sageMaker.send(request, { abortSignal: own(signal) });
        return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
      }),
  };
}

function scaling({ scaling: client, explain }: Clients): Pick<Hosting, 'listScaling' | 'removeScaling'> {
  return {
    listScaling: async (endpoint, signal) => listScaling({ client, explain }, endpoint, signal),
    removeScaling: async (endpoint, { variant, of }, signal) =>
      asked(explain, 'application-autoscaling:DeregisterScalableTarget', endpoint, async () => {
        const request = new DeregisterScalableTargetCommand({
          ServiceNamespace: 'sagemaker',
          ResourceId: resourceOf(endpoint, variant),
          ScalableDimension: dimensions[of],
        });
        await client.send(request, { abortSignal: own(signal) });
      }),
  };
}

const dimensions = {
  instances: 'sagemaker:variant:DesiredInstanceCount',
  'provisioned concurrency': 'sagemaker:variant:DesiredProvisionedConcurrency',
  copies: 'sagemaker:inference-component:DesiredCopyCount',
} as const;

async function sendCall(
  { sageMaker, scaling: client }: Clients,
  call: EndpointCall,
  abortSignal: AbortSignal,
): Promise<unknown> {
  if (call.action !== 'UpdateEndpointWeightsAndCapacities') return sendScaling(client, call, abortSignal);
  const { EndpointName, DesiredWeightsAndCapacities } = call.request;
  const wanted = { EndpointName, DesiredWeightsAndCapacities: [...DesiredWeightsAndCapacities] };
  return sageMaker.send(new UpdateEndpointWeightsAndCapacitiesCommand(wanted), { abortSignal });
}

function writing(clients: Clients): Pick<Hosting, 'send' | 'removeEndpoint' | 'removeConfig'> {
  const { sageMaker, explain } = clients;
  return {
    send: async (call, signal) => {
      const service = call.action.startsWith('UpdateEndpoint') ? 'sagemaker' : 'application-autoscaling';
      const of =
        call.action === 'UpdateEndpointWeightsAndCapacities'
          ? call.request.EndpointName
          : call.request.ResourceId;
      await asked(explain, `${service}:${call.action}`, of, async () => sendCall(clients, call, own(signal)));
    },
    removeEndpoint: async (name, signal) =>
      asked(explain, 'sagemaker:DeleteEndpoint', name, async () => {
        const request = new DeleteEndpointCommand({ EndpointName: name });
        await sageMaker.send(request, { abortSignal: own(signal) });
      }),
    removeConfig: async (name, signal) =>
      asked(explain, 'sagemaker:DeleteEndpointConfig', name, async () => {
        const request = new DeleteEndpointConfigCommand({ EndpointConfigName: name });
        await sageMaker.send(request, { abortSignal: own(signal) });
      }),
  };
}
