import type { Finding, Fix, Severity } from '../../core/dockerfile/lint/finding';
import type { Rule } from '../../core/dockerfile/lint/rule';
import { lineIndex, positionAt, type LineIndex } from '../../core/dockerfile/text/lineIndex';
import type { Range } from '../../core/dockerfile/text/range';
import type { LintReport, ReportedFile } from './lintReport';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** SARIF 2.1.0, as code scanning of GitHub, GitLab and Azure DevOps reads it. */
export function formatSarif(report: LintReport): string {
  const { rules, version, folder } = report;
  const ids = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: {
      driver: {
        name: 'Longshore',
        semanticVersion: version,
        informationUri: 'https://docs.aws.amazon.com/sagemaker/latest/dg/docker-containers.html',
        rules: rules.map(descriptor),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [base]: { uri: `${fileUri(folder).replace(/\/$/, '')}/` } },
    results: report.files.flatMap((file) => {
      const index = lineIndex(file.text);
      return file.findings.map((finding) => resultOf(file, index, finding, ids.get(finding.rule)));
    }),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return JSON.stringify(log, undefined, 2);
}

const base = '%SRCROOT%';

const descriptor = ({ id, name, severity, explanation, source, example }: Rule) => ({
  id,
  name,
  shortDescription: { text: name.replaceAll('-', ' ') },
  fullDescription: { text: explanation },
  helpUri: source,
  help: {
    text: `${explanation}\n\nInstead of:\n${example.bad}\n\nWrite:\n${example.good}\n\n${source}`,
    markdown: `${explanation}\n\n\`\`\`dockerfile\n${example.bad}\n\`\`\`\n\nBetter:\n\n\`\`\`dockerfile\n${example.good}\n\`\`\`\n\n[Source](${source})`,
  },
  defaultConfiguration: { level: levels[severity] },
  properties: { tags: ['sagemaker', 'dockerfile'] },
});

function resultOf(file: ReportedFile, index: LineIndex, finding: Finding, ruleIndex: number | undefined) {
  const location = (range: Range) => ({
    physicalLocation: { artifactLocation: artifactOf(file), region: regionOf(index, range) },
  });
  const fixes = finding.fixes.filter(({ edits }) => edits.length > 0);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [location(finding)],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((other) => ({
            ...location(other),
            message: { text: other.message },
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(file, index, fix)) }),
  };
}

const fixOf = (file: ReportedFile, index: LineIndex, { title, edits }: Fix) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifactOf(file),
      replacements: edits.map((edit) => ({
        deletedRegion: regionOf(index, edit),
        insertedContent: { text: edit.text },
      })),
    },
  ],
});

function regionOf(index: LineIndex, { start, end }: Range) {
  const [first, last] = [positionAt(index, start), positionAt(index, end)];
  return {
    startLine: first.line + 1,
    startColumn: first.character + 1,
    endLine: last.line + 1,
    endColumn: last.character + 1,
  };
}

/** Relative where the file lies in the folder, so that a report means the same on every machine. */
const artifactOf = ({ path, shown }: ReportedFile) =>
  shown === path || shown.startsWith('../')
    ? { uri: fileUri(path) }
    : { uri: encoded(shown), uriBaseId: base };

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const fileUri = (path: string): string =>
  path.startsWith('/') ? `file://${encoded(path)}` : `file:///${encoded(path).replace('%3A', ':')}`;
