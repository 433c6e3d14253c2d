import type { Severity } from './lint/finding';

const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'info', 'hint', 'off'];

/** What the setting says of a rule: a severity, or `off`, which may keep its reason: `off: our base image does that`. */
export function severityOf(value: string): Severity | 'off' | undefined {
  return severities.find((each) => each === value) ?? (/^off:\s/.test(value) ? 'off' : undefined);
}

export function offBecause(reason: string): string {
  const said = reason.trim();
  return said === '' ? 'off' : `off: ${said}`;
}
