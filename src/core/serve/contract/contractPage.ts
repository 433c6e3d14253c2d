import { markdownTable } from '../../markdown';
import type { ContractRule } from './rule';
import { contractRules } from './rules/all';

/** All rules in one document, with a list at the top: `media/serving-contract.md`. */
export function contractPage(): string {
  const list = contractRules.map(({ id, name, title, severity }) => [
    `[${id}](#${id.toLowerCase()}-${name})`,
    name,
    title,
    severity,
  ]);
  return [
    '# Rules of the serving contract',
    '',
    'What `longshore test` and *SageMaker: Test Serving Contract* try on a container, as SageMaker hosting would. This page is generated from the rules.',
    '',
    markdownTable(['rule', 'name', 'title', 'severity'], list),
    ...contractRules.map(rulePage),
  ].join('\n');
}

const severities = { error: 'Error', warning: 'Warning', info: 'Information' } as const;

const rulePage = ({ id, name, title, severity, explanation, source, fix }: ContractRule): string =>
  [
    `## ${id}: ${name}`,
    '',
    `${title}. ${severities[severity]}, unless the report says otherwise.`,
    '',
    explanation,
    '',
    `What to do: ${fix}`,
    '',
    `Read more: <${source}>`,
    '',
  ].join('\n');
