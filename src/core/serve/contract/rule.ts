import type { Evidence } from './evidence';

export type Severity = 'error' | 'warning' | 'info';

/** What a rule says of a container. */
export type Verdict =
  | { readonly kind: 'passed'; readonly evidence: readonly string[] }
  | ({ readonly kind: 'found' } & Found)
  | { readonly kind: 'not-applicable'; readonly why: string };

export interface Found {
  /** The rule's own when it is not given. */
  readonly severity?: Severity;
  readonly reason: string;
  readonly evidence: readonly string[];
  /** What to do in this case, instead of what the rule says in general. */
  readonly fixes?: readonly string[];
}

/** Something that has to be tried; a test of some rules tries only what those need. */
export type Probe =
  | 'rest'
  | 'sample'
  | 'together'
  | 'busy'
  | 'wrong-type'
  | 'empty'
  | 'large'
  | 'stop'
  | 'burst'
  | 'root'
  | 'port'
  | 'models';

/** How far the container must have come before the rule can be judged. */
export type Requirement = 'nothing' | 'started' | 'ready' | 'answered';

/** One rule of the hosting contract: a small entry of a table. */
export interface ContractRule {
  /** `SC201`: stays the same in every version and language. */
  readonly id: string;
  /** `listens-on-8080`. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly requires: Requirement;
  readonly probes: readonly Probe[];
  /** What SageMaker does, and what follows when the rule does not hold. */
  readonly explanation: string;
  /** Where it is documented. */
  readonly source: string;
  readonly fix: string;
  readonly judge: (evidence: Evidence) => Verdict;
}

export const passed = (...evidence: readonly string[]): Verdict => ({ kind: 'passed', evidence });

export const found = (reason: string, rest: Omit<Partial<Found>, 'reason'> = {}): Verdict => ({
  kind: 'found',
  reason,
  evidence: [],
  ...rest,
});

export const notApplicable = (why: string): Verdict => ({ kind: 'not-applicable', why });

const guide = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';

/** Pages of the developer guide that rules follow from. */
export const sources = {
  hosting: `${guide}your-algorithms-inference-code.html`,
  multiModel: `${guide}mms-container-apis.html`,
  pipeline: `${guide}inference-pipeline-real-time.html`,
  serverless: `${guide}serverless-endpoints.html`,
  isolation: `${guide}mkt-algo-model-internet-free.html`,
  streaming:
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html',
  invoke: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html',
  model: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html',
} as const;
