import * as l10n from '@vscode/l10n';
import type { Severity } from '../../core/dockerfile/lint/finding';
import type { Role } from '../../core/dockerfile/lint/rule';
import { Problem } from '../../core/problem';
import type { Given } from '../commandLine';

export interface LintCommandOptions {
  readonly words: readonly string[];
  readonly stdin: boolean;
  readonly format: (typeof formats)[number];
  readonly fix: boolean;
  readonly role: Role | undefined;
  readonly least: Severity;
  readonly failOn: Severity | 'never';
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly workspace: boolean;
}

const formats = ['text', 'json', 'sarif', 'github'] as const;
const severities = ['error', 'warning', 'info', 'hint'] as const;
const roles = ['train', 'serve', 'both', 'processing', 'studio', 'none'] as const;

/** Is one severity as grave as another, or graver? */
export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);

export function readLintOptions({ options, positionals }: Given): LintCommandOptions {
  const stdin = options['stdin'] === true || positionals.includes('-');
  const words = positionals.filter((word) => word !== '-');
  if (stdin && words.length > 0)
    throw new Problem('bad-usage', l10n.t('The standard input is checked alone, without other paths.'));
  const least = choice(options, 'severity', severities) ?? 'info';
  return {
    words: words.length === 0 ? ['.'] : words,
    stdin,
    format: choice(options, 'format', formats) ?? 'text',
    fix: options['fix'] === true,
    role: choice(options, 'role', roles),
    least,
    failOn: choice(options, 'fail-on', [...severities, 'never']) ?? 'error',
    severities: new Map(ruleWords(options['rule']).map(severityOfRule)),
    workspace: options['no-workspace'] !== true,
  };
}

function choice<T extends string>(
  options: Given['options'],
  name: string,
  choices: readonly T[],
): T | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const chosen = choices.find((each) => each === given);
  if (chosen !== undefined) return chosen;
  throw new Problem(
    'bad-usage',
    l10n.t('--{0} is one of {1}, not {2}.', name, choices.join(', '), JSON.stringify(given)),
  );
}

const ruleWords = (given: unknown): readonly string[] => (Array.isArray(given) ? given.map(String) : []);

function severityOfRule(word: string): readonly [string, Severity | 'off'] {
  const [id = '', value = ''] = word.split('=');
  const severity = [...severities, 'off' as const].find((each) => each === value);
  if (severity !== undefined && /^SM\d{3}$/i.test(id)) return [id.toUpperCase(), severity];
  throw new Problem('bad-usage', l10n.t('--rule is written like SM101=off or SM101=warning, not {0}.', word));
}
