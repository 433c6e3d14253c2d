import type { PolicyDraft } from './scaling/policy';
import type { ScheduleDraft } from './scaling/schedule';

/** An endpoint as SageMaker has it, beside what `core/endpoint` says of one in a file. */
export interface HostedEndpoint {
  readonly name: string;
  readonly arn: string;
  readonly status: EndpointStatus;
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
  readonly modified: number | undefined;
  /** Of the last change that failed, also when the endpoint is back in service since. */
  readonly failure: string | undefined;
  readonly config: string;
  readonly variants: readonly HostedVariant[];
  /** They get copies of the requests, and their answers are dropped. */
  readonly shadows: readonly HostedVariant[];
  /** A deployment that is not over: what is to come. */
  readonly pending: PendingDeployment | undefined;
  readonly isAsync: boolean;
}

/** What a list tells: nothing of the variants. */
export type EndpointSummary = Pick<HostedEndpoint, 'name' | 'arn' | 'status' | 'created' | 'modified'>;

export interface EndpointPage {
  readonly endpoints: readonly EndpointSummary[];
  /** What AWS calls the page after it; nothing after the last. */
  readonly next: string | undefined;
}

export type EndpointStatus =
  | 'OutOfService'
  | 'Creating'
  | 'Updating'
  | 'SystemUpdating'
  | 'RollingBack'
  | 'InService'
  | 'Deleting'
  | 'Failed'
  | 'UpdateRollbackFailed';

export interface HostedVariant {
  readonly name: string;
  readonly images: readonly DeployedImage[];
  /** Relative: the share is the weight divided by the sum. AWS keeps 32 bits of it. */
  readonly weight: Twice<number>;
  /** Of a variant on instances. */
  readonly instances: Twice<number> | undefined;
  readonly serverless: Twice<Concurrency> | undefined;
  /** What happens to it now; nothing when all is done. */
  readonly phases: readonly VariantPhase[];
}

/** What is, and what was asked for. */
export interface Twice<T> {
  readonly current: T | undefined;
  readonly desired: T | undefined;
}

export interface Concurrency {
  /** Megabytes. */
  readonly memory: number | undefined;
  readonly max: number | undefined;
  readonly provisioned: number | undefined;
}

export interface VariantPhase {
  readonly status: string;
  readonly message: string | undefined;
}

export interface DeployedImage {
  /** As the model names it. */
  readonly specified: string | undefined;
  /** With the digest that runs. */
  readonly resolved: string | undefined;
}

export interface PendingDeployment {
  readonly config: string;
  readonly variants: readonly string[];
}

/** The configuration that an endpoint was made with. It may be deleted while the endpoint lives. */
export interface HostedConfig {
  readonly name: string;
  readonly variants: readonly ConfigVariant[];
}

export interface ConfigVariant {
  readonly name: string;
  readonly model: string | undefined;
  readonly instanceType: string | undefined;
}

/** How a variant grows and shrinks by itself (Application Auto Scaling). */
export interface ScalingTarget {
  readonly variant: string;
  readonly of: 'instances' | 'provisioned concurrency' | 'copies';
  readonly min: number;
  readonly max: number;
  /** Which kinds of scaling are switched off. */
  readonly suspended: readonly Suspendable[];
  readonly policies: readonly ScalingPolicy[];
  readonly schedules: readonly ScheduleDraft[];
}

export type Suspendable = 'scale in' | 'scale out' | 'schedules';

export interface ScalingPolicy {
  readonly settings: PolicyDraft;
  /** What an alarm of the user's own sets off. */
  readonly arn: string | undefined;
  /** Those that AWS made for it, or that are the user's own. */
  readonly alarms: readonly PolicyAlarm[];
}

export interface PolicyAlarm {
  readonly name: string;
  readonly arn: string;
}

/** Nothing can be changed meanwhile, and nothing can be cancelled; worth asking again. */
export const isMoving = (status: EndpointStatus): boolean => moving.has(status);

const moving: ReadonlySet<EndpointStatus> = new Set([
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'Deleting',
]);
