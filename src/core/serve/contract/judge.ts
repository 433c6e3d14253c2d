import * as l10n from '@vscode/l10n';
import type { Evidence } from './evidence';
import type { ContractRule, Severity, Verdict } from './rule';
import { notApplicable } from './rule';
import { isSuccess } from './words';

export type Outcome = Severity | 'passed' | 'not-applicable';

/** What one rule says of one container. */
export interface ContractFinding {
  readonly rule: ContractRule;
  readonly outcome: Outcome;
  /** What is wrong, or why the rule does not apply; empty when it is kept. */
  readonly message: string;
  readonly evidence: readonly string[];
  /** What to do in this case, or in general. */
  readonly fixes: readonly string[];
}

export const judge = (evidence: Evidence, rules: readonly ContractRule[]): readonly ContractFinding[] =>
  rules.map((rule) => finding(rule, verdictOf(rule, evidence)));

function verdictOf(rule: ContractRule, evidence: Evidence): Verdict {
  const missing = unmet(rule, evidence);
  return missing === undefined ? rule.judge(evidence) : notApplicable(missing);
}

/** Why a rule cannot be judged: what fails there is told by another rule. */
function unmet({ requires }: ContractRule, { main, calls, subject }: Evidence): string | undefined {
  if (requires === 'nothing') return undefined;
  if (main.refusal !== undefined) return l10n.t('Not tried: the container does not start (SC101).');
  if (requires === 'started') return undefined;
  if (main.ready === undefined) return l10n.t('Not tried: the container never answered /ping (SC202).');
  if (requires === 'ready') return undefined;
  if (!subject.sample) return l10n.t('Not tried: there is no sample request (SC301).');
  return isSuccess(calls.sample) ? undefined : l10n.t('Not tried: the sample is not answered (SC301).');
}

function finding(rule: ContractRule, verdict: Verdict): ContractFinding {
  switch (verdict.kind) {
    case 'passed':
      return { rule, outcome: 'passed', message: '', evidence: verdict.evidence, fixes: [] };
    case 'not-applicable':
      return { rule, outcome: 'not-applicable', message: verdict.why, evidence: [], fixes: [] };
    case 'found':
      return {
        rule,
        outcome: verdict.severity ?? rule.severity,
        message: verdict.reason,
        evidence: verdict.evidence,
        fixes: verdict.fixes && verdict.fixes.length > 0 ? verdict.fixes : [rule.fix],
      };
  }
}
