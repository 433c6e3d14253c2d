// A living endpoint under the configuration that its file describes. What a file cannot say stays as it is.
import * as l10n from '@vscode/l10n';
import type { EndpointFile } from '../../endpoint/file/endpointFile';
import { placedVariants } from '../../endpoint/file/endpointFile';
import { endpointRequests } from '../../endpoint/request/endpointRequests';
import type { JsonObject } from '../../json';
import { isObject, textAt } from '../../json';
import { configRequest, containersIn, modelRequest, variantIn, variantsIn, without } from './carryOver';
import { modelOf, type Present } from './change';
import { differences } from './differences';
import { freshName } from './freshName';
import { updateCall, type Rollout, type UpdateWish } from './rollout';
import type { RolloutCall } from './rolloutCall';

export interface FileRollout extends Affected {
  readonly rollout: Rollout;
  /** What needs it, in words; without any, nothing does. */
  readonly differences: readonly string[];
}

/** Whose scaling stands in the way of another configuration. */
export interface Affected {
  /** The variants whose instances become of another type. */
  readonly typed: readonly string[];
  /** The variants that are no more. */
  readonly dropped: readonly string[];
}

export function fileRollout(file: EndpointFile, present: Present, wish: UpdateWish): FileRollout {
  const { endpoint, stamp, taken = new Set<string>() } = wish;
  const requests = endpointRequests({ ...file, name: endpoint });
  const names = new Set(taken);
  const parts = placedVariants(file).map(({ variant: { name } }, index) => {
    const now = modelOf(present, name);
    const wanted = overlayModel(now, requests.CreateModel[index] ?? {});
    const told = now ? differences(plainModel(modelRequest(now, '', {})), plainModel(wanted)) : [];
    const used = textAt(variantIn(present.config, name), 'ModelName');
    if (now && told.length === 0 && used !== undefined) return { name, model: used, told, calls: [] };
    const model = freshName(`${endpoint}-${name}`, stamp, names);
    names.add(model);
    const tags = present.modelTags.get(used ?? '') ?? {};
    const request = { ...tags, ...wanted, ModelName: model };
    return { name, model, told, calls: [{ action: 'CreateModel', request } satisfies RolloutCall] };
  });
  const to = freshName(endpoint, stamp, taken);
  const modelNames = new Map(parts.map(({ name, model }) => [name, model]));
  const config = overlayConfig(present, requests.CreateEndpointConfig, { to, modelNames });
  return {
    rollout: {
      endpoint,
      from: textAt(present.config, 'EndpointConfigName') ?? '',
      to,
      makes: [...parts.flatMap(({ calls }) => calls), { action: 'CreateEndpointConfig', request: config }],
      update: updateCall(wish, to),
    },
    differences: [
      ...parts.flatMap(({ name, told }) => told.map((line) => l10n.t('{0}: {1}', name, line))),
      ...configDifferences(present.config, config),
    ],
    ...affectedBetween(present.config, config),
  };
}

export function affectedBetween(before: JsonObject, after: JsonObject): Affected {
  const names = variantsIn(before).map((variant) => textAt(variant, 'VariantName') ?? '');
  const typeIn = (config: JsonObject, name: string) => textAt(variantIn(config, name), 'InstanceType');
  return {
    typed: names.filter((name) => {
      const was = typeIn(before, name);
      return was !== undefined && variantIn(after, name) && was !== typeIn(after, name);
    }),
    dropped: names.filter((name) => !variantIn(after, name)),
  };
}

const modelKeys: ReadonlySet<string> = new Set(['ModelDataUrl', 'ModelDataSource']);
const containerKeys: ReadonlySet<string> = new Set([
  'PrimaryContainer',
  'Containers',
  'InferenceExecutionConfig',
]);
/** A file that says nothing of these says that there are none. */
const saidByAbsence: ReadonlySet<string> = new Set(['Environment', 'ContainerHostname']);

function overlayModel(now: JsonObject | undefined, wanted: JsonObject): JsonObject {
  if (!now) return wanted;
  const carried = modelRequest(now, '', {});
  const old = containersIn(carried);
  const several = containersIn(wanted);
  const containers = several.map((container, index) =>
    old.length === several.length ? overlayContainer(old[index] ?? {}, container) : container,
  );
  const { InferenceExecutionConfig: execution } = wanted;
  return {
    ...without(carried, containerKeys),
    ...without(wanted, containerKeys),
    ...(wanted['Containers'] === undefined
      ? { PrimaryContainer: containers[0] ?? {} }
      : {
          Containers: containers,
          ...(execution === undefined ? {} : { InferenceExecutionConfig: execution }),
        }),
  };
}

function overlayContainer(old: JsonObject, wanted: JsonObject): JsonObject {
  const saysModel = [...modelKeys].some((key) => wanted[key] !== undefined);
  const gone = new Set([
    ...saidByAbsence,
    ...(saysModel ? modelKeys : []),
    ...(wanted['Image'] === undefined ? [] : ['ModelPackageName']),
    ...(old['Mode'] === 'MultiModel' ? ['Mode'] : []),
  ]);
  return { ...without(old, gone), ...wanted };
}

/** Without its names, and without what AWS writes where nothing was said. */
function plainModel(model: JsonObject): JsonObject {
  const containers = containersIn(model).map((container) => {
    const { Mode: mode, Environment: environment } = container;
    const isEmpty = environment !== undefined && Object.keys(Object(environment)).length === 0;
    return without(
      container,
      new Set([...(mode === 'SingleModel' ? ['Mode'] : []), ...(isEmpty ? ['Environment'] : [])]),
    );
  });
  const bare = without(model, new Set([...containerKeys, 'ModelName', 'Tags']));
  const isolation =
    bare['EnableNetworkIsolation'] === false ? new Set(['EnableNetworkIsolation']) : new Set('');
  const execution = model['InferenceExecutionConfig'];
  return {
    ...without(bare, isolation),
    ...Object.fromEntries(containers.map((container, index) => [`Container${index + 1}`, container])),
    ...(execution === undefined || containers.length < 2 ? {} : { InferenceExecutionConfig: execution }),
  };
}

interface Names {
  readonly to: string;
  readonly modelNames: ReadonlyMap<string, string>;
}

const shadows: ReadonlySet<string> = new Set(['ProductionVariants', 'ShadowProductionVariants']);
const ofInstances: ReadonlySet<string> = new Set([
  'InstanceType',
  'InitialInstanceCount',
  'InstancePools',
  'RoutingConfig',
  'ManagedInstanceScaling',
  'CapacityReservationConfig',
  'VolumeSizeInGB',
  'InferenceAmiVersion',
]);

function overlayConfig(present: Present, wanted: JsonObject, { to, modelNames }: Names): JsonObject {
  const overlay = (variant: JsonObject): JsonObject => {
    const name = textAt(variant, 'VariantName') ?? '';
    const now = variantIn(present.config, name) ?? {};
    const gone =
      variant['ServerlessConfig'] === undefined
        ? new Set(['ServerlessConfig', 'InstancePools'])
        : ofInstances;
    return { ...merged(without(now, gone), variant), ModelName: modelNames.get(name) ?? '' };
  };
  const variants = [...shadows].flatMap((key) => {
    const all = wanted[key];
    return all === undefined ? [] : [[key, variantsIn({ ProductionVariants: all }).map(overlay)] as const];
  });
  return {
    ...merged(
      without(configRequest(present.config, to, present.configTags), shadows),
      without(wanted, shadows),
    ),
    EndpointConfigName: to,
    ...Object.fromEntries(variants),
  };
}

/** What the file has, over what it cannot say. */
function merged(old: JsonObject, wanted: JsonObject): JsonObject {
  const both = Object.entries(wanted).map(([key, value]) => {
    const was = old[key];
    return [key, isObject(was) && isObject(value) ? merged(was, value) : value] as const;
  });
  return { ...old, ...Object.fromEntries(both) };
}

/** What is set on the living endpoint, and needs no configuration. */
const live: ReadonlySet<string> = new Set(['InitialVariantWeight', 'InitialInstanceCount', 'ModelName']);
const liveServerless: ReadonlySet<string> = new Set(['MaxConcurrency', 'ProvisionedConcurrency']);

function configDifferences(before: JsonObject, after: JsonObject): readonly string[] {
  const names = [
    ...new Set([before, after].flatMap(variantsIn).map((each) => textAt(each, 'VariantName') ?? '')),
  ];
  const own = (config: JsonObject): JsonObject =>
    without(configRequest(config, '', {}), new Set([...shadows, 'Tags', 'EnableNetworkIsolation']));
  return [
    ...names.flatMap((name) => {
      const [was, is] = [variantIn(before, name), variantIn(after, name)];
      if (!was) return [l10n.t('{0} is new.', name)];
      if (!is) return [l10n.t('{0} is not in the file, and goes.', name)];
      return differences(plainVariant(was), plainVariant(is)).map((line) => l10n.t('{0}: {1}', name, line));
    }),
    ...differences(own(before), own(after)),
  ];
}

function plainVariant(variant: JsonObject): JsonObject {
  const { ServerlessConfig: serverless } = variant;
  const bare = without(variant, live);
  return isObject(serverless) ? { ...bare, ServerlessConfig: without(serverless, liveServerless) } : bare;
}
