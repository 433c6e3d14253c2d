import type { ParseIssue, ParseIssueCode } from '../../../../syntax';
import type { Fix, Report } from '../../../finding';
import type { View } from '../../../view';

/** How one kind of issue is told and put right. */
export interface Wording {
  readonly message: (issue: ParseIssue) => string;
  /** Another rule speaks of it. */
  readonly isLeft?: (issue: ParseIssue, view: View) => boolean;
  readonly fixes?: (issue: ParseIssue, view: View) => readonly Fix[];
}

/** What BuildKit refuses, as reports. */
export function reportIssues(wordings: Partial<Readonly<Record<ParseIssueCode, Wording>>>) {
  return function* (view: View): Generator<Report> {
    for (const issue of view.dockerfile.issues) {
      const wording = wordings[issue.code];
      if (wording === undefined || wording.isLeft?.(issue, view) === true) continue;
      const { start, end } = issue;
      yield { start, end, message: wording.message(issue), fixes: wording.fixes?.(issue, view) ?? [] };
    }
  };
}

export const replaced = (
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
  title: string,
): Fix => ({ title, edits: [{ start, end, text }], preferred: true });
