import type { BuildSection, GpuChoice, Vpc } from '../../userFile/parts';

/**
 * What an `*.endpoint.json` says: one endpoint, wherever it happens. Paths are as written, relative to the file.
 * `readEndpointFile` makes it, after which every value has the form that stands here.
 */
export interface EndpointFile {
  /** The name of the endpoint; the file's name when it is not given. */
  readonly name?: string;
  readonly variants: readonly Variant[];
  /** Gets a copy of the requests, and its answers are dropped. */
  readonly shadow?: Variant;
  readonly async?: AsyncSection;
  readonly networkIsolation: boolean;
  readonly local: EndpointLocal;
  readonly cloud?: EndpointCloud;
}

/** An image with its model. */
export interface Container {
  readonly image?: string;
  readonly build?: BuildSection;
  /** The image in ECR, when it is not `image`. */
  readonly ecrImage?: string;
  readonly model?: ModelPlace;
  readonly environment: Readonly<Record<string, string>>;
  /** The model is a folder or a prefix of many archives. */
  readonly multiModel: boolean;
}

/** Both places may be named: the first is used here, the address on SageMaker. */
export interface ModelPlace {
  /** A folder with the files of the model, or a `model.tar.gz`. */
  readonly local?: string;
  readonly s3?: string;
}

export interface Variant {
  readonly name: string;
  /** What answers: one container, or several one after the other or each by its name. */
  readonly serving: Serving;
  readonly weight: number;
  readonly instanceType?: string;
  readonly instances: number;
  readonly serverless?: Serverless;
  readonly scaling?: Scaling;
  /** Gigabytes. */
  readonly volumeSize?: number;
  /** Seconds. */
  readonly startupTimeout?: number;
  readonly downloadTimeout?: number;
}

export type Serving =
  | { readonly kind: 'one'; readonly container: Container }
  | { readonly kind: 'several'; readonly invocation: Invocation; readonly containers: readonly Member[] };

export type Invocation = 'Serial' | 'Direct';

export interface Member extends Container {
  /** How it is called by name (ContainerHostname). */
  readonly name?: string;
}

export interface Serverless {
  /** Megabytes. */
  readonly memory: number;
  readonly concurrency: number;
  readonly provisioned?: number;
}

export type ScalingMetric =
  | 'SageMakerVariantInvocationsPerInstance'
  | 'SageMakerVariantConcurrentRequestsPerModelHighResolution'
  | 'SageMakerVariantProvisionedConcurrencyUtilization'
  | 'ApproximateBacklogSizePerInstance';

export interface Scaling {
  readonly min: number;
  readonly max: number;
  readonly target: number;
  /** What suits the endpoint when it is not given: `metricOf`. */
  readonly metric?: ScalingMetric;
  /** Seconds. */
  readonly scaleInCooldown?: number;
  readonly scaleOutCooldown?: number;
}

export interface AsyncSection {
  /** Where the answers go: `s3://…`. */
  readonly output: string;
  readonly failures?: string;
  /** In each instance. */
  readonly maxConcurrent?: number;
  readonly notifications: { readonly success?: string; readonly error?: string };
  readonly kmsKey?: string;
}

/** What only this machine needs to know. */
export interface EndpointLocal {
  readonly gpus: GpuChoice;
  /** As Docker writes sizes, `8g`; 64 MB when it is not given. */
  readonly shmSize?: string;
  readonly cpus?: number;
  readonly memory?: string;
  readonly platform?: string;
  /** Where the endpoint listens; any free port when it is not given. */
  readonly port?: number;
  /** Served as if it were serverless, whatever the variants say. */
  readonly serverless?: Serverless;
  /** Served as an asynchronous endpoint, also without `async`. */
  readonly async?: boolean;
  readonly sample?: SampleRequest;
}

/** A request that the endpoint is to answer: what tests of it send. */
export interface SampleRequest {
  readonly file: string;
  /** What the ending of its name says, when it is not given. */
  readonly contentType?: string;
  readonly accept?: string;
  /** The answer comes in parts. */
  readonly streams: boolean;
}

/** What only SageMaker needs to know. */
export interface EndpointCloud {
  readonly region?: string;
  readonly role?: string;
  /** Encrypts the volumes of the instances. */
  readonly kmsKey?: string;
  readonly vpc?: Vpc;
  readonly dataCapture?: DataCapture;
  readonly tags: Readonly<Record<string, string>>;
}

export interface DataCapture {
  /** `s3://…`. */
  readonly output: string;
  readonly percentage: number;
  readonly capture: 'Input' | 'Output' | 'InputAndOutput';
  readonly kmsKey?: string;
}

/** The containers of a variant, one or several. */
/** Only one container with one model can be serverless. */
export const canBeServerless = ({ serving }: Variant): boolean =>
  serving.kind === 'one' && !serving.container.multiModel;

export const containersOf = ({ serving }: Variant): readonly Container[] =>
  serving.kind === 'one' ? [serving.container] : serving.containers;

/** All variants, the shadow last, with their places in the file. */
export const placedVariants = ({ variants, shadow }: EndpointFile): readonly PlacedVariant[] => [
  ...variants.map((variant, index) => ({ variant, path: ['variants', index] })),
  ...(shadow ? [{ variant: shadow, path: ['shadow'] }] : []),
];

export interface PlacedVariant {
  readonly variant: Variant;
  readonly path: ReadonlyArray<string | number>;
}
