import { allFindings, countsOf, type ContractReport } from '../report';

/** Grows, and never changes what is there: `version` counts what is not so. */
export function contractJson(report: ContractReport): string {
  const { file, endpoint, started, milliseconds, version, containers } = report;
  const document = {
    version: 1,
    tool: { name: 'longshore', version },
    file,
    endpoint,
    started: new Date(started).toISOString(),
    milliseconds: Math.round(milliseconds),
    summary: countsOf(allFindings(report)),
    containers: containers.map(({ subject, findings, ...container }) => ({
      variant: subject.variant,
      ...(subject.container === undefined ? {} : { container: subject.container }),
      image: subject.image,
      milliseconds: Math.round(container.milliseconds),
      complete: !container.cutShort,
      summary: countsOf(findings),
      findings: findings.map(({ rule, outcome, message, evidence, fixes }) => ({
        rule: rule.id,
        name: rule.name,
        title: rule.title,
        outcome,
        message,
        evidence,
        fixes,
        documentation: rule.source,
      })),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
