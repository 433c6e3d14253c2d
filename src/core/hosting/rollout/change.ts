// What is to be new of a configuration, and what stands in its way.
import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../../json';
import { textAt } from '../../json';
import { containersIn, mapContainers, variantIn, without } from './carryOver';

export type VariantChange =
  | {
      readonly kind: 'image';
      readonly variant: string;
      /** Which of several containers of its model, counted from 0. */
      readonly container: number;
      readonly image: string;
    }
  | {
      readonly kind: 'model';
      readonly variant: string;
      readonly container: number;
      /** `s3://…`, an archive or the prefix of files. */
      readonly address: string;
    }
  | { readonly kind: 'type'; readonly variant: string; readonly instanceType: string };

/** What an endpoint runs now, in AWS's words. */
export interface Present {
  readonly config: JsonObject;
  /** By name. */
  readonly models: ReadonlyMap<string, JsonObject>;
  /** As requests have them. */
  readonly configTags: JsonObject;
  readonly modelTags: ReadonlyMap<string, JsonObject>;
}

export const modelOf = (present: Present, variant: string): JsonObject | undefined =>
  present.models.get(textAt(variantIn(present.config, variant), 'ModelName') ?? '');

/** Why a change cannot be made; nothing when it may be asked for. */
export function changeRefusal(change: VariantChange, present: Present): string | undefined {
  const { variant: name } = change;
  const variant = variantIn(present.config, name);
  if (!variant) return l10n.t('The endpoint has no variant {0}.', name);
  if (change.kind === 'type') return typeRefusal(variant, change);
  const modelName = textAt(variant, 'ModelName');
  if (modelName === undefined)
    return l10n.t(
      '{0} has no model of its own: it runs inference components, which are changed there.',
      name,
    );
  const model = modelOf(present, name);
  if (!model)
    return l10n.t('The model {0} of {1} is deleted: nobody can see what else it had.', modelName, name);
  const container = containersIn(model)[change.container];
  if (!container) return l10n.t('The model {0} has no container {1}.', modelName, change.container + 1);
  if (change.kind === 'image') {
    if (container['ModelPackageName'] !== undefined)
      return l10n.t('{0} runs a model package, which has its own image: register another version.', name);
    return change.image.length > 255 || /\s/.test(change.image) || change.image === ''
      ? l10n.t('The address of an image has up to 255 characters and no spaces.')
      : undefined;
  }
  return /^s3:\/\/[^/]+\/.+/.test(change.address)
    ? undefined
    : l10n.t('A model is an address such as s3://bucket/path/model.tar.gz.');
}

function typeRefusal(
  variant: JsonObject,
  { variant: name, instanceType }: Extract<VariantChange, { kind: 'type' }>,
): string | undefined {
  if (variant['ServerlessConfig'] !== undefined)
    return l10n.t('{0} is serverless: it has no instance type.', name);
  if (variant['InstancePools'] !== undefined)
    return l10n.t('{0} has pools of several instance types: change them in an endpoint file.', name);
  if (!/^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(instanceType))
    return l10n.t('{0} is no instance type such as ml.m5.large.', instanceType);
  return textAt(variant, 'InstanceType') === instanceType
    ? l10n.t('{0} runs on {1} already.', name, instanceType)
    : undefined;
}

/** The model of a variant with what is new of it. */
export function changedModel(model: JsonObject, changes: readonly VariantChange[]): JsonObject {
  return mapContainers(model, (container, index) =>
    changes.reduce((now, change) => {
      if (change.kind === 'type' || change.container !== index) return now;
      return change.kind === 'image' ? { ...now, Image: change.image } : withModel(now, change.address);
    }, container),
  );
}

/** One archive has the old form; files below a prefix have only the new one. */
function withModel(container: JsonObject, address: string): JsonObject {
  const bare = without(container, new Set(['ModelDataUrl', 'ModelDataSource']));
  const isMany = textAt(container, 'Mode') === 'MultiModel';
  if (isMany || /\.(?:tar\.gz|tgz)$/.test(address)) return { ...bare, ModelDataUrl: address };
  const prefix = address.endsWith('/') ? address : `${address}/`;
  return {
    ...bare,
    ModelDataSource: { S3DataSource: { S3Uri: prefix, S3DataType: 'S3Prefix', CompressionType: 'None' } },
  };
}

/** In words, one line each. */
export function changeInWords(change: VariantChange, present: Present): string {
  const { variant: name } = change;
  if (change.kind === 'type') {
    const was = textAt(variantIn(present.config, name), 'InstanceType') ?? l10n.t('unknown');
    return l10n.t('{0}: instance type {1} → {2}', name, was, change.instanceType);
  }
  const container = containersIn(modelOf(present, name) ?? {})[change.container] ?? {};
  return change.kind === 'image'
    ? l10n.t('{0}: image {1} → {2}', name, beside(change.image, textAt(container, 'Image')), change.image)
    : l10n.t('{0}: model {1} → {2}', name, modelAddress(container) ?? l10n.t('none'), change.address);
}

/** An image of the same registry is known without it, and the new one stays in sight where there is one line. */
function beside(now: string, was: string | undefined): string {
  if (was === undefined) return l10n.t('none');
  const [host = ''] = now.split('/');
  return host.includes('.') && was.startsWith(`${host}/`) ? was.slice(host.length + 1) : was;
}

export function modelAddress(container: JsonObject): string | undefined {
  const source = container['ModelDataSource'];
  const url = textAt(container, 'ModelDataUrl');
  if (url !== undefined || typeof source !== 'object') return url;
  const place = Object.values(source ?? {})[0];
  return textAt(place, 'S3Uri');
}

/** What it costs that nobody can ask for the present configuration. */
export const unseenConfig = (name: string): string =>
  l10n.t(
    'The configuration {0} is deleted: nobody can see what it had (models, instance types, data capture, encryption), so nothing of it can be carried over, and there is no way back to it. Only a whole configuration can take its place.',
    name,
  );
