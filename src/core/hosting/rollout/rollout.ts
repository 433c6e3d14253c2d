import { textAt } from '../../json';
import {
  configRequest,
  containersIn,
  mapContainers,
  mapVariants,
  modelRequest,
  variantsIn,
} from './carryOver';
import { changedModel, type Present, type VariantChange } from './change';
import { deploymentConfig, type Deployment } from './deployment';
import { freshName } from './freshName';
import type { RolloutCall } from './rolloutCall';

/** An endpoint under another configuration: what is made for it, and then the update itself. */
export interface Rollout {
  readonly endpoint: string;
  /** The configurations by name. */
  readonly from: string;
  readonly to: string;
  /** Models and the configuration; nothing when a configuration is there already. */
  readonly makes: readonly RolloutCall[];
  readonly update: RolloutCall;
}

export interface UpdateWish {
  readonly endpoint: string;
  readonly stamp: string;
  readonly taken?: ReadonlySet<string>;
  readonly deployment: Deployment | undefined;
  readonly retain: Retain;
  /** Instances of each variant: how long it may take follows from them. */
  readonly counts?: readonly number[];
}

type UpdateSettings = Pick<UpdateWish, 'endpoint' | 'deployment' | 'retain' | 'counts'>;

/** What of the live variants outlives the update. AWS's own choice is nothing. */
export interface Retain {
  readonly weights: boolean;
  readonly counts: boolean;
}

export const retainAll: Retain = { weights: true, counts: true };

export function updateCall(
  { endpoint, deployment, retain, counts = [] }: UpdateSettings,
  to: string,
): RolloutCall {
  const excluded = [
    ...(retain.counts ? [] : ['DesiredInstanceCount']),
    ...(retain.weights ? [] : ['DesiredWeight']),
  ];
  const keeps = excluded.length < 2;
  const config = deployment && deploymentConfig(deployment, counts);
  return {
    action: 'UpdateEndpoint',
    request: {
      EndpointName: endpoint,
      EndpointConfigName: to,
      RetainAllVariantProperties: keeps,
      ...(keeps && excluded.length > 0
        ? { ExcludeRetainedVariantProperties: excluded.map((each) => ({ VariantPropertyType: each })) }
        : {}),
      ...(config ? { DeploymentConfig: config } : {}),
    },
  };
}

/** The same with what is new; models that nothing changes are used again. */
export function rolloutOf(present: Present, changes: readonly VariantChange[], wish: UpdateWish): Rollout {
  const { endpoint, stamp, taken = new Set<string>() } = wish;
  const to = freshName(endpoint, stamp, taken);
  const names = new Set(taken);
  const made = variantsIn(present.config).flatMap((variant) => {
    const own = textAt(variant, 'VariantName') ?? '';
    const old = textAt(variant, 'ModelName') ?? '';
    const model = present.models.get(old);
    const inModel = changes.filter((change) => change.variant === own && change.kind !== 'type');
    if (!model || inModel.length === 0) return [];
    const name = freshName(`${endpoint}-${own}`, stamp, names);
    names.add(name);
    const request = changedModel(modelRequest(model, name, present.modelTags.get(old) ?? {}), inModel);
    return [{ variant: own, name, call: { action: 'CreateModel', request } satisfies RolloutCall }];
  });
  const config = mapVariants(configRequest(present.config, to, present.configTags), (variant) => {
    const own = textAt(variant, 'VariantName') ?? '';
    const model = made.find((each) => each.variant === own)?.name;
    const typed = changes.findLast((change) => change.variant === own && change.kind === 'type');
    return {
      ...variant,
      ...(model === undefined ? {} : { ModelName: model }),
      ...(typed?.kind === 'type' ? { InstanceType: typed.instanceType } : {}),
    };
  });
  return {
    endpoint,
    from: textAt(present.config, 'EndpointConfigName') ?? '',
    to,
    makes: [...made.map(({ call }) => call), { action: 'CreateEndpointConfig', request: config }],
    update: updateCall(wish, to),
  };
}

/** Back to, or on to, a configuration that is there. */
export const rolloutTo = (
  { from, to }: { readonly from: string; readonly to: string },
  wish: UpdateSettings,
): Rollout => ({ endpoint: wish.endpoint, from, to, makes: [], update: updateCall(wish, to) });

export const callsOf = ({ makes, update }: Rollout): readonly RolloutCall[] => [...makes, update];

/** The addresses of images that are new. */
export const newImages = ({ makes }: Pick<Rollout, 'makes'>): readonly string[] => [
  ...new Set(
    makes
      .filter(({ action }) => action === 'CreateModel')
      .flatMap(({ request }) => containersIn(request).flatMap((each) => textAt(each, 'Image') ?? [])),
  ),
];

/** With other addresses for some of its images. */
export const withImages = <T extends Pick<Rollout, 'makes'>>(
  rollout: T,
  images: ReadonlyMap<string, string>,
): T => ({
  ...rollout,
  makes: rollout.makes.map((call) =>
    call.action === 'CreateModel'
      ? {
          ...call,
          request: mapContainers(call.request, (container) => {
            const other = images.get(textAt(container, 'Image') ?? '');
            return other === undefined ? container : { ...container, Image: other };
          }),
        }
      : call,
  ),
});
