// How traffic goes from the old instances of an endpoint to the new ones, within SageMaker's limits.
import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../../json';
import { given } from '../../json';

export type Deployment = Shift & {
  /** Seconds in all; AWS gives up and rolls back after them. */
  readonly timeout?: number;
  /** Names of alarms that roll it back. */
  readonly alarms: readonly string[];
};

export type Shift =
  | { readonly kind: 'all at once'; readonly wait: number; readonly termination: number }
  | { readonly kind: 'canary'; readonly size: Size; readonly wait: number; readonly termination: number }
  | { readonly kind: 'linear'; readonly size: Size; readonly wait: number; readonly termination: number }
  | { readonly kind: 'rolling'; readonly size: Size; readonly wait: number; readonly rollbackSize?: Size };

export type DeploymentKind = Shift['kind'];

export interface Size {
  readonly unit: 'percent' | 'instances';
  readonly value: number;
}

/** Seconds, from AWS's model of the service. */
const deploymentLimits = {
  wait: [0, 3600],
  timeout: [600, 28_800],
  alarms: 10,
  /** Percents of the instances. */
  size: { canary: [1, 50], linear: [10, 50], rolling: [5, 50] },
} as const;

/** Room for instances to start, beside the waits, in seconds. */
const startRoom = 3600;

export const usualDeployments: Readonly<Record<DeploymentKind, Deployment>> = {
  'all at once': { kind: 'all at once', wait: 0, termination: 0, alarms: [] },
  canary: { kind: 'canary', size: { unit: 'percent', value: 10 }, wait: 600, termination: 300, alarms: [] },
  linear: { kind: 'linear', size: { unit: 'percent', value: 25 }, wait: 300, termination: 300, alarms: [] },
  rolling: { kind: 'rolling', size: { unit: 'percent', value: 25 }, wait: 300, alarms: [] },
};

/** The time that AWS spends waiting on purpose, in seconds; of sizes in instances by the smallest variant. */
export function waitOf(deployment: Shift, counts: readonly number[] = []): number {
  switch (deployment.kind) {
    case 'all at once':
    case 'canary':
      return deployment.wait + deployment.termination;
    case 'linear':
      return stepsOf(deployment.size, counts) * deployment.wait + deployment.termination;
    case 'rolling':
      return stepsOf(deployment.size, counts) * deployment.wait;
  }
}

/** The most steps that a size may take. */
function stepsOf({ unit, value }: Size, counts: readonly number[]): number {
  if (!(value > 0)) return 1;
  return unit === 'percent'
    ? Math.ceil(100 / value)
    : Math.max(1, ...counts.map((count) => Math.ceil(count / value)));
}

/** The waits and room for the rest, within what AWS takes. */
export function timeoutOf(deployment: Deployment, counts: readonly number[] = []): number {
  const [least, most] = deploymentLimits.timeout;
  return deployment.timeout ?? Math.min(most, Math.max(least, waitOf(deployment, counts) + startRoom));
}

/** AWS's DeploymentConfig; nothing where that says no more than what AWS does anyhow. */
export function deploymentConfig(
  deployment: Deployment,
  counts: readonly number[] = [],
): JsonObject | undefined {
  const { alarms } = deployment;
  const isUsual =
    deployment.kind === 'all at once' &&
    waitOf(deployment) === 0 &&
    deployment.timeout === undefined &&
    alarms.length === 0;
  if (isUsual) return undefined;
  const MaximumExecutionTimeoutInSeconds = timeoutOf(deployment, counts);
  const rollback =
    alarms.length > 0
      ? { AutoRollbackConfiguration: { Alarms: alarms.map((AlarmName) => ({ AlarmName })) } }
      : {};
  if (deployment.kind === 'rolling')
    return {
      RollingUpdatePolicy: {
        MaximumBatchSize: sizePart(deployment.size),
        WaitIntervalInSeconds: deployment.wait,
        MaximumExecutionTimeoutInSeconds,
        ...given({ RollbackMaximumBatchSize: deployment.rollbackSize && sizePart(deployment.rollbackSize) }),
      },
      ...rollback,
    };
  return {
    BlueGreenUpdatePolicy: {
      TrafficRoutingConfiguration: routing(deployment),
      TerminationWaitInSeconds: deployment.termination,
      MaximumExecutionTimeoutInSeconds,
    },
    ...rollback,
  };
}

function routing(shift: Exclude<Shift, { kind: 'rolling' }>): JsonObject {
  const WaitIntervalInSeconds = shift.wait;
  switch (shift.kind) {
    case 'all at once':
      return { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds };
    case 'canary':
      return { Type: 'CANARY', WaitIntervalInSeconds, CanarySize: sizePart(shift.size) };
    case 'linear':
      return { Type: 'LINEAR', WaitIntervalInSeconds, LinearStepSize: sizePart(shift.size) };
  }
}

const sizePart = ({ unit, value }: Size): JsonObject => ({
  Type: unit === 'percent' ? 'CAPACITY_PERCENT' : 'INSTANCE_COUNT',
  Value: value,
});

/** Why AWS would refuse it; nothing when it may be asked for. `counts` are the instances of each variant. */
export function deploymentRefusal(deployment: Deployment, counts: readonly number[]): string | undefined {
  const { alarms } = deployment;
  const [shortest, longest] = deploymentLimits.wait;
  const waits = [deployment.wait, ...(deployment.kind === 'rolling' ? [] : [deployment.termination])];
  if (!waits.every((each) => isWhole(each, shortest, longest)))
    return l10n.t('Each wait is a whole number of seconds from {0} to {1}.', shortest, longest);
  const refused =
    deployment.kind === 'all at once'
      ? undefined
      : (sizeRefusal(deployment.size, deploymentLimits.size[deployment.kind], counts) ??
        (deployment.kind === 'rolling' && deployment.rollbackSize
          ? sizeRefusal(deployment.rollbackSize, [1, 100], counts)
          : undefined));
  if (refused !== undefined) return refused;
  if (alarms.length > deploymentLimits.alarms)
    return l10n.t('AWS watches {0} alarms at most.', deploymentLimits.alarms);
  if (!alarms.every((name) => name.trim() !== '' && name.length <= 255))
    return l10n.t('The name of an alarm has 1 to 255 characters.');
  return timeoutRefusal(deployment, counts);
}

function timeoutRefusal(deployment: Deployment, counts: readonly number[]): string | undefined {
  const [least, most] = deploymentLimits.timeout;
  const timeout = timeoutOf(deployment, counts);
  if (!isWhole(timeout, least, most))
    return l10n.t('The time limit is a whole number of seconds from {0} to {1}.', least, most);
  const wait = waitOf(deployment, counts);
  return timeout > wait
    ? undefined
    : l10n.t('The waits alone take {0} s: the time limit of {1} s has to be longer.', wait, timeout);
}

function sizeRefusal(
  { unit, value }: Size,
  [least, most]: readonly [number, number],
  counts: readonly number[],
): string | undefined {
  if (unit === 'percent')
    return isWhole(value, least, most)
      ? undefined
      : l10n.t('The size of a step is a whole number from {0} to {1} percent.', least, most);
  if (!isWhole(value, 1)) return l10n.t('The size of a step is at least 1 instance.');
  const unfit = counts.find((count) => (value / count) * 100 > most || (value / count) * 100 < least);
  return unfit === undefined
    ? undefined
    : l10n.t(
        '{0} of {1} instances are {2} percent: AWS takes {3} to {4}.',
        value,
        unfit,
        Math.round((value / unfit) * 100),
        least,
        most,
      );
}

const isWhole = (value: number, from: number, to = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && value >= from && value <= to;

/** What the words of a terminal mean: `canary:10%:600s`, `linear:25%:300s`, `rolling:1:120s`, `all-at-once`. */
export function parseDeployment(text: string): Deployment | undefined {
  const [, word = '', size, unit, seconds] =
    /^([a-z-]+)(?::(\d+)(%?))?(?::(\d+)s?)?$/.exec(text.trim().toLowerCase()) ?? [];
  const kind = deploymentKinds.find((each) => each.replaceAll(' ', '-') === word);
  if (kind === undefined) return undefined;
  const usual = usualDeployments[kind];
  const wait = seconds === undefined ? usual.wait : Number(seconds);
  if (usual.kind === 'all at once') return size === undefined ? { ...usual, wait } : undefined;
  return size === undefined
    ? { ...usual, wait }
    : { ...usual, wait, size: { unit: unit === '%' ? 'percent' : 'instances', value: Number(size) } };
}

export const deploymentKinds = ['all at once', 'canary', 'linear', 'rolling'] as const;
