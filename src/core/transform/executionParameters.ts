import * as l10n from '@vscode/l10n';
import type { JsonValue } from '../json';
import { numberAt, textAt } from '../json';
import { Problem } from '../problem';
import type { BatchStrategy, TransformOptions } from './transformOptions';

/** What a container says for itself on `GET /execution-parameters`. */
export interface ExecutionParameters {
  readonly maxConcurrent?: number;
  readonly strategy?: BatchStrategy;
  /** Megabytes. */
  readonly maxPayload?: number;
}

/** How the job is run. */
export interface Execution {
  readonly concurrent: number;
  readonly strategy: BatchStrategy;
  /** Megabytes; 0 is any size. */
  readonly maxPayload: number;
}

/** What cannot be understood is left to the defaults. */
export function readExecutionParameters(value: JsonValue | undefined): ExecutionParameters {
  const concurrent = numberAt(value, 'MaxConcurrentTransforms');
  const payload = numberAt(value, 'MaxPayloadInMB');
  const strategy = strategies[textAt(value, 'BatchStrategy')?.toUpperCase().replace('_', '') ?? ''];
  return {
    ...(concurrent !== undefined && Number.isInteger(concurrent) && concurrent > 0
      ? { maxConcurrent: concurrent }
      : {}),
    ...(payload !== undefined && Number.isInteger(payload) && payload >= 0 ? { maxPayload: payload } : {}),
    ...(strategy === undefined ? {} : { strategy }),
  };
}

const strategies: Readonly<Record<string, BatchStrategy>> = {
  MULTIRECORD: 'MultiRecord',
  SINGLERECORD: 'SingleRecord',
};

/** The request counts more than the container, and that more than the defaults. 0 at once means: nothing was said. */
export function settleExecution(options: TransformOptions, told: ExecutionParameters): Execution {
  const asked = options.maxConcurrent === 0 ? undefined : options.maxConcurrent;
  const execution: Execution = {
    concurrent: asked ?? told.maxConcurrent ?? 1,
    strategy: options.strategy ?? told.strategy ?? 'MultiRecord',
    maxPayload: options.maxPayload ?? told.maxPayload ?? 6,
  };
  const { concurrent, maxPayload } = execution;
  if (maxPayload > 100 || concurrent * maxPayload > 100)
    throw new Problem(
      'transform-refused',
      l10n.t(
        'MaxConcurrentTransforms ({0}) times MaxPayloadInMB ({1}) is more than 100 MB. Ask for less, or let /execution-parameters say less.',
        concurrent,
        maxPayload,
      ),
    );
  return execution;
}

/** As SageMaker sets them: the last three only when the job says so. */
export function batchEnvironment({
  strategy,
  maxPayload,
  maxConcurrent,
  environment,
}: TransformOptions): Readonly<Record<string, string>> {
  return {
    ...environment,
    SAGEMAKER_BATCH: 'true',
    ...(maxPayload === undefined ? {} : { SAGEMAKER_MAX_PAYLOAD_IN_MB: String(maxPayload) }),
    ...(strategy === undefined
      ? {}
      : { SAGEMAKER_BATCH_STRATEGY: strategy === 'MultiRecord' ? 'MULTI_RECORD' : 'SINGLE_RECORD' }),
    ...(maxConcurrent === undefined || maxConcurrent === 0
      ? {}
      : { SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: String(maxConcurrent) }),
  };
}
