import type { Severity } from '../../dockerfile/lint/finding';
import type { Range } from '../../dockerfile/text/range';
import type { FileFinding } from '../finding';

/** What a check has found, which no schema can say. */
export const finding = (id: string, severity: Severity, range: Range, message: string): FileFinding => ({
  ...range,
  id,
  severity,
  message,
  inSchema: false,
});

export const inOrder = (findings: readonly FileFinding[]): readonly FileFinding[] =>
  findings.toSorted((left, right) => left.start - right.start || (left.id < right.id ? -1 : 1));
