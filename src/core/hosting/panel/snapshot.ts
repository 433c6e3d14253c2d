import * as l10n from '@vscode/l10n';
import { alarmInWords, isScalingAlarm } from '../alarm';
import { draftOf } from '../draft';
import type { EndpointStatus, HostedVariant } from '../endpoint';
import { isMoving } from '../endpoint';
import type { EndpointDetails } from '../endpointDetails';
import { health, statusInWords, weightOf } from '../endpointDetails';
import { isProduction } from '../production';
import type { EndpointSnapshot, PastChange, PastUpdate, VariantFacts } from './endpointPanel';

/** What happens beside the endpoint itself. */
export type Beside = Pick<EndpointSnapshot, 'work' | 'problem'>;

export function endpointSnapshot(
  details: EndpointDetails,
  place: {
    readonly region: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly history: readonly PastChange[];
    readonly updates: readonly PastUpdate[];
    readonly measured: EndpointSnapshot['measured'];
    readonly metrics: EndpointSnapshot['metrics'];
    readonly prices: EndpointSnapshot['prices'];
  },
  beside: Beside,
): EndpointSnapshot {
  const { endpoint } = details;
  const { name, status } = endpoint;
  return {
    name,
    region: place.region,
    status: statusInWords(status),
    base: draftOf(details),
    variants: endpoint.variants.map((variant) => factsOf(details, variant)),
    shadows: endpoint.shadows.map((variant) => factsOf(details, variant)),
    isAsync: endpoint.isAsync,
    seesScaling: details.scaling !== undefined,
    isProduction: isProduction(name, place.tags),
    health: health(details),
    locked: beside.work ? undefined : lockedBy(status),
    history: place.history,
    updates: place.updates,
    config: endpoint.config,
    measured: place.measured,
    metrics: place.metrics,
    prices: place.prices,
    alarms: (details.alarms ?? [])
      .filter((alarm) => !isScalingAlarm(alarm))
      .map((alarm) => alarmInWords(alarm, name)),
    ...beside,
  };
}

function factsOf({ config, scaling }: EndpointDetails, variant: HostedVariant): VariantFacts {
  const { name, instances, serverless, images } = variant;
  const target = scaling?.find((each) => each.variant === name && each.of !== 'copies');
  const concurrency = serverless?.current ?? serverless?.desired;
  return {
    name,
    weight: weightOf(variant),
    instanceType: config?.variants.find((each) => each.name === name)?.instanceType,
    instances: instances?.current,
    memory: concurrency?.memory,
    image: images[0]?.resolved ?? images[0]?.specified,
    policies: (target?.policies ?? []).map(({ settings, arn, alarms }) => ({
      name: settings.name,
      arn,
      alarms: alarms.map(({ name: alarm }) => alarm),
    })),
  };
}

/** Only what is in service takes a change. */
function lockedBy(status: EndpointStatus): string | undefined {
  if (status === 'InService') return undefined;
  if (isMoving(status))
    return l10n.t(
      'The endpoint is {0}: nothing can be changed or cancelled until that is over.',
      statusInWords(status),
    );
  return status === 'UpdateRollbackFailed'
    ? l10n.t('The last rollback failed: a new configuration mends it, weights cannot be changed.')
    : l10n.t('The endpoint is {0}: it can only be deleted.', statusInWords(status));
}
