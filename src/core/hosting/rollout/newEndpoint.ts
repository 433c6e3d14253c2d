import type { EndpointFile } from '../../endpoint/file/endpointFile';
import { endpointRequests } from '../../endpoint/request/endpointRequests';
import { textAt, type JsonObject } from '../../json';
import { mapVariants } from './carryOver';
import { freshName } from './freshName';
import type { RolloutCall } from './rolloutCall';

/** An endpoint that is to be made of its file. */
export interface NewEndpoint {
  readonly name: string;
  /** Models, the configuration, the endpoint. */
  readonly makes: readonly RolloutCall[];
  /** Once it is in service. */
  readonly scaling: readonly RolloutCall[];
}

/** Names of models and of the configuration are of this moment: nothing that is there is written over. */
export function newEndpoint(file: EndpointFile, stamp: string): NewEndpoint {
  const { CreateModel, CreateEndpointConfig, CreateEndpoint, ...scaling } = endpointRequests(file);
  const name = textAt(CreateEndpoint, 'EndpointName') ?? '';
  const names = new Map(
    CreateModel.map((model) => {
      const old = textAt(model, 'ModelName') ?? '';
      return [old, freshName(old, stamp)] as const;
    }),
  );
  const renamed = (named: JsonObject): JsonObject => ({
    ...named,
    ModelName: names.get(textAt(named, 'ModelName') ?? '') ?? '',
  });
  const config = freshName(name, stamp);
  return {
    name,
    makes: [
      ...CreateModel.map((request) => ({ action: 'CreateModel', request: renamed(request) }) as const),
      {
        action: 'CreateEndpointConfig',
        request: { ...mapVariants(CreateEndpointConfig, renamed), EndpointConfigName: config },
      },
      { action: 'CreateEndpoint', request: { ...CreateEndpoint, EndpointConfigName: config } },
    ],
    scaling: [
      ...(scaling.RegisterScalableTarget ?? []).map(
        (request) => ({ action: 'RegisterScalableTarget', request }) as const,
      ),
      ...(scaling.PutScalingPolicy ?? []).map(
        (request) => ({ action: 'PutScalingPolicy', request }) as const,
      ),
    ],
  };
}
