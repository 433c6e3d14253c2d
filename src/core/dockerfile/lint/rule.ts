import type { Report, Severity } from './finding';
import type { View } from './view';

/** What SageMaker does with the image. */
export type Role = 'train' | 'serve' | 'both' | 'processing' | 'studio' | 'none' | 'unknown';

/**
 * One rule: a small entry of a table. `roles` says for whom it speaks; a rule for train or serve speaks for `both` too,
 * and stays silent where the role is unknown.
 */
export interface Rule {
  /** `SM301`. */
  readonly id: string;
  /** `entrypoint-shell-form`. */
  readonly name: string;
  readonly severity: Severity;
  readonly roles: readonly Role[] | 'any';
  /** For the page of the rule: what is wrong and what follows, in a few sentences. English only. */
  readonly explanation: string;
  /** Where it is documented. */
  readonly source: string;
  /** For the page: a few lines that fire, and the same made good. */
  readonly example: { readonly bad: string; readonly good: string };
  /** Generic rules that other installed extensions report too; silent beside those. */
  readonly alsoIn?: readonly Peer[];
  /**
   * A generator reads best where little is looked at. A rule that looks at every instruction fills a list instead: V8
   * compiles such a loop while it runs, the one of a generator only after many calls.
   */
  readonly check: (view: View) => Iterable<Report>;
}

export type Peer = 'container-tools' | 'docker-dx' | 'hadolint';

/** Does a rule speak for an image of this role? */
export function speaksFor({ roles }: Pick<Rule, 'roles'>, role: Role): boolean {
  if (roles === 'any') return true;
  if (role === 'both') return roles.includes('train') || roles.includes('serve') || roles.includes('both');
  return roles.includes(role);
}
