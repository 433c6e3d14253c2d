import type { JsonValue } from '../../json';
import type { BuildSection, GpuChoice, Vpc } from '../../userFile/parts';

/**
 * What a `*.train.json` says: one training run, wherever it happens. Paths are as written, relative to the file.
 * `readRunFile` makes it, after which every value has the form that stands here.
 */
export interface RunFile {
  /** The base of the job's name; the file's name when it is not given. */
  readonly name?: string;
  readonly image?: string;
  readonly build?: BuildSection;
  readonly entrypoint?: readonly string[];
  readonly arguments?: readonly string[];
  readonly hyperparameters: Readonly<Record<string, JsonValue>>;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly metrics: readonly MetricDefinition[];
  /** Script mode: a folder of code and the program in it, for images with SageMaker's training toolkit. */
  readonly source?: Source;
  readonly checkpoints?: Checkpoints;
  readonly networkIsolation: boolean;
  /** Seconds. */
  readonly maxRuntime?: number;
  readonly local: LocalSection;
  readonly cloud?: CloudSection;
}

export type InputMode = 'File' | 'FastFile' | 'Pipe';

/** A channel may name both places: the folder is used here, the address on SageMaker. */
export interface Channel {
  /** A folder or a file; `file://` is accepted and taken off. */
  readonly local?: string;
  readonly s3?: string;
  readonly contentType?: string;
  readonly mode: InputMode;
  readonly distribution: 'FullyReplicated' | 'ShardedByS3Key';
  readonly s3DataType: 'S3Prefix' | 'ManifestFile' | 'AugmentedManifestFile';
  readonly compression: 'None' | 'Gzip';
  readonly recordWrapper: 'None' | 'RecordIO';
  readonly attributeNames?: readonly string[];
  readonly shuffleSeed?: number;
}

export interface MetricDefinition {
  readonly name: string;
  readonly regex: string;
}

export interface Source {
  readonly folder: string;
  readonly entry: string;
}

export interface Checkpoints {
  /** Kept between runs; a folder of the run when it is not given. */
  readonly local?: string;
  readonly s3?: string;
  /** Where the container sees them. */
  readonly path: string;
}

/** What only this machine needs to know. */
export interface LocalSection {
  readonly gpus: GpuChoice;
  /** As Docker writes sizes, `8g`; half of the engine's memory when it is not given. */
  readonly shmSize?: string;
  readonly cpus?: number;
  readonly memory?: string;
  readonly platform?: string;
  readonly hosts: number;
  readonly network: 'bridge' | 'host';
  /** The config folder with the rights that it has on SageMaker: only root gets in. */
  readonly strictPermissions: boolean;
  /** Serves the user's AWS credentials to the container: true for the default profile, or a profile's name. */
  readonly awsCredentials: boolean | string;
  /** Publishes debugpy's port: true for 5678. */
  readonly debug: boolean | number;
}

/** What only SageMaker needs to know. */
export interface CloudSection {
  readonly region?: string;
  /** The image in ECR, when it is not `image`. */
  readonly image?: string;
  readonly role?: string;
  readonly instanceType?: string;
  readonly instanceCount?: number;
  /** Gigabytes. */
  readonly volumeSize?: number;
  /** Where the artifacts go: `s3://…`. */
  readonly output?: string;
  readonly spot: boolean;
  /** Seconds. */
  readonly maxWait?: number;
  readonly vpc?: Vpc;
  readonly tags: Readonly<Record<string, string>>;
  /** Anything else of CreateTrainingJob, as AWS writes it; laid over the request that the rest makes. */
  readonly request: Readonly<Record<string, JsonValue>>;
}
