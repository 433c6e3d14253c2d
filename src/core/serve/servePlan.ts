import { parseSize } from '../dockerSize';
import { canBeServerless } from '../endpoint/file/endpointFile';
import type {
  Container,
  EndpointFile,
  EndpointLocal,
  ModelPlace,
  Serverless,
  Variant,
} from '../endpoint/file/endpointFile';
import { builtImageName, type ImageBuild } from '../images/build/imageBuild';
import { sectionBuild } from '../userFile/sectionBuild';
import type { GpuChoice } from '../userFile/parts';
import { serverlessPlan } from './kinds/serverlessPlan';

/** One endpoint as containers on this machine: what `endpointRequests` is for SageMaker. */
export interface ServePlan {
  readonly name: string;
  /** Any that is free when it is not given. */
  readonly port: number | undefined;
  readonly variants: readonly VariantPlan[];
  readonly shadow: VariantPlan | undefined;
  /** The containers reach nothing. */
  readonly isolated: boolean;
  readonly isAsync: boolean;
}

export interface VariantPlan {
  readonly name: string;
  readonly weight: number;
  readonly serving: 'one' | 'Serial' | 'Direct';
  readonly containers: readonly ServedPlan[];
  /** Seconds in which /ping must answer. */
  readonly startup: number;
  readonly serverless: Serverless | undefined;
}

export interface ServedPlan {
  /** Its name in the network of the variant. */
  readonly host: string;
  readonly image: string;
  /** Makes that image first. */
  readonly build: ImageBuild | undefined;
  /** Replaces the image's own when it is given. */
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[];
  /** As whom; the image's own when it is not given. */
  readonly user?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly model: 'none' | 'single' | 'multi';
  /** As written in the file. */
  readonly place: ModelPlace | undefined;
  /** A copy made for it, which it may change: as hosting never does. */
  readonly hasOwnModel?: true;
  /** Where it listens. */
  readonly port: number;
  readonly gpus: GpuChoice;
  readonly shmBytes: number;
  readonly memoryBytes: number | undefined;
  readonly cpus: number | undefined;
  readonly platform: string | undefined;
}

export interface ServeFacts {
  /** The endpoint file. */
  readonly file: string;
  readonly region: string;
}

/** Where containers listen that are told nothing else. */
const servingPort = 8080;
/** Seconds, as SageMaker counts them. */
const usualStartup = 480;
/** Nobody can change it on SageMaker. */
const hostingShm = 64 * 1024 ** 2;

export function servePlan(endpoint: EndpointFile, facts: ServeFacts): ServePlan {
  const { variants, shadow, networkIsolation, local } = endpoint;
  return {
    name: endpoint.name ?? 'endpoint',
    port: local.port,
    variants: variants.map((variant) => variantPlan(endpoint, asServedHere(variant, local), facts)),
    shadow: shadow && variantPlan(endpoint, shadow, facts),
    isolated: networkIsolation,
    isAsync: endpoint.async !== undefined || local.async === true,
  };
}

function variantPlan(endpoint: EndpointFile, variant: Variant, facts: ServeFacts): VariantPlan {
  const { name, weight, serving, serverless, startupTimeout } = variant;
  const containers =
    serving.kind === 'one'
      ? [servedPlan(endpoint, serving.container, facts, { variant, host: name, port: servingPort })]
      : serving.containers.map((member, index) => {
          const host = member.name ?? `${name}-${index + 1}`;
          return servedPlan(endpoint, member, facts, { variant, host, port: servingPort + index });
        });
  const plan = {
    name,
    weight,
    serving: serving.kind === 'one' ? 'one' : serving.invocation,
    containers,
    startup: startupTimeout ?? usualStartup,
    serverless,
  } as const;
  return serverless ? serverlessPlan(plan, serverless) : plan;
}

const asServedHere = (variant: Variant, { serverless }: EndpointLocal): Variant =>
  serverless && !variant.serverless && canBeServerless(variant) ? { ...variant, serverless } : variant;

interface Place {
  readonly variant: Variant;
  readonly host: string;
  readonly port: number;
}

function servedPlan(
  { name = 'endpoint', local }: EndpointFile,
  { image, build: section, model, environment, multiModel }: Container,
  { file, region }: ServeFacts,
  { variant, host, port }: Place,
): ServedPlan {
  const { gpus, shmSize, memory, cpus, platform } = local;
  const imageName = builtImageName(`${name}-${host}`);
  const build = section && sectionBuild(section, { name: imageName, file, platform });
  return {
    host,
    image: build?.name ?? image ?? '',
    build,
    entrypoint: undefined,
    command: ['serve'],
    environment: {
      AWS_REGION: region,
      ...(gpus === 'none' ? { NVIDIA_VISIBLE_DEVICES: 'void' } : {}),
      ...environment,
      ...(variant.serving.kind === 'several' ? portVariables(port) : {}),
      ...(multiModel ? { SAGEMAKER_MULTI_MODEL: 'true' } : {}),
    },
    model: multiModel ? 'multi' : model ? 'single' : 'none',
    place: model,
    port,
    gpus,
    shmBytes: (shmSize === undefined ? undefined : parseSize(shmSize)) ?? hostingShm,
    memoryBytes: memory === undefined ? undefined : parseSize(memory),
    cpus,
    platform,
  };
}

/** Containers that share an instance are told where to listen, and which ports they may use besides. */
const portVariables = (port: number): Readonly<Record<string, string>> => {
  const first = 21_000 + (port - servingPort) * 100;
  return { SAGEMAKER_BIND_TO_PORT: String(port), SAGEMAKER_SAFE_PORT_RANGE: `${first}-${first + 99}` };
};

/** All that run, the shadow last. */
export const plannedVariants = ({ variants, shadow }: ServePlan): readonly VariantPlan[] =>
  shadow ? [...variants, shadow] : variants;
