import * as l10n from '@vscode/l10n';
import { shares } from '../../hosting/shares';
import type { Row } from '../../row';
import type { ServedContainer, ServedEndpoint, ServedVariant } from '../servedEndpoint';
import { isOver } from '../servedEndpoint';
import { endpointDetail, trafficWords, variantWords } from './servedWords';

/** Endpoints on this machine: a line for each, below it its variants, why one does not serve, and its `/opt/ml`. */
export function servedRows(
  endpoints: readonly ServedEndpoint[],
  now: number,
  filesOf: (container: ServedContainer, isOnly: boolean) => Row,
): readonly Row[] {
  return endpoints.map((endpoint) => {
    const { id, name, failure } = endpoint;
    const detail = endpointDetail(endpoint, now);
    const split = sharesOf(endpoint);
    return {
      id: servedId(id),
      kind: isOver(endpoint) ? 'served.over' : 'served.running',
      subject: id,
      label: name,
      detail,
      tooltip: tooltipOf(endpoint),
      icon: iconOf(endpoint),
      accessibility: [l10n.t('Local endpoint {0}', name), detail, failure ?? ''].join(', '),
      ...(isOver(endpoint) ? {} : { click: 'openLocalEndpoint' }),
      children: [
        ...(failure === undefined ? [] : [failureRow(id, failure)]),
        ...endpoint.variants.map((variant) =>
          variantRow(endpoint, variant, {
            share: split.get(variant.name),
            files: variant.containers.map((each) => filesOf(each, variant.containers.length === 1)),
          }),
        ),
      ],
      open: !isOver(endpoint),
    };
  });
}

const servedId = (endpoint: string): string => `served/${endpoint}`;

/** Percent, of those that get any. */
function sharesOf({ variants }: ServedEndpoint): ReadonlyMap<string, number> {
  const real = variants.filter(({ isShadow }) => !isShadow);
  const split = shares(real.map(({ weight }) => weight));
  return new Map(real.map(({ name }, index) => [name, split[index] ?? 0]));
}

interface Beside {
  readonly share: number | undefined;
  readonly files: readonly Row[];
}

function variantRow(endpoint: ServedEndpoint, variant: ServedVariant, { share, files }: Beside): Row {
  const { name, phase, trouble, traffic, image } = variant;
  const id = `${servedId(endpoint.id)}/${name}`;
  const part = variant.isShadow ? l10n.t('shadow') : l10n.t('{0} %', share ?? 0);
  const detail = [part, variantWords(variant), ...trafficWords(traffic)].join(' · ');
  return {
    id,
    kind: `servedVariant.${isOver(endpoint) ? 'over' : phase}`,
    subject: `${endpoint.id}/${name}`,
    label: name,
    detail,
    tooltip: l10n.t('Image: {0}', `\`${image}\``),
    icon: variantIcon(variant),
    accessibility: [name, detail].join(', '),
    children: [...(trouble ? [troubleRow(id, `${endpoint.id}/${name}`, trouble)] : []), ...files],
    open: phase === 'failed',
  };
}

const troubleRow = (
  id: string,
  subject: string,
  { title, cause, fixes, evidence }: NonNullable<ServedVariant['trouble']>,
): Row => ({
  id: `${id}/reason`,
  kind: 'servedReason',
  subject,
  label: fixes[0] ?? cause,
  tooltip: [`**${title}**`, cause, ...fixes, evidence === '' ? '' : `\`${evidence}\``]
    .filter(Boolean)
    .join('\n\n'),
  icon: { name: 'lightbulb' },
});

const failureRow = (id: string, failure: string): Row => ({
  id: `${servedId(id)}/failure`,
  kind: 'servedReason',
  subject: id,
  label: failure,
  tooltip: failure,
  icon: { name: 'lightbulb' },
});

function tooltipOf({ id, url, file, engine, isolated }: ServedEndpoint): string {
  return [
    `**${id}**`,
    ...(url === undefined ? [] : [l10n.t('Address: {0}', `\`${url}\``)]),
    l10n.t('File: {0}', `\`${file}\``),
    l10n.t('Engine: {0}', engine),
    ...(isolated ? [l10n.t('Its containers have no way out.')] : []),
  ].join('\n\n');
}

function iconOf({ status }: ServedEndpoint): NonNullable<Row['icon']> {
  switch (status) {
    case 'starting':
    case 'stopping':
      return { name: 'sync~spin', color: 'charts.blue' };
    case 'serving':
      return { name: 'broadcast', color: 'testing.iconPassed' };
    case 'stopped':
      return { name: 'debug-stop', color: 'testing.iconSkipped' };
    case 'failed':
      return { name: 'error', color: 'testing.iconFailed' };
  }
}

function variantIcon({ phase, isShadow }: ServedVariant): NonNullable<Row['icon']> {
  switch (phase) {
    case 'starting':
    case 'checking':
    case 'stopping':
      return { name: 'loading~spin', color: 'charts.blue' };
    case 'serving':
      return { name: isShadow ? 'eye' : 'vm-running', color: 'testing.iconPassed' };
    case 'stopped':
      return { name: 'vm-outline' };
    case 'failed':
      return { name: 'error', color: 'testing.iconFailed' };
  }
}
