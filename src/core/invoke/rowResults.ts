// A table that was sent row by row, and what came back for each.
import * as l10n from '@vscode/l10n';
import { formatMoment } from '../format';
import { escapeMarkdown, markdownTable } from '../markdown';
import { textOf } from './answerBody';
import { code, type Invocation } from './answerPage';
import { csvValue } from './csvRows';
import type { Answer } from './invoker';

export interface RowResult {
  /** From 1, without the names of columns. */
  readonly row: number;
  readonly sent: string;
  readonly status: number | undefined;
  readonly isFine: boolean;
  readonly variant: string | undefined;
  readonly milliseconds: number | undefined;
  readonly answer: string;
}

export function rowResult(row: number, sent: string, answer: Answer): RowResult {
  const { status, variant, milliseconds } = answer;
  const text =
    answer.kind === 'model-failed' ? answer.message : (textOf(answer.body) ?? l10n.t('binary answer'));
  const isFine = answer.kind === 'answered';
  return { row, sent, status, isFine, variant, milliseconds, answer: text.trim() };
}

export interface RowTotals {
  readonly rows: number;
  readonly failed: number;
  /** Milliseconds; half of the rows took longer. */
  readonly median: number | undefined;
}

export function rowTotals(results: readonly RowResult[]): RowTotals {
  const times = results
    .flatMap(({ milliseconds }) => milliseconds ?? [])
    .toSorted((left, right) => left - right);
  return {
    rows: results.length,
    failed: results.filter(({ isFine }) => !isFine).length,
    median: times[Math.floor((times.length - 1) / 2)],
  };
}

/** Rows that a page shows: all of them can be saved. */
const most = 500;

export function rowsPage(invocation: Invocation, results: readonly RowResult[]): string {
  const { rows, failed, median } = rowTotals(results);
  const variants = countVariants(results);
  const facts = [
    failed === 0 ? l10n.t('all answered') : l10n.t('{0} failed', failed),
    ...(median === undefined ? [] : [l10n.t('{0} ms in the median', Math.round(median))]),
    ...variants.map(([name, count]) => `${name}: ${count}`),
  ];
  const titles = ['', l10n.t('Sent'), l10n.t('Status'), 'ms', l10n.t('Answered by'), l10n.t('Answer')];
  // What failed comes first: that is what somebody looks for.
  const shown = results.toSorted((left, right) => Number(left.isFine) - Number(right.isFine)).slice(0, most);
  return [
    `# ${escapeMarkdown(invocation.endpoint)}: ${escapeMarkdown(l10n.t('{0} rows', rows))}`,
    [invocation.place, formatMoment(invocation.at), ...facts].map(escapeMarkdown).join(' · '),
    l10n.t('Payload: {0}, each row one request.', code(invocation.source)),
    markdownTable(titles, shown.map(cells)).trim(),
    ...(rows > most ? [l10n.t('There is more: {0} rows in all.', rows)] : []),
    '',
  ].join('\n\n');
}

function countVariants(results: readonly RowResult[]): ReadonlyArray<readonly [string, number]> {
  const counts = new Map<string, number>();
  for (const { variant } of results)
    if (variant !== undefined) counts.set(variant, (counts.get(variant) ?? 0) + 1);
  return [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1));
}

const cells = ({
  row,
  sent,
  status,
  isFine,
  variant,
  milliseconds,
  answer,
}: RowResult): readonly string[] => [
  String(row),
  code(shorten(sent)),
  isFine ? String(status ?? '') : `**${status ?? l10n.t('failed')}**`,
  milliseconds === undefined ? '' : String(Math.round(milliseconds)),
  code(variant ?? ''),
  code(shorten(answer)),
];

const shorten = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};

/** For a spreadsheet, with whole answers. */
export function rowsCsv(results: readonly RowResult[]): string {
  const head = ['row', 'sent', 'status', 'milliseconds', 'variant', 'answer'];
  const lines = results.map(({ row, sent, status, milliseconds, variant, answer }) =>
    [row, sent, status ?? '', milliseconds?.toFixed(1) ?? '', variant ?? '', answer].map(String),
  );
  return [head, ...lines].map((values) => `${values.map(csvValue).join(',')}\r\n`).join('');
}
