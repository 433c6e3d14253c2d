import * as l10n from '@vscode/l10n';

/** The worst first. Basic and enhanced scanning have a word of their own each for what nobody has judged. */
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'UNTRIAGED'] as const;

export interface ScanSummary {
  /** As ECR says: `COMPLETE`, `ACTIVE`, `IN_PROGRESS` and others. */
  readonly status: string;
  /** Findings by their severity. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Finding {
  readonly severity: string;
  /** Such as `CVE-2024-1234`. */
  readonly name: string;
  readonly package: string | undefined;
  readonly version: string | undefined;
  /** What to update to; enhanced scanning says so. */
  readonly fixedIn: string | undefined;
  readonly link: string | undefined;
}

export interface Findings extends ScanSummary {
  /** Why there is nothing, in ECR's words. */
  readonly reason: string | undefined;
  /** Milliseconds since 1970. */
  readonly completed: number | undefined;
  readonly findings: readonly Finding[];
}

const statuses = new Map<string, () => string>([
  ['IN_PROGRESS', () => l10n.t('scanning…')],
  ['PENDING', () => l10n.t('scan is pending')],
  ['FAILED', () => l10n.t('scan failed')],
  ['UNSUPPORTED_IMAGE', () => l10n.t('cannot be scanned')],
  ['SCAN_ELIGIBILITY_EXPIRED', () => l10n.t('no longer scanned')],
  ['FINDINGS_UNAVAILABLE', () => l10n.t('findings not available')],
  ['LIMIT_EXCEEDED', () => l10n.t('too many scans')],
  ['IMAGE_ARCHIVED', () => l10n.t('archived')],
]);

/** In a few words: what is worst, by number, or how far the scan is. */
export function scanText({ status, counts }: ScanSummary): string {
  const other = statuses.get(status);
  if (other) return other();
  const found = severities.flatMap((severity) => {
    const count = counts[severity] ?? 0;
    return count === 0 ? [] : [`${count} ${severityText(severity)}`];
  });
  return found.length === 0 ? l10n.t('no findings') : found.slice(0, 2).join(', ');
}

/** All severities, for who rests on the row. */
export function scanDetail(scan: ScanSummary): string {
  const found = severities.flatMap((severity) => {
    const count = scan.counts[severity] ?? 0;
    return count === 0 ? [] : [`${severityText(severity)}: ${count}`];
  });
  return found.length === 0 ? scanText(scan) : found.join(' · ');
}

export const isAlarming = ({ counts }: ScanSummary): boolean =>
  (counts['CRITICAL'] ?? 0) > 0 || (counts['HIGH'] ?? 0) > 0;

export function severityText(severity: string): string {
  switch (severity) {
    case 'CRITICAL':
      return l10n.t('critical');
    case 'HIGH':
      return l10n.t('high');
    case 'MEDIUM':
      return l10n.t('medium');
    case 'LOW':
      return l10n.t('low');
    case 'INFORMATIONAL':
      return l10n.t('informational');
    default:
      return l10n.t('undefined');
  }
}

export type FindingOrder = 'severity' | 'package' | 'name' | 'fix';

const rank = (severity: string): number => {
  const found = severities.findIndex((each) => each === severity);
  return found < 0 ? severities.length : found;
};

const compareText = (left = '', right = ''): number => left.localeCompare(right, 'en', { numeric: true });

/** What is asked for first; then the worst, by package and name. */
export function sortFindings(findings: readonly Finding[], order: FindingOrder): readonly Finding[] {
  const bySeverity = (left: Finding, right: Finding): number => rank(left.severity) - rank(right.severity);
  const byPackage = (left: Finding, right: Finding): number => compareText(left.package, right.package);
  const byName = (left: Finding, right: Finding): number => compareText(left.name, right.name);
  const byFix = (left: Finding, right: Finding): number =>
    Number(left.fixedIn === undefined) - Number(right.fixedIn === undefined);
  const first = { severity: bySeverity, package: byPackage, name: byName, fix: byFix }[order];
  return findings.toSorted(
    (left, right) =>
      first(left, right) || bySeverity(left, right) || byPackage(left, right) || byName(left, right),
  );
}
