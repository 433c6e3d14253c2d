import * as l10n from '@vscode/l10n';
import type { Rule } from '../../../rule';
import { replaced, reportIssues } from './issues';

export const SM705: Rule = {
  id: 'SM705',
  name: 'stages',
  severity: 'error',
  roles: 'any',
  explanation:
    'A Dockerfile begins with FROM; only ARG may stand before it. FROM takes an image, or an image, `AS` and a name of small letters, digits, hyphens, underscores and dots.',
  source: 'https://docs.docker.com/reference/dockerfile/#from',
  example: { bad: 'FROM python:3.11 AS 1st', good: 'FROM python:3.11 AS first' },
  alsoIn: ['container-tools', 'docker-dx', 'hadolint'],
  check: reportIssues({
    'no-instructions': { message: () => l10n.t('The file has no instructions: nothing can be built.') },
    'before-from': {
      message: ({ detail }) => l10n.t('{0} has no stage: FROM must stand before it.', detail),
    },
    'from-arguments': {
      message: () => l10n.t('FROM takes an image, or an image, AS and a name.'),
      fixes: ({ start, end }, { dockerfile: { text } }) => {
        const [image = '', name = '', ...more] = text.slice(start, end).split(/[ \t]+/);
        const isName = /^[a-z][\w.-]*$/.test(name) && name.toLowerCase() !== 'as' && more.length === 0;
        if (isName) return [replaced({ start, end }, `${image} AS ${name}`, l10n.t('Insert AS'))];
        const kept = /^\S+(?:[ \t]+AS[ \t]+[a-z][\w.-]*)?/i.exec(text.slice(start, end))?.[0];
        if (kept === undefined || kept.length === end - start) return [];
        const rest = { start: start + kept.length, end };
        return [{ ...replaced(rest, '', l10n.t('Remove the rest')), preferred: false }];
      },
    },
    'stage-name': {
      message: ({ detail }) =>
        l10n.t(
          '{0} is no name for a stage: it begins with a letter and has letters, digits, -, _ and . only.',
          detail,
        ),
      fixes: (issue) => {
        const name = issue.detail
          .toLowerCase()
          .replaceAll(/[^a-z0-9\-_.]/g, '-')
          .replace(/^(?=[^a-z])/, 'stage-');
        return [{ ...replaced(issue, name, l10n.t('Change to {0}', name)), preferred: false }];
      },
    },
  }),
};

export const SM706: Rule = {
  id: 'SM706',
  name: 'directive',
  severity: 'error',
  roles: 'any',
  explanation: 'A directive may stand once, and the escape character is a backslash or a backtick.',
  source: 'https://docs.docker.com/reference/dockerfile/#parser-directives',
  example: { bad: '# escape=/\nFROM python:3.11', good: '# escape=`\nFROM python:3.11' },
  alsoIn: ['container-tools', 'docker-dx'],
  check: reportIssues({
    'duplicate-directive': {
      message: ({ detail }) => l10n.t('The directive {0} stands twice.', detail),
      fixes: ({ start, end }, { dockerfile: { text } }) => {
        const newline = text.indexOf('\n', end);
        const edit = { start, end: newline < 0 ? text.length : newline + 1, text: '' };
        return [{ title: l10n.t('Remove the line'), edits: [edit], preferred: true }];
      },
    },
    'invalid-escape': {
      message: () => l10n.t('The escape character is a backslash or a backtick.'),
      fixes: (issue) => [replaced(issue, '\\', l10n.t('Use a backslash'))],
    },
  }),
};

export const SM707: Rule = {
  id: 'SM707',
  name: 'trigger',
  severity: 'error',
  roles: 'any',
  explanation: 'ONBUILD takes one instruction, and neither FROM, MAINTAINER nor another ONBUILD.',
  source: 'https://docs.docker.com/reference/dockerfile/#onbuild',
  example: { bad: 'ONBUILD ONBUILD RUN make', good: 'ONBUILD RUN make' },
  alsoIn: ['container-tools', 'docker-dx', 'hadolint'],
  check: reportIssues({
    'trigger-forbidden': {
      message: ({ detail }) => l10n.t('ONBUILD cannot hold {0}.', detail.toUpperCase()),
      fixes: (issue, { dockerfile }) => {
        const holder = dockerfile.instructions.find(
          ({ start, end }) => start <= issue.start && issue.end <= end,
        );
        return holder ? [{ ...replaced(holder, '', l10n.t('Remove it')), preferred: false }] : [];
      },
    },
    'trigger-nested': {
      message: () => l10n.t('ONBUILD cannot hold another ONBUILD.'),
      fixes: ({ start, end }, { dockerfile: { text } }) => {
        const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
        return [replaced({ start, end: end + space }, '', l10n.t('Remove the second ONBUILD'))];
      },
    },
  }),
};

export const SM708: Rule = {
  id: 'SM708',
  name: 'empty-continuation',
  severity: 'hint',
  roles: 'any',
  explanation: 'A blank line inside a continued instruction still works, but Docker will stop to accept it.',
  source: 'https://docs.docker.com/reference/build-checks/no-empty-continuation/',
  example: { bad: 'RUN a && \\\n\n    b', good: 'RUN a && \\\n    b' },
  alsoIn: ['container-tools', 'docker-dx'],
  check: reportIssues({
    'empty-continuation': {
      message: () => l10n.t('A blank line inside a continued instruction will not be accepted for ever.'),
      fixes: ({ start, end }, { dockerfile: { text } }) => {
        const newline = text.indexOf('\n', end);
        const edit = { start, end: newline < 0 ? text.length : newline + 1, text: '' };
        return [{ title: l10n.t('Remove the line'), edits: [edit], preferred: true }];
      },
    },
  }),
};
