import * as l10n from '@vscode/l10n';
import type { Alarm } from './alarm';
import { alarmInWords, isScalingAlarm } from './alarm';
import type { EndpointStatus, HostedConfig, HostedEndpoint, HostedVariant, ScalingTarget } from './endpoint';
import { shares } from './shares';

/** All that is known of an endpoint that somebody looks at. */
export interface EndpointDetails {
  readonly endpoint: HostedEndpoint;
  /** Nothing when it was deleted. */
  readonly config: HostedConfig | undefined;
  /** Nothing when the user may not ask for it. */
  readonly scaling: readonly ScalingTarget[] | undefined;
  /** Images that run and are in ECR no more: a new instance could not be started. */
  readonly missingImages: readonly string[];
  /** Those that watch it and ring; nothing when the user may not ask for them. */
  readonly alarms: readonly Alarm[] | undefined;
  /** What could not be read beside it, and why, in sentences. */
  readonly unseen: readonly string[];
}

export function statusInWords(status: EndpointStatus): string {
  switch (status) {
    case 'OutOfService':
      return l10n.t('out of service');
    case 'Creating':
      return l10n.t('being created');
    case 'Updating':
      return l10n.t('being updated');
    case 'SystemUpdating':
      return l10n.t('being maintained by AWS');
    case 'RollingBack':
      return l10n.t('rolling back');
    case 'InService':
      return l10n.t('in service');
    case 'Deleting':
      return l10n.t('being deleted');
    case 'Failed':
      return l10n.t('failed');
    case 'UpdateRollbackFailed':
      return l10n.t('rollback failed');
  }
}

/** What is wrong with an endpoint, or soon will be, in sentences. */
export const health = (details: EndpointDetails): readonly string[] => [
  ...(details.alarms ?? [])
    .filter((alarm) => !isScalingAlarm(alarm))
    .map((alarm) => alarmInWords(alarm, details.endpoint.name)),
  ...ailments(details),
];

/** Without what alarms tell. */
export function ailments({ endpoint, config, scaling, missingImages }: EndpointDetails): readonly string[] {
  return [
    ...(endpoint.failure === undefined ? [] : [l10n.t('The last change failed: {0}', endpoint.failure)]),
    ...(endpoint.status === 'UpdateRollbackFailed'
      ? [l10n.t('Old and new instances serve together. A new update mends it.')]
      : []),
    ...(config
      ? []
      : [
          l10n.t(
            'Its configuration {0} is deleted: nobody can see the instance types, and AWS cannot maintain the endpoint.',
            endpoint.config,
          ),
        ]),
    ...missingImages.map((image) =>
      l10n.t('The image {0} is gone from ECR: no further instance can start.', image),
    ),
    ...idleVariants(endpoint.variants),
    ...endpoint.variants.flatMap(tooFew),
    ...(scaling ?? []).flatMap(({ variant, suspended }) =>
      suspended.length === 0
        ? []
        : [l10n.t('Scaling of {0} is switched off: {1}.', variant, suspended.join(', '))],
    ),
  ];
}

function idleVariants(variants: readonly HostedVariant[]): readonly string[] {
  const split = shares(variants.map(weightOf));
  const busy = variants.filter((_, index) => (split[index] ?? 0) > 0);
  const [only] = busy;
  if (variants.length < 2) return [];
  if (!only) return [l10n.t('All weights are 0: no variant gets any traffic.')];
  return variants
    .filter((variant) => weightOf(variant) === 0)
    .map(({ name, instances }) =>
      instances?.current === undefined
        ? l10n.t('{0} gets no traffic.', name)
        : l10n.t('{0} gets no traffic, and its instances are paid for ({1}).', name, instances.current),
    );
}

const tooFew = ({ name, instances }: HostedVariant): readonly string[] =>
  instances?.current !== undefined && instances.desired !== undefined && instances.current < instances.desired
    ? [l10n.t('{0} has {1} of {2} instances.', name, instances.current, instances.desired)]
    : [];

/** What routes now; SageMaker's own default where it tells none. */
export const weightOf = ({ weight }: HostedVariant): number => weight.current ?? weight.desired ?? 1;
