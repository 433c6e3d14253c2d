import type { JsonObject } from '../../json';
import { placedVariants, type EndpointFile } from '../file/endpointFile';
import { createEndpointConfig } from './createEndpointConfig';
import { createModel } from './createModel';
import { tagsPart } from './requestParts';
import { scalingRequests } from './scalingRequests';

/** What AWS is asked to make an endpoint, by action, in this order. */
export interface EndpointRequests {
  readonly CreateModel: readonly JsonObject[];
  readonly CreateEndpointConfig: JsonObject;
  readonly CreateEndpoint: JsonObject;
  /** Where variants scale. */
  readonly RegisterScalableTarget?: readonly JsonObject[];
  readonly PutScalingPolicy?: readonly JsonObject[];
}

const longest = 63;

export function endpointRequests(endpoint: EndpointFile): EndpointRequests {
  const name = endpoint.name ?? 'endpoint';
  const variants = placedVariants(endpoint).map(({ variant }) => variant);
  const scaling = variants.flatMap((variant) =>
    variant.scaling ? [scalingRequests(endpoint, { variant, scaling: variant.scaling }, name)] : [],
  );
  const config = createEndpointConfig(endpoint, name, (variant) => modelName(name, variant.name));
  return {
    CreateModel: variants.map((variant) => createModel(endpoint, variant, modelName(name, variant.name))),
    CreateEndpointConfig: config,
    CreateEndpoint: { EndpointName: name, EndpointConfigName: name, ...tagsPart(endpoint.cloud?.tags) },
    ...(scaling.length > 0
      ? {
          RegisterScalableTarget: scaling.map(({ target }) => target),
          PutScalingPolicy: scaling.map(({ policy }) => policy),
        }
      : {}),
  };
}

/** The variant tells models apart, so it is the endpoint's name that gives way. */
export function modelName(endpoint: string, variant: string): string {
  const room = longest - variant.length - 1;
  return room < 1 ? variant : `${endpoint.slice(0, room)}-${variant}`;
}
