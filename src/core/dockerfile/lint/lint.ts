import type { Finding, Severity } from './finding';
import type { InferredRole } from './role/role';
import type { Peer, Rule } from './rule';
import { speaksFor } from './rule';
import { rules } from './rules/all';
import { suppressionsOf } from './pragma/suppress';
import type { LintOptions, View } from './view';
import { viewOf } from './view';

export interface LintSettings extends LintOptions {
  /** By rule id: another severity, or off. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
  /** Installed extensions that report generic rules themselves. */
  readonly peers?: ReadonlySet<Peer>;
}

export interface LintResult {
  readonly view: View;
  readonly role: InferredRole;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

export function lint(text: string, settings: LintSettings): LintResult {
  const view = viewOf(text, settings);
  const isSuppressed = suppressionsOf(view.dockerfile);
  const findings: Finding[] = [];
  for (const rule of rules) {
    const set = settings.severities?.get(rule.id);
    if (set === 'off' || !speaksFor(rule, view.role.role) || isLeftTo(rule, settings.peers)) continue;
    for (const report of rule.check(view)) {
      if (isSuppressed(rule.id, report.start)) continue;
      findings.push({
        rule: rule.id,
        severity: set ?? report.severity ?? rule.severity,
        start: report.start,
        end: report.end,
        message: report.message,
        fixes: report.fixes ?? [],
        related: report.related ?? [],
        deprecated: report.deprecated ?? false,
      });
    }
  }
  findings.sort((left, right) => left.start - right.start || (left.rule < right.rule ? -1 : 1));
  return { view, role: view.role, findings };
}

const isLeftTo = ({ alsoIn }: Rule, peers: ReadonlySet<Peer> | undefined): boolean =>
  peers !== undefined && (alsoIn ?? []).some((peer) => peers.has(peer));
