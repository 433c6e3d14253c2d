import * as l10n from '@vscode/l10n';
import { formatAge } from '../../format';
import { formatDuration } from '../../run/describe';
import type { ServedEndpoint, ServedVariant } from '../servedEndpoint';
import { isOver } from '../servedEndpoint';
import type { Traffic } from '../traffic';

export function statusWords({ status }: Pick<ServedEndpoint, 'status'>): string {
  switch (status) {
    case 'starting':
      return l10n.t('starting');
    case 'serving':
      return l10n.t('in service');
    case 'stopping':
      return l10n.t('stopping');
    case 'stopped':
      return l10n.t('stopped');
    case 'failed':
      return l10n.t('failed');
  }
}

export function variantWords({ phase, readyAfter, trouble }: ServedVariant): string {
  switch (phase) {
    case 'starting':
      return l10n.t('starting');
    case 'checking':
      return l10n.t('waiting for /ping');
    case 'serving':
      return readyAfter === undefined
        ? l10n.t('in service')
        : l10n.t('in service, ready after {0}', formatDuration(readyAfter));
    case 'stopping':
      return l10n.t('stopping');
    case 'stopped':
      return l10n.t('stopped');
    case 'failed':
      return trouble?.title ?? l10n.t('failed');
  }
}

/** All that went wrong, as clients saw it. */
export const errorsOf = ({ clientErrors, serverErrors, modelErrors }: Traffic): number =>
  clientErrors + serverErrors + modelErrors;

export function trafficWords(traffic: Traffic): readonly string[] {
  const errors = errorsOf(traffic);
  if (traffic.requests === 0) return [];
  const requests = traffic.requests === 1 ? l10n.t('1 request') : l10n.t('{0} requests', traffic.requests);
  if (errors === 0) return [requests];
  return [requests, errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors)];
}

/** How it stands, in a few words. */
export function endpointDetail(endpoint: ServedEndpoint, now: number): string {
  const all = endpoint.variants.flatMap(({ isShadow, traffic }) => (isShadow ? [] : [traffic]));
  const requests = all.reduce((sum, traffic) => sum + traffic.requests, 0);
  const errors = all.reduce((sum, traffic) => sum + errorsOf(traffic), 0);
  const [first] = all;
  const words = first
    ? trafficWords({ ...first, requests, clientErrors: errors, serverErrors: 0, modelErrors: 0 })
    : [];
  const place = endpoint.port === undefined ? [] : [`127.0.0.1:${endpoint.port}`];
  if (isOver(endpoint))
    return [statusWords(endpoint), ...words, formatAge(endpoint.created / 1000, now / 1000)].join(' · ');
  return [statusWords(endpoint), ...place, ...words].join(' · ');
}
