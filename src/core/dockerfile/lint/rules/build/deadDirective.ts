import * as l10n from '@vscode/l10n';
import type { Comment, Dockerfile } from '../../../syntax';
import type { Fix } from '../../finding';
import type { Rule } from '../../rule';

export const SM613: Rule = {
  id: 'SM613',
  name: 'dead-directive',
  severity: 'warning',
  roles: 'any',
  explanation:
    '`# syntax=`, `# escape=` and `# check=` count only at the very top. Behind an instruction, a blank line or any other comment they are comments themselves, and the build goes on without them.',
  source: 'https://docs.docker.com/reference/dockerfile/#parser-directives',
  example: {
    bad: '# Our training image\n# syntax=docker/dockerfile:1\nFROM python:3.11',
    good: '# syntax=docker/dockerfile:1\n# Our training image\nFROM python:3.11',
  },
  check: function* ({ dockerfile }) {
    const { comments, directives, issues } = dockerfile;
    for (const comment of comments) {
      const [, name = '', value = ''] = form.exec(comment.text) ?? [];
      if (
        !values[name.toLowerCase()]?.test(value) ||
        directives.some((each) => each.name === name.toLowerCase())
      )
        continue;
      if (issues.some(({ start, end }) => start <= comment.start && comment.end <= end)) continue;
      yield {
        start: comment.start,
        end: comment.end,
        message: l10n.t('{0} counts only at the very top of the file; here it is a comment.', `# ${name}=`),
        fixes: moveUp(dockerfile, comment, name),
      };
    }
  },
};

const form = /^(syntax|escape|check)[ \t]*=[ \t]*(\S+)$/i;

/** Prose may look alike: `# check = yes`. */
const values: Readonly<Record<string, RegExp>> = {
  check: /^(?:skip|error)=[\w,;=]+$/,
  escape: /^[\\`]$/,
  syntax: /^[\w.-]+(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@\S+)?$/,
};

/** Moving the escape character changes what every line means. */
function moveUp({ text, newline }: Dockerfile, { start, end }: Comment, name: string): readonly Fix[] {
  if (text.startsWith('#!')) return [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const found = text.indexOf('\n', end);
  const lineEnd = found < 0 ? text.length : found + 1;
  const top = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const line = `${text.slice(start, end)}${newline}`;
  return [
    {
      title: l10n.t('Move to the top'),
      edits: [
        { start: top, end: top, text: line },
        { start: Math.max(lineStart, top), end: lineEnd, text: '' },
      ],
      preferred: name.toLowerCase() !== 'escape',
    },
  ];
}
