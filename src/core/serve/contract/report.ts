import type { Subject } from './evidence';
import type { ContractFinding, Outcome } from './judge';
import type { Severity } from './rule';

/** A whole test, as one value. */
export interface ContractReport {
  /** The endpoint file as it was named. */
  readonly file: string;
  readonly endpoint: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly milliseconds: number;
  readonly version: string;
  readonly containers: readonly ContainerReport[];
}

export interface ContainerReport {
  readonly subject: Subject;
  readonly milliseconds: number;
  /** The time was up before all was tried. */
  readonly cutShort: boolean;
  readonly findings: readonly ContractFinding[];
}

export type Counts = Readonly<Record<Outcome, number>>;

export const outcomes: readonly Outcome[] = ['error', 'warning', 'info', 'passed', 'not-applicable'];

export function countsOf(findings: readonly ContractFinding[]): Counts {
  const of = (outcome: Outcome): number => findings.filter((each) => each.outcome === outcome).length;
  return {
    error: of('error'),
    warning: of('warning'),
    info: of('info'),
    passed: of('passed'),
    'not-applicable': of('not-applicable'),
  };
}

export const allFindings = ({ containers }: ContractReport): readonly ContractFinding[] =>
  containers.flatMap(({ findings }) => findings);

export type FailOn = Exclude<Severity, 'info'>;

/** A test that could not be finished has not passed. */
export const hasFailed = (report: ContractReport, failOn: FailOn): boolean =>
  report.containers.some(({ cutShort }) => cutShort) ||
  allFindings(report).some(({ outcome }) => isFailure(outcome, failOn));

export const isFailure = (outcome: Outcome, failOn: FailOn): boolean =>
  outcome === 'error' || (outcome === 'warning' && failOn === 'warning');

export const subjectTitle = ({ variant, container }: Subject): string =>
  container === undefined ? variant : `${variant} / ${container}`;
