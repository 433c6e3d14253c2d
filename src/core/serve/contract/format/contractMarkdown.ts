import * as l10n from '@vscode/l10n';
import { escapeMarkdown, markdownTable } from '../../../markdown';
import { formatMoment } from '../../../format';
import type { ContractFinding } from '../judge';
import { countsText, outcomeText, told } from '../outcomeWords';
import { allFindings, subjectTitle, type ContainerReport, type ContractReport } from '../report';
import { duration } from '../words';

/** A document for people. */
export function contractMarkdown(report: ContractReport): string {
  return [
    `# ${l10n.t('Serving Contract of {0}', escapeMarkdown(report.endpoint))}`,
    '',
    l10n.t(
      '{0}. Tested {1} in {2}: {3}.',
      escapeMarkdown(report.file),
      formatMoment(report.started),
      duration(report.milliseconds),
      countsText(allFindings(report)),
    ),
    '',
    ...brokenLines(report),
    ...report.containers.flatMap((container) => containerLines(container)),
  ].join('\n');
}

/** With several containers, the last of them may be the one that is broken: it is told before what lies between. */
function brokenLines({ containers }: ContractReport): readonly string[] {
  if (containers.length < 2) return [];
  const lines = containers.flatMap(({ subject, findings }) =>
    findings
      .filter(({ outcome }) => outcome === 'error')
      .map(({ rule, message }) => {
        const [where, title] = [subjectTitle(subject), rule.title].map(escapeMarkdown);
        return `- **${where}**: ${rule.id}, ${title}. ${escapeMarkdown(message)}`;
      }),
  );
  return lines.length === 0 ? [] : [...lines, ''];
}

function containerLines({ subject, findings, cutShort }: ContainerReport): readonly string[] {
  const { dockerfile, image } = subject;
  const passing = findings.filter(({ outcome }) => outcome === 'passed');
  const beside = findings.filter(({ outcome }) => outcome === 'not-applicable');
  return [
    `## ${escapeMarkdown(subjectTitle(subject))}`,
    '',
    dockerfile === undefined ? code(image) : l10n.t('{0}, built from {1}', code(image), code(dockerfile)),
    '',
    ...(cutShort ? [`**${l10n.t('The time was up before all was tried.')}**`, ''] : []),
    ...told(findings).flatMap(findingLines),
    ...tableOf(l10n.t('Passed'), l10n.t('Seen'), passing, ({ evidence }) => evidence.join('; ')),
    ...tableOf(l10n.t('Not applicable'), l10n.t('Why'), beside, ({ message }) => message),
  ];
}

function findingLines({ rule, outcome, message, evidence, fixes }: ContractFinding): readonly string[] {
  return [
    `### ${rule.id}: ${escapeMarkdown(rule.title)} (${outcomeText(outcome)})`,
    '',
    `**${escapeMarkdown(message)}**`,
    '',
    ...(evidence.length === 0 ? [] : [fenced(evidence.join('\n')), '']),
    ...fixes.map((fix) => `- ${escapeMarkdown(fix)}`),
    '',
    `${escapeMarkdown(rule.explanation)} [${l10n.t('Read more')}](${rule.source})`,
    '',
  ];
}

function tableOf(
  title: string,
  column: string,
  findings: readonly ContractFinding[],
  cell: (finding: ContractFinding) => string,
): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => [
    finding.rule.id,
    escapeMarkdown(finding.rule.title),
    escapeMarkdown(cell(finding)),
  ]);
  return [`### ${title}`, '', markdownTable([l10n.t('Rule'), '', column], rows)];
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** What a container said may hold marks of its own: the fence is longer than any. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
