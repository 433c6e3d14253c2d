import type { GpuReading } from '../gpu/gpu';
import type { UsageSample } from '../resources/usage/usage';
import type { Diagnosis } from './diagnosis/runEnd';
import type { LocalPlan } from './local/localPlan';
import type { MetricPoint } from './metrics/metricPoint';
import type { FinalMetric } from './metrics/metricSeries';

export type RunPhase =
  | 'preparing'
  | 'building'
  | 'pulling'
  | 'inputs'
  | 'starting'
  | 'training'
  | 'interrupting'
  | 'stopping'
  | 'artifacts'
  | 'ended';

export type RunStatus = 'running' | 'completed' | 'failed' | 'stopped';

/** What is kept of a run, in `run.json` of its folder, from its first moment on. */
export interface RunRecord {
  /** The job's name; also the name of the run's folder. */
  readonly id: string;
  readonly title: string;
  readonly runFile: string;
  readonly folder: string;
  readonly image: string;
  /** The Docker engine that it runs on, by name: on another one its containers are not gone, only elsewhere. */
  readonly engine: string;
  readonly status: RunStatus;
  readonly phase: RunPhase;
  /** Milliseconds since 1970, as all times here. */
  readonly created: number;
  readonly started?: number;
  readonly ended?: number;
  readonly hosts: readonly RunHost[];
  readonly network?: string;
  /** Seconds after its start. */
  readonly maxRuntime?: number;
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, string>>;
  readonly metricDefinitions: readonly { readonly name: string; readonly regex: string }[];
  readonly gpus?: LocalPlan['gpus'];
  /** Published on this machine for a debugger. */
  readonly debugPort?: number;
  /** Container folders and what they are on this machine: for links from tracebacks. */
  readonly places: Readonly<Record<string, string>>;
  readonly checkpoints?: { readonly local: string; readonly path: string };
  readonly interruptions: number;
  readonly metrics: Readonly<Record<string, FinalMetric>>;
  readonly exitCode?: number;
  /** As DescribeTrainingJob would tell it. */
  readonly failureReason?: string;
  readonly stopReason?: 'user' | 'max-runtime';
  readonly diagnosis?: Diagnosis;
  readonly artifacts: readonly Artifact[];
  /** The process that watches over the run. */
  readonly follower?: number;
}

export interface RunHost {
  readonly name: string;
  readonly container?: string;
}

export interface Artifact {
  readonly name: string;
  readonly bytes: number;
}

export type RunOutcome = Pick<
  RunRecord,
  'status' | 'exitCode' | 'failureReason' | 'stopReason' | 'diagnosis' | 'artifacts'
>;

/** What happens in a run, in its order. */
export type RunEvent =
  | { readonly kind: 'phase'; readonly phase: RunPhase; readonly at: number }
  /** Something worth a line on the screen, and nothing to keep. */
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'containers'; readonly hosts: readonly RunHost[] }
  | { readonly kind: 'output'; readonly host: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'metrics';
      readonly host: string;
      readonly metrics: Readonly<Record<string, FinalMetric>>;
      readonly points: readonly MetricPoint[];
    }
  | { readonly kind: 'usage'; readonly host: string; readonly sample: UsageSample }
  /** With the processes of this run's containers. */
  | { readonly kind: 'gpus'; readonly reading: GpuReading; readonly processes: readonly number[] }
  /** Why something is not seen. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'ended'; readonly at: number; readonly end: RunOutcome };

export function advance(record: RunRecord, event: RunEvent): RunRecord {
  switch (event.kind) {
    case 'phase':
      return {
        ...record,
        phase: event.phase,
        ...(event.phase === 'training' && record.started === undefined ? { started: event.at } : {}),
      };
    case 'containers':
      return { ...record, hosts: event.hosts };
    case 'metrics':
      return { ...record, metrics: { ...record.metrics, ...event.metrics } };
    case 'interrupted':
      return { ...record, interruptions: record.interruptions + 1 };
    case 'ended': {
      const { follower: _, ...rest } = record;
      return { ...rest, ...event.end, phase: 'ended', ended: event.at };
    }
    case 'progress':
    case 'output':
    case 'usage':
    case 'gpus':
    case 'note':
      return record;
  }
}

/** What changes nothing in the record. */
export const isPassing = ({ kind }: RunEvent): boolean =>
  kind === 'output' || kind === 'progress' || kind === 'usage' || kind === 'gpus' || kind === 'note';

export const isOver = ({ status }: RunRecord): boolean => status !== 'running';

const longestReason = 1024;

/** What SageMaker makes of the failure file and the exit code. */
export function failureReason(failureFile: string | undefined, exitCode: number): string {
  const text = failureFile?.trim() ? failureFile : `Exit Code: ${exitCode}`;
  return `AlgorithmError: ${text}`.slice(0, longestReason);
}

/** As far as anything that is read from a disk can be trusted. */
export function isRunRecord(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['id', 'title', 'runFile', 'folder', 'image', 'engine', 'status', 'phase'];
  return (
    texts.every((name) => typeof Reflect.get(value, name) === 'string') &&
    typeof Reflect.get(value, 'created') === 'number' &&
    Array.isArray(Reflect.get(value, 'hosts')) &&
    Array.isArray(Reflect.get(value, 'artifacts'))
  );
}
