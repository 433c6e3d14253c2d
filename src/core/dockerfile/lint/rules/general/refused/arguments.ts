import * as l10n from '@vscode/l10n';
import { instructionFrom, type ParseIssue } from '../../../../syntax';
import type { Fix } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { replaced, reportIssues } from './issues';

export const SM703: Rule = {
  id: 'SM703',
  name: 'arguments',
  severity: 'error',
  roles: 'any',
  explanation:
    'The arguments of the instruction do not have the form that Docker reads; the build stops here.',
  source: 'https://docs.docker.com/reference/dockerfile/',
  example: { bad: 'ENV A=1 B', good: 'ENV A=1 B=2' },
  alsoIn: ['container-tools', 'docker-dx', 'hadolint'],
  check: reportIssues({
    'missing-arguments': {
      message: ({ detail }) => l10n.t('{0} needs arguments.', detail.toUpperCase()),
      fixes: removedLine,
    },
    'missing-value': { message: ({ detail }) => l10n.t('{0} has no value.', detail), fixes: emptyValue },
    'missing-equals': {
      // `ENV A=$(ls *.txt)`: what is wrong is the command.
      isLeft: ({ start }, { dockerfile: { instructions } }) =>
        /\$\(|`/.test(instructionFrom(instructions, start)?.line.text ?? ''),
      message: ({ detail }) =>
        l10n.t('{0} lacks a value: write name=value, with quotes around spaces.', detail),
      fixes: emptyValue,
    },
    'blank-name': { message: () => l10n.t('A name must stand before the equals sign.') },
    'missing-destination': {
      message: ({ detail }) => l10n.t('{0} needs a source and a destination.', detail),
      fixes: (issue) => [
        { ...inserted(issue.end, ' ./', l10n.t('Copy to the working directory')), preferred: false },
      ],
    },
    'health-type': {
      message: () => l10n.t('HEALTHCHECK is followed by CMD and a command, or by NONE.'),
      fixes: (issue, { dockerfile: { text } }) =>
        /^(?:CMD|NONE)$/i.test(text.slice(issue.start, issue.end)) || issue.start === issue.end
          ? []
          : [inserted(issue.start, 'CMD ', l10n.t('Insert CMD'))],
    },
    'json-not-strings': {
      message: () => l10n.t('Every element of the array must be a string in double quotes.'),
      fixes: (issue, { dockerfile: { text } }) => {
        const written = /^[\w.-]+/.exec(text.slice(issue.start))?.[0];
        if (written === undefined) return [];
        const place = { start: issue.start, end: issue.start + written.length };
        return [replaced(place, `"${written}"`, l10n.t('Quote {0}', written))];
      },
    },
    'shell-not-json': {
      message: () => l10n.t('SHELL takes a JSON array of strings.'),
      fixes: (issue, { dockerfile: { text } }) => {
        const written = text.slice(issue.start, issue.end);
        if (!/^[\w./-]+(?:[ \t]+[\w./-]+)*$/.test(written)) return [];
        const array = `[${written
          .split(/[ \t]+/)
          .map((word) => JSON.stringify(word))
          .join(', ')}]`;
        return [replaced(issue, array, l10n.t('Make it a JSON array'))];
      },
    },
  }),
};

function inserted(at: number, text: string, title: string): Fix {
  return { title, edits: [{ start: at, end: at, text }], preferred: true };
}

function emptyValue({ end }: ParseIssue): readonly Fix[] {
  return [{ ...inserted(end, '=', l10n.t('Give it an empty value')), preferred: false }];
}

/** An instruction without arguments does nothing. */
function removedLine({ start, end }: ParseIssue, { dockerfile: { text } }: View): readonly Fix[] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  if (text.slice(lineStart, start).trim() !== '' || text.slice(end, lineEnd).trim() !== '') return [];
  return [
    {
      title: l10n.t('Remove the line'),
      edits: [{ start: lineStart, end: lineEnd, text: '' }],
      preferred: false,
    },
  ];
}
