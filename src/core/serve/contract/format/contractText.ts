import * as l10n from '@vscode/l10n';
import type { ContractFinding, Outcome } from '../judge';
import { countsText, outcomeText, told } from '../outcomeWords';
import { allFindings, subjectTitle, type ContainerReport, type ContractReport } from '../report';
import { duration } from '../words';

const colors: Readonly<Record<Outcome, number>> = {
  error: 31,
  warning: 33,
  info: 36,
  passed: 32,
  'not-applicable': 90,
};
const marks: Readonly<Record<Outcome, string>> = {
  error: '✘',
  warning: '!',
  info: 'i',
  passed: '✔',
  'not-applicable': '–',
};

/** For a terminal: what fails with reason, evidence and fix, then a line for each other rule. */
export function contractText(report: ContractReport, hasColors: boolean): string {
  const paint = (outcome: Outcome, text: string): string =>
    hasColors ? `\u001B[${colors[outcome]}m${text}\u001B[0m` : text;
  const groups = report.containers.map((container) => groupText(container, paint));
  const all = allFindings(report);
  return [...groups, l10n.t('{0}, in {1}.', countsText(all), duration(report.milliseconds)), ''].join('\n');
}

type Paint = (outcome: Outcome, text: string) => string;

function groupText({ subject, findings, cutShort }: ContainerReport, paint: Paint): string {
  const rest = findings.filter(({ outcome }) => outcome === 'passed' || outcome === 'not-applicable');
  return [
    `${subjectTitle(subject)}: ${subject.image}`,
    ...(cutShort ? [l10n.t('The time was up before all was tried.')] : []),
    '',
    ...told(findings).flatMap((finding) => [...toldLines(finding, paint), '']),
    ...rest.map((finding) => restLine(finding, paint)),
    '',
  ].join('\n');
}

function toldLines(
  { rule, outcome, message, evidence, fixes }: ContractFinding,
  paint: Paint,
): readonly string[] {
  return [
    `${paint(outcome, `${marks[outcome]} ${outcomeText(outcome)}`)}  ${rule.id} ${rule.title}`,
    `    ${message}`,
    ...evidence.map((line) => `    | ${line}`),
    ...fixes.map((fix) => `    → ${fix}`),
    `    ${rule.source}`,
  ];
}

function restLine({ rule, outcome, message, evidence }: ContractFinding, paint: Paint): string {
  const said = outcome === 'passed' ? evidence.join('; ') : message;
  return `${paint(outcome, marks[outcome])} ${rule.id} ${rule.title}${said === '' ? '' : `: ${said}`}`;
}
