import * as l10n from '@vscode/l10n';
import { regionRows, type Region } from '../aws/regionRows';
import { parseEcrUri } from '../prebuilt/ecrUri';
import { alarmInWords, isScalingAlarm, type Alarm } from './alarm';
import { formatAge, shortId } from '../format';
import { escapeMarkdown } from '../markdown';
import type { Problem } from '../problem';
import type { Row } from '../row';
import { subjectOf } from './endpointPlace';
import type {
  DeployedImage,
  EndpointStatus,
  EndpointSummary,
  HostedVariant,
  ScalingTarget,
  Twice,
} from './endpoint';
import { isMoving } from './endpoint';
import type { EndpointDetails } from './endpointDetails';
import { policyInWords, scheduleInWords } from './scaling/inWords';
import { ailments, statusInWords, weightOf } from './endpointDetails';
import { shares, tidyWeight } from './shares';

/** What the Endpoints view knows: the list, and of those that were opened everything. */
export interface EndpointsState {
  readonly region: string;
  readonly endpoints: readonly EndpointSummary[];
  /** The page that was not read yet; nothing when all are known. */
  readonly next: string | undefined;
}

export type DetailsState =
  | { readonly kind: 'ready'; readonly details: EndpointDetails }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** By name; below their region when there are several. `now` in milliseconds since 1970. */
export const endpointRows = (regions: ReadonlyArray<Region<EndpointsState>>, now: number): readonly Row[] =>
  regionRows(regions, {
    rows: ({ region, endpoints, next }) => [
      ...endpoints
        .toSorted((left, right) => (left.name < right.name ? -1 : 1))
        .map((endpoint) => endpointRow(subjectOf({ region, name: endpoint.name }), endpoint, now)),
      ...(next === undefined ? [] : [moreRow(region)]),
    ],
    count: (_, { endpoints: { length }, next }) => {
      if (next !== undefined) return l10n.t('{0} endpoints, and more', length);
      return length === 1 ? l10n.t('1 endpoint') : l10n.t('{0} endpoints', length);
    },
    refresh: 'refreshEndpoints',
  });

/** AWS does not say how many are left. */
const moreRow = (region: string): Row => ({
  id: `endpoints.more:${region}`,
  kind: 'endpointMore',
  subject: region,
  label: l10n.t('Show More…'),
  icon: { name: 'ellipsis' },
  click: 'showMoreEndpoints',
});

function endpointRow(
  subject: string,
  { name, arn, status, modified, created }: EndpointSummary,
  now: number,
): Row {
  const changed = modified ?? created;
  const facts = [
    statusInWords(status),
    ...(changed === undefined ? [] : [formatAge(changed / 1000, now / 1000)]),
  ];
  return {
    id: `endpoint:${subject}`,
    kind: isMoving(status) ? 'endpoint.moving' : 'endpoint.still',
    subject,
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

/** What stands below an endpoint that is opened; `of` is the subject of its row. */
export function endpointChildren(of: string, state: DetailsState): readonly Row[] {
  switch (state.kind) {
    case 'failed':
      return [messageRow(of, 'problem', state.problem.message)];
    case 'gone':
      return [messageRow(of, 'gone', l10n.t('This endpoint was deleted.'))];
    case 'ready': {
      const { endpoint } = state.details;
      const { pending } = endpoint;
      const split = shares(endpoint.variants.map(weightOf));
      return [
        ...(state.details.alarms ?? []).map((alarm) => alarmRow(of, endpoint.name, alarm)),
        ...ailments(state.details).map((text, index) => messageRow(of, `health${index}`, text)),
        ...(pending ? [pendingRow(of, pending.config, pending.variants)] : []),
        ...endpoint.variants.map((variant, index) =>
          variantRow({ of, details: state.details }, variant, l10n.t('{0} %', split[index] ?? 0)),
        ),
        ...endpoint.shadows.map((variant) =>
          variantRow({ of, details: state.details }, variant, l10n.t('shadow')),
        ),
      ];
    }
  }
}

function messageRow(of: string, what: string, text: string): Row {
  const isNews = what === 'gone';
  return {
    id: `endpoint.${what}:${of}`,
    kind: what === 'problem' ? 'endpointProblem' : 'endpointHealth',
    subject: of,
    label: text,
    tooltip: escapeMarkdown(text),
    icon: isNews ? { name: 'info' } : { name: 'warning', color: 'list.warningForeground' },
    ...(what === 'problem' || isNews ? { click: 'refreshEndpoints' } : {}),
  };
}

function alarmRow(of: string, endpoint: string, alarm: Alarm): Row {
  const { name, reason } = alarm;
  const isFault = !isScalingAlarm(alarm);
  const text = alarmInWords(alarm, endpoint);
  return {
    id: `endpoint.alarm:${of}/${name}`,
    kind: isFault ? 'endpointAlarm' : 'endpointScalingAlarm',
    subject: of,
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

const pendingRow = (of: string, config: string, variants: readonly string[]): Row => ({
  id: `endpoint.pending:${of}`,
  kind: 'endpointPending',
  subject: of,
  label: l10n.t('Update to {0}', config),
  detail: variants.join(', '),
  icon: { name: 'sync', color: 'charts.blue' },
});

function variantRow(
  { of, details }: { readonly of: string; readonly details: EndpointDetails },
  variant: HostedVariant,
  share: string,
): Row {
  const { endpoint } = details;
  const { name } = variant;
  const facts = [share, ...capacity(details, variant), ...variant.phases.map(({ status }) => status)];
  return {
    id: `variant:${of}/${name}`,
    kind: 'variant',
    subject: `${of}/${name}`,
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

/** What stands below a variant; `place` is the subject of its row. */
export function variantChildren(
  place: string,
  { config, scaling, missingImages }: EndpointDetails,
  variant: HostedVariant,
): readonly Row[] {
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
    ...variant.images.map((image, index) =>
      imageRow(image, fact(`image${index}`, l10n.t('Image'), '', 'package'), missingImages),
    ),
    ...(scaling ?? [])
      .filter((target) => target.variant === variant.name)
      .flatMap((target) => scalingFacts(target, fact)),
  ];
}

/** Why an image has no place in the Repositories view, as far as its address tells; nothing when it may have one. */
export function imageRefusal(image: string): string | undefined {
  const uri = parseEcrUri(image);
  if (!uri) return l10n.t('{0} is not in Amazon ECR, and Repositories shows nothing else.', image);
  return uri.digest === undefined
    ? l10n.t('SageMaker does not say which digest of {0} runs.', image)
    : undefined;
}

/** Leads to the image in the Repositories view, or to the reason why not; one that is gone says so itself. */
function imageRow({ specified, resolved }: DeployedImage, row: Row, missing: readonly string[]): Row {
  const image = resolved ?? specified ?? '';
  const isGone = missing.includes(image);
  const facts = [imageInWords(image), ...(isGone ? [l10n.t('gone from ECR')] : [])].join(' · ');
  const refusal = imageRefusal(image);
  const canBeFound = refusal === undefined && !isGone;
  return {
    ...row,
    kind: canBeFound ? 'variantImage' : 'variantFact.image',
    detail: facts,
    tooltip: escapeMarkdown([specified, resolved, image && refusal].filter(Boolean).join('\n\n')),
    accessibility: `${row.label}: ${facts}`,
    subject: image,
    icon: isGone ? { name: 'warning', color: 'list.warningForeground' } : { name: 'package' },
    ...(isGone || image === '' ? {} : { click: 'revealEndpointImage' }),
  };
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
