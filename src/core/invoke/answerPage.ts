// An answer as a page of Markdown.
import * as l10n from '@vscode/l10n';
import { formatMoment, formatSize } from '../format';
import { escapeMarkdown, markdownTable } from '../markdown';
import { bodyOf } from './answerBody';
import type { Answer, Answered, Headers } from './invoker';

export interface Invocation {
  readonly endpoint: string;
  /** Region, or this machine. */
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Where the payload came from, in words. */
  readonly source: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly targetVariant?: string;
  readonly targetModel?: string;
}

/** Rows of a table and characters of a text: what is longer can be saved. */
const most = { rows: 200, characters: 200_000 } as const;

export function answerPage(invocation: Invocation, answer: Answer): string {
  const { endpoint, place, at } = invocation;
  const title = answer.kind === 'answered' ? answeredTitle(answer) : failedTitle(answer.status);
  return [
    `# ${escapeMarkdown(endpoint)}: ${escapeMarkdown(title)}`,
    `${escapeMarkdown(place)} · ${formatMoment(at)}`,
    markdownTable([l10n.t('Request'), ''], requestRows(invocation)).trim(),
    markdownTable([l10n.t('Answer'), ''], answerRows(answer)).trim(),
    ...(answer.kind === 'answered' ? bodyParts(answer) : failureParts(answer.message)),
    headerPart(answer.headers),
    '',
  ].join('\n\n');
}

const answeredTitle = ({ status, milliseconds }: Answered): string =>
  l10n.t('{0} in {1} ms', status, Math.round(milliseconds));

const failedTitle = (status: number | undefined): string =>
  status === undefined
    ? l10n.t('the container answered with an error')
    : l10n.t('the container answered with {0}', status);

type Facts = ReadonlyArray<readonly [string, string]>;

const requestRows = ({ source, bytes, contentType, targetVariant, targetModel }: Invocation): Facts => [
  [l10n.t('Payload'), `${code(source)}, ${formatSize(bytes)}`],
  [l10n.t('Content type'), code(contentType)],
  ...(targetVariant === undefined ? [] : [[l10n.t('Target variant'), code(targetVariant)] as const]),
  ...(targetModel === undefined ? [] : [[l10n.t('Target model'), code(targetModel)] as const]),
];

const answerRows = (answer: Answer): Facts => [
  [
    l10n.t('Status'),
    answer.kind === 'answered' ? String(answer.status) : l10n.t('{0} of the container', answer.status ?? '?'),
  ],
  [l10n.t('Latency'), l10n.t('{0} ms', Math.round(answer.milliseconds))],
  [l10n.t('Answered by'), answer.variant === undefined ? l10n.t('not told') : code(answer.variant)],
  ...(answer.kind === 'answered'
    ? [
        [l10n.t('Content type'), code(answer.contentType)] as const,
        [l10n.t('Size'), formatSize(answer.body.length)] as const,
      ]
    : []),
];

function bodyParts(answer: Answered): readonly string[] {
  const body = bodyOf(answer);
  switch (body.kind) {
    case 'empty':
      return [l10n.t('The answer has no body.')];
    case 'binary':
      return [l10n.t('The body is binary: save it to look at it.')];
    case 'json':
      return fenced('json', body.text);
    case 'text':
      return fenced('', body.text);
    case 'table':
      return tabled(body.rows);
  }
}

const failureParts = (message: string): readonly string[] => [
  l10n.t('The container said:'),
  ...fenced('', message),
  l10n.t('Its log says why: SageMaker: Show Endpoint Logs…'),
];

function fenced(language: string, text: string): readonly string[] {
  const shown = text.length > most.characters ? text.slice(0, most.characters) : text;
  // A fence is longer than any that stands in the text.
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [
    `${fence}${language}\n${shown}\n${fence}`,
    ...(shown === text ? [] : [l10n.t('There is more: {0} characters in all.', text.length)]),
  ];
}

function tabled(rows: ReadonlyArray<readonly string[]>): readonly string[] {
  const width = Math.max(...rows.map(({ length }) => length));
  const titles = Array.from({ length: width }, (_, index) => String(index + 1));
  const cells = rows.slice(0, most.rows).map((row) => titles.map((_, index) => code(row[index] ?? '')));
  return [
    markdownTable(
      ['', ...titles],
      cells.map((row, index) => [String(index + 1), ...row]),
    ).trim(),
    ...(rows.length > most.rows ? [l10n.t('There is more: {0} rows in all.', rows.length)] : []),
  ];
}

function headerPart(headers: Headers): string {
  const rows = Object.entries(headers).map(([name, value]) => [code(name), code(value)]);
  return rows.length === 0 ? '' : markdownTable([l10n.t('Header'), ''], rows).trim();
}

/** Text of others, as it is. */
export const code = (text: string): string => {
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`;
};
