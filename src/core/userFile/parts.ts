import type { JsonObject, JsonValue } from '../json';
import { asText, at, given, isList, isObject, isText, mapValues, objectAt, textAt, textsAt } from '../json';
import type { BuildSecrets, SecretSource } from '../images/build/buildSecret';
import { nameOf } from '../paths';

/** How an image is built; paths are as written. */
export interface BuildSection {
  readonly dockerfile: string;
  /** The folder of the Dockerfile when it is not given. */
  readonly context?: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly secrets?: BuildSecrets;
}

export type GpuChoice = 'none' | 'all' | readonly string[];

export interface Vpc {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

export function makeBuild(value: JsonValue | undefined): BuildSection | undefined {
  if (isText(value)) return { dockerfile: value, args: {} };
  if (!isObject(value)) return undefined;
  return {
    dockerfile: textAt(value, 'dockerfile') ?? 'Dockerfile',
    ...given({ context: textAt(value, 'context'), target: textAt(value, 'target') }),
    args: textMap(value, 'args'),
    ...given({ secrets: secretsAt(value) }),
  };
}

/** A secret without a place for its value is told by the schema. */
export function secretsAt(from: JsonValue): BuildSecrets | undefined {
  if (!objectAt(from, 'secrets')) return undefined;
  const sources = new Map<string, SecretSource>();
  for (const [id, value] of Object.entries(objectAt(from, 'secrets') ?? {})) {
    const [file, env] = [textAt(value, 'file'), textAt(value, 'env')];
    if (file !== undefined) sources.set(id, { file });
    else if (env !== undefined) sources.set(id, { env });
  }
  return Object.fromEntries(sources);
}

export function makeGpus(value: JsonValue | undefined): GpuChoice {
  if (isList(value)) return value.map(asText);
  return value === 'all' ? 'all' : 'none';
}

export function makeVpc(value: JsonObject | undefined): Vpc | undefined {
  return (
    value && {
      subnets: textsAt(value, 'subnets') ?? [],
      securityGroups: textsAt(value, 'securityGroups') ?? [],
    }
  );
}

/** What becomes a text where SageMaker knows only texts. */
export const textMap = (from: JsonObject, key: string): Readonly<Record<string, string>> =>
  mapValues(objectAt(from, key) ?? {}, asText);

/** The first value is the default. */
export function choice<T extends string>(from: JsonValue, key: string, values: readonly [T, ...T[]]): T {
  const written = at(from, key);
  return values.find((each) => each === written) ?? values[0];
}

/** `iris.train.json` → `iris`, with nothing in it that a name on SageMaker may not have. */
export function nameFrom(path: string, kind: 'train' | 'endpoint'): string | undefined {
  const file = nameOf(path).replace(/\.jsonc?$/i, '');
  const stem = file.toLowerCase().endsWith(`.${kind}`) ? file.slice(0, -kind.length - 1) : file;
  const name = stem
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-|-$/g, '');
  return name === '' ? undefined : name;
}

/** What a build reads on this machine, as written. */
export const buildPaths = (build: BuildSection | undefined): readonly string[] =>
  build ? [build.dockerfile, ...(build.context === undefined ? [] : [build.context])] : [];

/** A place here and one in S3, given as a text or as both; `file:///data` is `/data`, as the SDK reads it. */
export function makePlace(value: JsonValue): {
  readonly local: string | undefined;
  readonly s3: string | undefined;
} {
  const [local, s3] = isText(value) ? placeOf(value) : [textAt(value, 'local'), textAt(value, 's3')];
  return { local: local === undefined ? undefined : withoutScheme(local), s3 };
}

const placeOf = (text: string): readonly [string | undefined, string | undefined] =>
  text.startsWith('s3://') ? [undefined, text] : [text, undefined];

/** Also `file://data`, which is `data`. */
const withoutScheme = (path: string): string =>
  path.replace(/^file:\/\//, '').replace(/^\/([A-Za-z]:\/)/, '$1');
