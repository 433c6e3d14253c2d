// What AWS describes becomes what AWS is asked. Only what is named here is left behind.
import type { JsonObject, JsonValue } from '../../json';
import { at, isList, isObject, objectAt, textAt } from '../../json';

const toldOfConfigs: ReadonlySet<string> = new Set(['EndpointConfigArn', 'CreationTime']);
const toldOfModels: ReadonlySet<string> = new Set(['ModelArn', 'CreationTime', 'DeploymentRecommendation']);

/** The request that would make a configuration as AWS describes it, under another name. */
export const configRequest = (told: JsonObject, name: string, tags: JsonObject): JsonObject => ({
  ...without(told, toldOfConfigs),
  EndpointConfigName: name,
  ...tags,
});

export const modelRequest = (told: JsonObject, name: string, tags: JsonObject): JsonObject =>
  mapContainers({ ...without(told, toldOfModels), ModelName: name, ...tags }, withOneModel);

/** Tags as a request has them. Those of AWS itself cannot be given. */
export function tagsRequest(tags: Readonly<Record<string, string>>): JsonObject {
  const own = Object.entries(tags).filter(([key]) => !/^aws:/i.test(key));
  return own.length > 0 ? { Tags: own.map(([Key, Value]) => ({ Key, Value })) } : {};
}

/** AWS describes one model in both of its forms, and takes only one of them. */
function withOneModel(container: JsonObject): JsonObject {
  const source = objectAt(objectAt(container, 'ModelDataSource'), 'S3DataSource');
  if (container['ModelDataUrl'] === undefined || !source) return container;
  const saysMore = source['ModelAccessConfig'] !== undefined || source['HubAccessConfig'] !== undefined;
  return without(container, new Set([saysMore ? 'ModelDataUrl' : 'ModelDataSource']));
}

export const without = (from: JsonObject, keys: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([key]) => !keys.has(key)));

/** The containers of a model, one or several. */
export function containersIn(model: JsonObject): readonly JsonObject[] {
  const several = objectsAt(model, 'Containers');
  const primary = objectAt(model, 'PrimaryContainer');
  return several.length > 0 ? several : primary ? [primary] : [];
}

export function mapContainers(
  model: JsonObject,
  change: (container: JsonObject, index: number) => JsonObject,
): JsonObject {
  const primary = objectAt(model, 'PrimaryContainer');
  const several = objectsAt(model, 'Containers');
  if (several.length > 0) return { ...model, Containers: several.map(change) };
  return primary ? { ...model, PrimaryContainer: change(primary, 0) } : model;
}

/** The variants of a configuration, the shadow last. */
export const variantsIn = (config: JsonObject): readonly JsonObject[] =>
  variantKeys.flatMap((key) => objectsAt(config, key));

const variantKeys = ['ProductionVariants', 'ShadowProductionVariants'] as const;

export function mapVariants(config: JsonObject, change: (variant: JsonObject) => JsonObject): JsonObject {
  const changed = variantKeys.flatMap((key) =>
    config[key] === undefined ? [] : [[key, objectsAt(config, key).map(change)] as const],
  );
  return { ...config, ...Object.fromEntries(changed) };
}

export const variantIn = (config: JsonObject, name: string): JsonObject | undefined =>
  variantsIn(config).find((variant) => textAt(variant, 'VariantName') === name);

function objectsAt(from: JsonObject, key: string): readonly JsonObject[] {
  const value: JsonValue | undefined = at(from, key);
  return isList(value) ? value.filter(isObject) : [];
}
