import { lineIndex, positionAt } from '../../core/dockerfile/text/lineIndex';
import { countsOf, type LintReport } from './lintReport';

/** For programs. Lines and columns count from 1, offsets in UTF-16 units from 0. */
export function formatJson(report: LintReport): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const files = report.files.map(({ shown, text, role, findings, fixed, changed }) => {
    const index = lineIndex(text);
    const place = ({ start, end }: { readonly start: number; readonly end: number }) => {
      const [first, last] = [positionAt(index, start), positionAt(index, end)];
      return {
        line: first.line + 1,
        column: first.character + 1,
        endLine: last.line + 1,
        endColumn: last.character + 1,
        start,
        end,
      };
    };
    return {
      path: shown,
      role,
      findings: findings.map(({ start, end, rule, related, ...finding }) => ({
        rule,
        name: rules.get(rule)?.name ?? '',
        ...finding,
        ...place({ start, end }),
        related: related.map((other) => ({ message: other.message, ...place(other) })),
        documentation: rules.get(rule)?.source ?? '',
      })),
      fixed,
      changed,
    };
  });
  return JSON.stringify({ version: report.version, files, summary: countsOf(report) }, undefined, 2);
}
