// The part of the stand-in that makes models, configurations and endpoints, and updates endpoints.
import type { Shelf, StandInVariant } from './standIn';

type Asked = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

/** An update that is under way. */
export interface Update {
  readonly config: string;
  readonly retains: boolean;
  readonly excluded: readonly string[];
  /** The phase of every variant, as AWS names it. */
  phase: string;
}

export interface Shelves {
  readonly shelves: Map<string, Shelf>;
  readonly configs: Map<string, Asked>;
  readonly models: Map<string, Asked>;
  readonly targets: Map<string, Asked>;
  /** So many questions for a configuration or a model that is new find nothing yet. */
  readonly lag: { times: number };
  readonly shelfOf: (name: unknown) => Shelf;
  readonly invalid: (message: string) => Error;
  readonly arnOf: (name: string, kind?: string) => string;
}

export const listOf = (value: unknown): readonly Asked[] =>
  Array.isArray(value)
    ? value.filter((each): each is Asked => typeof each === 'object' && each !== null)
    : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const made = 1_790_000_000;
/** Whatever a test asks for comes later than what it found. */
const later = made + 60;

export function rolloutAnswers(all: Shelves): Readonly<Record<string, (asked: Asked) => Answer>> {
  const { shelves, configs, models, targets, lag, shelfOf, invalid, arnOf } = all;
  const configOf = (name: unknown): Asked => {
    const found = configs.get(textOf(name));
    if (!found || lag.times-- > 0)
      throw invalid(`Could not find endpoint configuration "${arnOf(textOf(name), 'endpoint-config')}".`);
    return found;
  };
  /** What was asked for, and was not found. */
  const born = new Set<string>();
  const bornAt = (kind: string, name: unknown): number =>
    born.has(`${kind} ${textOf(name)}`) ? later : made;
  return {
    CreateModel: (asked) => {
      const name = textOf(asked['ModelName']);
      if (models.has(name)) throw invalid(`Cannot create already existing model "${arnOf(name, 'model')}".`);
      const containers = [asked['PrimaryContainer'], ...listOf(asked['Containers'])];
      for (const image of listOf(containers).map((each) => textOf(each['Image'])))
        if (image.includes('oci'))
          throw invalid(
            `Unsupported manifest media type application/vnd.oci.image.index.v1+json for image ${image}. Ensure that valid manifest media type is used.`,
          );
      models.set(name, asked);
      born.add(`model ${name}`);
      return { ModelArn: arnOf(name, 'model') };
    },
    DescribeModel: ({ ModelName }) => {
      const found = models.get(textOf(ModelName));
      if (!found) throw invalid(`Could not find model "${arnOf(textOf(ModelName), 'model')}".`);
      const { Tags: _, ...told } = found;
      return {
        EnableNetworkIsolation: false,
        ...told,
        ModelArn: arnOf(textOf(ModelName), 'model'),
        CreationTime: bornAt('model', ModelName),
      };
    },
    DeleteModel: ({ ModelName }) => {
      if (!models.delete(textOf(ModelName))) throw invalid(`Could not find model "${textOf(ModelName)}".`);
      return {};
    },
    CreateEndpointConfig: (asked) => {
      const name = textOf(asked['EndpointConfigName']);
      if (configs.has(name))
        throw invalid(
          `Cannot create already existing endpoint configuration "${arnOf(name, 'endpoint-config')}".`,
        );
      for (const { ModelName } of variantsOf(asked))
        if (!models.has(textOf(ModelName))) throw invalid(`Could not find model "${textOf(ModelName)}".`);
      configs.set(name, asked);
      born.add(`config ${name}`);
      return { EndpointConfigArn: arnOf(name, 'endpoint-config') };
    },
    DescribeEndpointConfig: ({ EndpointConfigName }) => {
      const found = configs.get(textOf(EndpointConfigName));
      if (!found) throw invalid(`Could not find endpoint configuration "${textOf(EndpointConfigName)}".`);
      const { Tags: _, ...told } = found;
      return {
        ...told,
        EndpointConfigArn: arnOf(textOf(EndpointConfigName), 'endpoint-config'),
        CreationTime: bornAt('config', EndpointConfigName),
      };
    },
    ListEndpointConfigs: ({ CreationTimeAfter = 0 }) => ({
      EndpointConfigs: [...configs.keys()]
        .filter((name) => bornAt('config', name) > Number(CreationTimeAfter))
        .map((name) => ({
          EndpointConfigName: name,
          EndpointConfigArn: arnOf(name, 'endpoint-config'),
          CreationTime: bornAt('config', name),
        })),
    }),
    DeleteEndpointConfig: ({ EndpointConfigName }) => {
      if (!configs.delete(textOf(EndpointConfigName)))
        throw invalid(`Could not find endpoint configuration "${textOf(EndpointConfigName)}".`);
      return {};
    },
    CreateEndpoint: (asked) => {
      const name = textOf(asked['EndpointName']);
      if (shelves.has(name)) throw invalid(`Cannot create already existing endpoint "${arnOf(name)}".`);
      const config = configOf(asked['EndpointConfigName']);
      shelves.set(name, {
        variants: initialVariants(config, models),
        config: textOf(asked['EndpointConfigName']),
        status: 'Creating',
        wanted: new Map(),
        modified: later,
        tags: {},
      });
      return { EndpointArn: arnOf(name) };
    },
    UpdateEndpoint: (asked) => {
      const name = textOf(asked['EndpointName']);
      const shelf = shelfOf(name);
      if (shelf.status !== 'InService' && shelf.status !== 'UpdateRollbackFailed')
        throw invalid(`Cannot update in-progress endpoint "${arnOf(name)}".`);
      const config = configOf(asked['EndpointConfigName']);
      const before = variantsOf(configs.get(shelf.config) ?? {});
      const moved = before.filter((variant) => {
        const after = variantsOf(config).find((each) => each['VariantName'] === variant['VariantName']);
        return after?.['InstanceType'] !== variant['InstanceType'];
      });
      const scaled = moved.filter(({ VariantName }) =>
        targets.has(`endpoint/${name}/variant/${textOf(VariantName)}`),
      );
      // The very words are not known: that AWS refuses is.
      if (scaled.length > 0)
        throw invalid(
          `The variant(s) "${scaled.map((each) => textOf(each['VariantName'])).join(', ')}" must be deregistered from autoscaling before the instance type can be changed.`,
        );
      shelf.status = 'Updating';
      shelf.modified = later;
      delete shelf.failure;
      shelf.update = {
        config: textOf(asked['EndpointConfigName']),
        retains: asked['RetainAllVariantProperties'] === true,
        excluded: listOf(asked['ExcludeRetainedVariantProperties']).map((each) =>
          textOf(each['VariantPropertyType']),
        ),
        phase: 'Creating',
      };
      return { EndpointArn: arnOf(name) };
    },
  };
}

const variantsOf = (config: Asked): readonly Asked[] => [
  ...listOf(config['ProductionVariants']),
  ...listOf(config['ShadowProductionVariants']),
];

function initialVariants(config: Asked, models: ReadonlyMap<string, Asked>): StandInVariant[] {
  return listOf(config['ProductionVariants']).map((variant) => {
    const model = models.get(textOf(variant['ModelName'])) ?? {};
    const [container = {}] = listOf([model['PrimaryContainer'], ...listOf(model['Containers'])]);
    return {
      name: textOf(variant['VariantName']),
      weight: Number(variant['InitialVariantWeight'] ?? 1),
      instances: Number(variant['InitialInstanceCount'] ?? 1),
      image: textOf(container['Image']),
    };
  });
}

/** The update is done: what is retained is so by the names of variants. */
export function finishUpdate(
  { configs, models }: Shelves,
  shelf: Shelf,
  { config, retains, excluded }: Update,
): void {
  const before = shelf.variants;
  shelf.config = config;
  shelf.variants = initialVariants(configs.get(config) ?? {}, models).map((variant) => {
    const old = before.find(({ name }) => name === variant.name);
    if (!old || !retains) return variant;
    return {
      ...variant,
      ...(excluded.includes('DesiredWeight') || old.weight === undefined ? {} : { weight: old.weight }),
      ...(excluded.includes('DesiredInstanceCount') || old.instances === undefined
        ? {}
        : { instances: old.instances }),
    };
  });
}

/** What DescribeEndpoint tells beside the rest while an update is under way. */
export const pendingPart = ({ configs }: Shelves, { update }: Shelf): Answer =>
  update
    ? {
        PendingDeploymentSummary: {
          EndpointConfigName: update.config,
          StartTime: made,
          ProductionVariants: variantsOf(configs.get(update.config) ?? {}).map(({ VariantName }) => ({
            VariantName,
          })),
        },
      }
    : {};

export const phasePart = ({ update }: Shelf): Answer =>
  update ? { VariantStatus: [{ Status: update.phase, StartTime: made }] } : {};
