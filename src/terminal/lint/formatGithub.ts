import type { Severity } from '../../core/dockerfile/lint/finding';
import { lineIndex, positionAt } from '../../core/dockerfile/text/lineIndex';
import { nameOfRule, type LintReport } from './lintReport';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands of GitHub Actions, which show as annotations of a pull request. */
export function formatGithub(report: LintReport): string {
  const lines = report.files.flatMap(({ shown, text, findings }) => {
    const index = lineIndex(text);
    return findings.map((finding) => {
      const [start, end] = [positionAt(index, finding.start), positionAt(index, finding.end)];
      // GitHub drops the columns of a range over several lines, with a warning.
      const columns =
        start.line === end.line
          ? { col: start.character + 1, endColumn: Math.max(start.character + 1, end.character) }
          : {};
      const properties = {
        file: shown,
        line: start.line + 1,
        ...columns,
        endLine: end.line + 1,
        title: nameOfRule(report, finding.rule),
      };
      const words = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      return `::${levels[finding.severity]} ${words.join(',')}::${escapeData(finding.message)}`;
    });
  });
  return lines.join('\n');
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
