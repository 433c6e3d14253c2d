import * as l10n from '@vscode/l10n';
import type { Outcome } from './judge';
import { countsOf, outcomes, type Counts } from './report';
import type { ContractFinding } from './judge';

export function outcomeText(outcome: Outcome): string {
  switch (outcome) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'info':
      return l10n.t('info');
    case 'passed':
      return l10n.t('passed');
    case 'not-applicable':
      return l10n.t('not applicable');
  }
}

/** `1 error, 20 passed`; what is nowhere is not told. */
export function countsText(findings: readonly ContractFinding[]): string {
  const counts: Counts = countsOf(findings);
  return outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => l10n.t('{0} {1}', counts[outcome], outcomeText(outcome)))
    .join(', ');
}

/** Those that somebody has to read, the worst first. */
export const told = (findings: readonly ContractFinding[]): readonly ContractFinding[] =>
  (['error', 'warning', 'info'] as const).flatMap((outcome) =>
    findings.filter((each) => each.outcome === outcome),
  );
