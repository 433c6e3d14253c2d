import * as l10n from '@vscode/l10n';
import { alarmInWords, isScalingAlarm, type Alarm } from './alarm';
import { formatAge, shortId } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Problem } from '../problem';
import type { Row } from '../row';
import type { EndpointStatus, EndpointSummary, HostedVariant, ScalingTarget, Twice } from './endpoint';
import { isMoving } from './endpoint';
import type { EndpointDetails } from './endpointDetails';
import { ailments, statusInWords, weightOf } from './endpointDetails';
import { policyInWords, scheduleInWords } from './scaling/inWords';
import { shares, tidyWeight } from './shares';

/** What the Endpoints view knows: the list, and of those that were opened everything. */
export interface EndpointsState {
  readonly region: string;
  readonly endpoints: readonly EndpointSummary[];
}

export type DetailsState =
  | { readonly kind: 'ready'; readonly details: EndpointDetails }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** By name. `now` in milliseconds since 1970. */
export const endpointRows = ({ endpoints }: EndpointsState, now: number): readonly Row[] =>
  endpoints
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((endpoint) => endpointRow(endpoint, now));

function endpointRow({ name, arn, status, modified, created }: EndpointSummary, now: number): Row {
  const changed = modified ?? created;
  const facts = [
    statusInWords(status),
    ...(changed === undefined ? [] : [formatAge(changed / 1000, now / 1000)]),
  ];
  return {
    id: `endpoint:${name}`,
    kind: isMoving(status) ? 'endpoint.moving' : 'endpoint.still',
    subject: name,
    label: name,
    detail: facts.join(' · '),
    tooltip: [`**${escapeMarkdown(name)}**`, escapeMarkdown(arn), escapeMarkdown(facts.join(' · '))].join(
      '\n\n',
    ),
    accessibility: [name, ...facts].join(', '),
    icon: iconOf(status),
    lazy: true,
  };
}

function iconOf(status: EndpointStatus): NonNullable<Row['icon']> {
  if (isMoving(status)) return { name: 'sync', color: 'charts.blue' };
  if (status === 'InService') return { name: 'broadcast', color: 'charts.green' };
  return status === 'OutOfService'
    ? { name: 'circle-slash' }
    : { name: 'error', color: 'list.errorForeground' };
}

/** What stands below an endpoint that is opened. */
export function endpointChildren(name: string, state: DetailsState): readonly Row[] {
  switch (state.kind) {
    case 'failed':
      return [messageRow(name, 'problem', state.problem.message)];
    case 'gone':
      return [messageRow(name, 'gone', l10n.t('This endpoint was deleted.'))];
    case 'ready': {
      const { endpoint } = state.details;
      const { pending } = endpoint;
      const split = shares(endpoint.variants.map(weightOf));
      return [
        ...(state.details.alarms ?? []).map((alarm) => alarmRow(name, alarm)),
        ...ailments(state.details).map((text, index) => messageRow(name, `health${index}`, text)),
        ...(pending ? [pendingRow(name, pending.config, pending.variants)] : []),
        ...endpoint.variants.map((variant, index) =>
          variantRow(state.details, variant, l10n.t('{0} %', split[index] ?? 0)),
        ),
        ...endpoint.shadows.map((variant) => variantRow(state.details, variant, l10n.t('shadow'))),
      ];
    }
  }
}

function messageRow(name: string, what: string, text: string): Row {
  const isNews = what === 'gone';
  return {
    id: `endpoint.${what}:${name}`,
    kind: what === 'problem' ? 'endpointProblem' : 'endpointHealth',
    subject: name,
    label: text,
    tooltip: escapeMarkdown(text),
    icon: isNews ? { name: 'info' } : { name: 'warning', color: 'list.warningForeground' },
    ...(what === 'problem' || isNews ? { click: 'refreshEndpoints' } : {}),
  };
}

function alarmRow(endpoint: string, alarm: Alarm): Row {
  const { name, reason } = alarm;
  const isFault = !isScalingAlarm(alarm);
  const text = alarmInWords(alarm, endpoint);
  return {
    id: `endpoint.alarm:${endpoint}/${name}`,
    kind: isFault ? 'endpointAlarm' : 'endpointScalingAlarm',
    subject: endpoint,
    label: text,
    tooltip: [`**${escapeMarkdown(name)}**`, ...(reason === undefined ? [] : [escapeMarkdown(reason)])].join(
      '\n\n',
    ),
    icon: isFault
      ? { name: 'bell-dot', color: 'list.errorForeground' }
      : { name: 'arrow-both', color: 'charts.blue' },
  };
}

/** What could not be asked stands nowhere else. */
export const unseenInWords = ({ unseen }: EndpointDetails): string | undefined =>
  unseen.length === 0 ? undefined : unseen.map((each) => `- ${escapeMarkdown(each)}`).join('\n');

const pendingRow = (name: string, config: string, variants: readonly string[]): Row => ({
  id: `endpoint.pending:${name}`,
  kind: 'endpointPending',
  subject: name,
  label: l10n.t('Update to {0}', config),
  detail: variants.join(', '),
  icon: { name: 'sync', color: 'charts.blue' },
});

function variantRow(details: EndpointDetails, variant: HostedVariant, share: string): Row {
  const { endpoint } = details;
  const { name } = variant;
  const facts = [share, ...capacity(details, variant), ...variant.phases.map(({ status }) => status)];
  return {
    id: `variant:${endpoint.name}/${name}`,
    kind: 'variant',
    subject: `${endpoint.name}/${name}`,
    label: name,
    detail: facts.join(' · '),
    tooltip: [
      `**${escapeMarkdown(name)}**`,
      ...variant.phases.map(({ status, message }) =>
        escapeMarkdown([status, message].filter(Boolean).join(': ')),
      ),
    ].join('\n\n'),
    accessibility: [name, ...facts].join(', '),
    icon: { name: endpoint.shadows.includes(variant) ? 'mirror' : 'circuit-board' },
    lazy: true,
  };
}

function capacity(
  { config, scaling }: EndpointDetails,
  { name, instances, serverless }: HostedVariant,
): readonly string[] {
  const type = config?.variants.find((each) => each.name === name)?.instanceType;
  const target = scaling?.find(({ variant }) => variant === name);
  const current = serverless?.current ?? serverless?.desired;
  return [
    ...(instances ? [l10n.t('{0} × {1}', twice(instances), type ?? l10n.t('unknown'))] : []),
    ...(current
      ? [l10n.t('serverless, {0} MB, {1} at once', current.memory ?? '?', current.max ?? '?')]
      : []),
    ...(target ? [l10n.t('scales {0} to {1}', target.min, target.max)] : []),
  ];
}

const twice = ({ current, desired }: Twice<number>): string =>
  current === undefined || desired === undefined || current === desired
    ? String(current ?? desired ?? '?')
    : `${current} → ${desired}`;

/** What stands below a variant. */
export function variantChildren(
  { endpoint, config, scaling }: EndpointDetails,
  variant: HostedVariant,
): readonly Row[] {
  const place = `${endpoint.name}/${variant.name}`;
  const model = config?.variants.find(({ name }) => name === variant.name)?.model;
  const fact = (what: string, label: string, detail: string, icon: string): Row => ({
    id: `variant.${what}:${place}`,
    kind: `variantFact.${what}`,
    subject: place,
    label,
    detail,
    tooltip: escapeMarkdown(`${label}: ${detail}`),
    accessibility: `${label}: ${detail}`,
    icon: { name: icon },
  });
  const { current, desired } = variant.weight;
  const isShifting =
    current !== undefined && desired !== undefined && tidyWeight(current) !== tidyWeight(desired);
  const weight = isShifting
    ? `${tidyWeight(current)} → ${tidyWeight(desired)}`
    : String(tidyWeight(weightOf(variant)));
  return [
    fact('weight', l10n.t('Weight'), weight, 'law'),
    ...(model === undefined ? [] : [fact('model', l10n.t('Model'), model, 'symbol-misc')]),
    ...variant.images.map(({ specified, resolved }, index) => ({
      ...fact(`image${index}`, l10n.t('Image'), imageInWords(resolved ?? specified ?? ''), 'package'),
      kind: 'variantFact.image',
      tooltip: escapeMarkdown([specified, resolved].filter(Boolean).join('\n\n')),
      subject: resolved ?? specified ?? '',
    })),
    ...(scaling ?? [])
      .filter((target) => target.variant === variant.name)
      .flatMap((target) => scalingFacts(target, fact)),
  ];
}

function scalingFacts(
  { min, max, of, policies, schedules, suspended }: ScalingTarget,
  fact: (what: string, label: string, detail: string, icon: string) => Row,
): readonly Row[] {
  const range = l10n.t('{0} to {1} {2}', min, max, of);
  const off = suspended.length > 0 ? l10n.t('off: {0}', suspended.join(', ')) : '';
  return [
    fact('scaling', l10n.t('Scaling'), [range, off].filter(Boolean).join(' · '), 'arrow-both'),
    ...policies.map(({ settings }, index) =>
      fact(`policy${index}`, settings.name, policyInWords(settings), 'pulse'),
    ),
    ...schedules.map((schedule, index) =>
      fact(`schedule${index}`, schedule.name, scheduleInWords(schedule), 'calendar'),
    ),
  ];
}

/** The repository and the digest: the account and the region are the endpoint's. */
function imageInWords(image: string): string {
  const [name = '', digest] = image.split('@');
  const path = name.split('/').slice(1).join('/') || name;
  return digest === undefined ? path : `${path} · ${shortId(digest)}`;
}
