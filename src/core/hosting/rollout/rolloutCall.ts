import type { JsonObject } from '../../json';

/** What AWS is asked beside weights and capacities, by action. The requests are AWS's own, whole. */
export interface RolloutCall {
  readonly action: RolloutAction;
  readonly request: JsonObject;
}

export type RolloutAction =
  | 'CreateModel'
  | 'CreateEndpointConfig'
  | 'CreateEndpoint'
  | 'UpdateEndpoint'
  | 'DeleteModel'
  | 'DeleteEndpointConfig'
  | ScalingAction;

export type ScalingAction =
  'RegisterScalableTarget' | 'DeregisterScalableTarget' | 'PutScalingPolicy' | 'PutScheduledAction';

/** As a person reads them before they are made. */
export const callsText = (calls: readonly RolloutCall[]): string =>
  calls.map(({ action, request }) => `${action} ${JSON.stringify(request, undefined, 2)}`).join('\n');

/** What takes back what a call has made; nothing for one that makes nothing. */
export function removalOf({ action, request }: RolloutCall): RolloutCall | undefined {
  if (action === 'CreateModel')
    return { action: 'DeleteModel', request: { ModelName: request['ModelName'] ?? '' } };
  if (action === 'CreateEndpointConfig')
    return {
      action: 'DeleteEndpointConfig',
      request: { EndpointConfigName: request['EndpointConfigName'] ?? '' },
    };
  return undefined;
}

/** The name of what a call makes or changes. */
export function subjectOf({ request }: RolloutCall): string {
  const named = ['ModelName', 'EndpointName', 'EndpointConfigName', 'ResourceId'].flatMap(
    (key) => request[key] ?? [],
  )[0];
  return typeof named === 'string' ? named : '';
}
