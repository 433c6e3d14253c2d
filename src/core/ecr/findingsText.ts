import * as l10n from '@vscode/l10n';
import { formatMoment } from '../format';
import { escapeMarkdown, markdownTable } from '../markdown';
import type { Finding, FindingOrder, Findings } from './scan';
import { scanDetail, scanText, severityText, sortFindings } from './scan';

/** What a scan has found, as a page. */
export function findingsText(image: string, found: Findings, order: FindingOrder): string {
  const { findings, completed, reason } = found;
  const head = [
    `# ${escapeMarkdown(image)}`,
    findings.length === 0
      ? scanText(found)
      : `${l10n.t('{0} findings', findings.length)}: ${scanDetail(found)}`,
    ...(reason === undefined || findings.length > 0 ? [] : [escapeMarkdown(reason)]),
    ...(completed === undefined ? [] : [l10n.t('Scanned: {0}', formatMoment(completed))]),
  ];
  if (findings.length === 0) return `${head.join('\n\n')}\n`;
  const titles = [
    l10n.t('Severity'),
    l10n.t('Package'),
    l10n.t('Version'),
    l10n.t('Fixed in'),
    l10n.t('Finding'),
  ];
  return `${head.join('\n\n')}\n\n${markdownTable(titles, sortFindings(findings, order).map(cells))}`;
}

const cells = ({ severity, package: name = '', version = '', fixedIn = '–', link, name: title }: Finding) => [
  severityText(severity),
  escapeMarkdown(name),
  escapeMarkdown(version),
  escapeMarkdown(fixedIn),
  isWebLink(link) ? `[${escapeMarkdown(title)}](<${link}>)` : escapeMarkdown(title),
];

/** A scanner's own words: nothing but an address becomes a link. */
const isWebLink = (link: string | undefined): link is string => /^https?:\/\/[^\s<>]+$/.test(link ?? '');
