import * as l10n from '@vscode/l10n';
import { formatMoment, formatSize } from '../../format';
import { escapeMarkdown, markdownTable } from '../../markdown';
import type { LoadComparison } from '../compare/compareLoads';
import type { PairReport } from '../compare/pairReport';
import { comparisonNotes, comparisonTable, differenceTable, pairLines, pairTable } from './comparisonTables';
import type { LoadReport } from './loadReport';
import {
  correctedTable,
  errorTable,
  foundInWords,
  stepTable,
  tryTable,
  variantTable,
  type Table,
} from './reportTables';

export function reportMarkdown(report: LoadReport): string {
  const { found, notes } = report;
  return [
    `# ${escapeMarkdown(l10n.t('Load test of {0}', report.name))}`,
    `${formatMoment(report.at)} · ${escapeMarkdown(reportSubject(report))}`,
    ...(found ? foundInWords(found).map(escapeMarkdown) : []),
    tableOf(stepTable(report)),
    ...section(l10n.t('By variant'), variantTable(report)),
    ...section(l10n.t('Errors'), errorTable(report)),
    ...section(l10n.t('Corrected for coordinated omission'), correctedTable(report)),
    ...(found ? section(l10n.t('What was tried'), tryTable(found)) : []),
    ...notes.map(escapeMarkdown),
    '',
  ].join('\n\n');
}

/** What was sent where. */
export function reportSubject({ url, payloads, variant }: LoadReport): string {
  const sent = l10n.t('{0} payloads, {1}', payloads.count, formatSize(payloads.bytes));
  return [url, variant, sent, payloads.contentTypes.join(', ')]
    .filter((part) => part !== undefined)
    .join(' · ');
}

export function comparisonMarkdown(comparison: LoadComparison): string {
  const { before, after } = comparison;
  return [
    `# ${escapeMarkdown(l10n.t('Load tests compared'))}`,
    escapeMarkdown(
      l10n.t('{0}, {1} → {2}, {3}', before.name, formatMoment(before.at), after.name, formatMoment(after.at)),
    ),
    ...(comparison.steps.length > 0 ? [tableOf(comparisonTable(comparison))] : []),
    ...comparisonNotes(comparison).map(escapeMarkdown),
    '',
  ].join('\n\n');
}

export function pairMarkdown(report: PairReport): string {
  const [left, right] = report.sides;
  return [
    `# ${escapeMarkdown(l10n.t('{0} and {1} compared', left.name, right.name))}`,
    formatMoment(report.at),
    ...pairLines(report).map(escapeMarkdown),
    tableOf(pairTable(report)),
    ...section(l10n.t('Where they differ'), differenceTable(report)),
    '',
  ].join('\n\n');
}

const section = (title: string, table: Table | undefined): readonly string[] =>
  table ? [`## ${escapeMarkdown(title)}`, tableOf(table)] : [];

const tableOf = ({ head, rows }: Table): string =>
  markdownTable(
    head,
    rows.map((row) => row.map(escapeMarkdown)),
  ).trimEnd();
