import type { Finding, Severity } from '../../core/dockerfile/lint/finding';
import type { Role, Rule } from '../../core/dockerfile/lint/rule';

/** What all formats tell. */
export interface LintReport {
  readonly files: readonly ReportedFile[];
  readonly rules: readonly Rule[];
  readonly version: string;
  /** The folder that shown paths count from. */
  readonly folder: string;
}

export interface ReportedFile {
  readonly path: string;
  /** Relative to the folder where that is shorter to read. */
  readonly shown: string;
  /** As it is now, after fixes. */
  readonly text: string;
  readonly role: Role;
  /** Those that are shown, in the order of the text. */
  readonly findings: readonly Finding[];
  /** What was mended, one title per fix. */
  readonly fixed: readonly string[];
  /** Other files of the build context that were changed. */
  readonly changed: readonly string[];
}

export const nameOfRule = ({ rules }: LintReport, id: string): string =>
  [id, ...rules.filter((rule) => rule.id === id).map(({ name }) => name)].join(' ');

export interface Counts extends Readonly<Record<Severity, number>> {
  readonly total: number;
  readonly fixable: number;
  readonly fixed: number;
  readonly files: number;
  readonly filesWithFindings: number;
}

export function countsOf({ files }: LintReport): Counts {
  const findings = files.flatMap((file) => file.findings);
  const of = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    error: of('error'),
    warning: of('warning'),
    info: of('info'),
    hint: of('hint'),
    total: findings.length,
    fixable: findings.filter(({ fixes }) => fixes.some(({ preferred }) => preferred)).length,
    fixed: files.reduce((sum, { fixed }) => sum + fixed.length, 0),
    files: files.length,
    filesWithFindings: files.filter((file) => file.findings.length > 0).length,
  };
}
