import * as l10n from '@vscode/l10n';
import type { Finding, Severity } from '../../core/dockerfile/lint/finding';
import { lineIndex, positionAt, type LineIndex } from '../../core/dockerfile/text/lineIndex';
import { countsOf, nameOfRule, type Counts, type LintReport, type ReportedFile } from './lintReport';

export interface Screen {
  readonly columns: number;
  readonly hasColors: boolean;
}

/** One line per finding; on a screen with its line of code and marks below it. */
export function formatText(report: LintReport, screen: Screen | undefined): string {
  const groups = report.files.map((file) => groupOf(report, file, screen)).filter((group) => group !== '');
  return [...groups, summary(countsOf(report))].join(screen ? '\n\n' : '\n');
}

function groupOf(report: LintReport, file: ReportedFile, screen: Screen | undefined): string {
  const index = lineIndex(file.text);
  const path = printable(file.shown);
  return [
    ...file.fixed.map((title) => l10n.t('{0}: fixed: {1}', path, printable(title))),
    ...file.changed.map((other) => l10n.t('{0}: changed {1}', path, printable(other))),
    ...file.findings.flatMap((finding) => {
      const { line, character } = positionAt(index, finding.start);
      const place = `${path}:${line + 1}:${character + 1}`;
      const rule = nameOfRule(report, finding.rule);
      const first = `${place}  ${painted(finding.severity, screen)}  ${printable(finding.message)}  (${rule})`;
      return screen ? [first, ...excerpt(file.text, index, finding, screen)] : [first];
    }),
  ].join('\n');
}

const colors: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };

const painted = (severity: Severity, screen: Screen | undefined): string =>
  screen?.hasColors === true ? `\u001B[${colors[severity]}m${severity}\u001B[0m` : severity;

/** A file may hold what moves the cursor or changes colours: only its letters are shown. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');

/** The first line of the range, cut to the width of the screen around it, and carets. */
function excerpt(text: string, index: LineIndex, finding: Finding, { columns }: Screen): readonly string[] {
  const { line, character } = positionAt(index, finding.start);
  const start = index.starts[line] ?? 0;
  const code = printable(text.slice(start, index.starts[line + 1] ?? text.length).trimEnd());
  const margin = String(line + 1).padStart(5);
  const width = Math.max(20, columns - margin.length - 3);
  const length = Math.max(1, Math.min(finding.end - start, code.length) - character);
  const from = character + length <= width ? 0 : Math.max(0, character - Math.floor(width / 3));
  const carets = ' '.repeat(character - from) + '^'.repeat(length);
  return [
    `${margin} | ${code.slice(from, from + width)}`,
    `${' '.repeat(margin.length)} | ${carets.slice(0, width)}`,
  ];
}

function summary(counts: Counts): string {
  const fixed = counts.fixed > 0 ? [l10n.t('{0} fixed.', counts.fixed)] : [];
  if (counts.total === 0)
    return [...fixed, l10n.t('No problems in {0} Dockerfile(s).', counts.files)].join(' ');
  const kinds = (['error', 'warning', 'info', 'hint'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${severity}: ${counts[severity]}`);
  const found = l10n.t(
    '{0} problem(s) in {1} of {2} Dockerfile(s) ({3}).',
    counts.total,
    counts.filesWithFindings,
    counts.files,
    kinds.join(', '),
  );
  const fixable = counts.fixable > 0 ? [l10n.t('{0} can be fixed with --fix.', counts.fixable)] : [];
  return [...fixed, found, ...fixable].join(' ');
}
