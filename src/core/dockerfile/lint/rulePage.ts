import type { Rule } from './rule';
import { rules } from './rules/all';

const severities = { error: 'Error', warning: 'Warning', info: 'Information', hint: 'Hint' } as const;

/** The page of one rule, in Markdown. */
export function rulePage({ id, name, severity, roles, explanation, source, example }: Rule): string {
  const who = roles === 'any' ? 'every Dockerfile' : `images for ${roles.join(', ')}`;
  return [
    `## ${id}: ${name}`,
    '',
    `${severities[severity]}, for ${who}.`,
    '',
    explanation,
    '',
    'What it finds, and what to write instead:',
    '',
    '```dockerfile',
    example.bad,
    '```',
    '',
    '```dockerfile',
    example.good,
    '```',
    '',
    `Read more: <${source}>`,
    '',
    `To silence it, write \`# sagemaker: ignore=${id}\` above the instruction, \`# sagemaker: ignore-file=${id}\` at the top of the file, or set \`"longshore.dockerfile.severity": { "${id}": "off" }\`.`,
    '',
  ].join('\n');
}

export const ruleOf = (id: string): Rule | undefined => rules.find((rule) => rule.id === id);

/** All pages in one document, with a list at the top: `media/rules.md`. */
export function allRulePages(): string {
  const list = rules.map(
    ({ id, name, severity }) => `| [${id}](#${id.toLowerCase()}-${name}) | ${name} | ${severity} |`,
  );
  return [
    '# Dockerfile rules',
    '',
    'What Longshore checks in Dockerfiles for SageMaker. This page is generated from the rules.',
    '',
    '| rule | name | severity |',
    '| --- | --- | --- |',
    ...list,
    '',
    ...rules.map(rulePage),
  ].join('\n');
}
