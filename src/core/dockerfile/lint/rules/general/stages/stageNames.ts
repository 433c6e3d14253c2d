import * as l10n from '@vscode/l10n';
import { flagOf } from '../../../../syntax';
import type { Rule } from '../../../rule';

export const SM718: Rule = {
  id: 'SM718',
  name: 'reserved-stage',
  severity: 'warning',
  roles: 'any',
  explanation:
    '`scratch` and `context` mean something to Docker: a stage of that name cannot be used as one.',
  source: 'https://docs.docker.com/reference/build-checks/reserved-stage-name/',
  example: { bad: 'FROM python:3.11 AS context', good: 'FROM python:3.11 AS build' },
  alsoIn: ['docker-dx', 'hadolint'],
  check: function* ({ build }) {
    for (const { stage } of build.stages) {
      const { name, nameWord } = stage;
      if (!nameWord || (name !== 'scratch' && name !== 'context')) continue;
      const { start, end } = nameWord;
      const fresh = `${name}-stage`;
      yield {
        start,
        end,
        message: l10n.t('{0} is a name that Docker keeps for itself.', nameWord.raw),
        fixes: [
          { title: l10n.t('Change to {0}', fresh), edits: [{ start, end, text: fresh }], preferred: false },
        ],
      };
    }
  },
};

export const SM719: Rule = {
  id: 'SM719',
  name: 'stage-casing',
  severity: 'hint',
  roles: 'any',
  explanation:
    'Docker reads names of stages in small letters, whatever the file says. `AS` is written like FROM.',
  source: 'https://docs.docker.com/reference/build-checks/stage-name-casing/',
  example: { bad: 'FROM python:3.11 as Base', good: 'FROM python:3.11 AS base' },
  alsoIn: ['docker-dx'],
  check: function* ({ build, dockerfile }) {
    for (const { stage } of build.stages) {
      const { from, name, nameWord } = stage;
      if (!nameWord || name === undefined) continue;
      if (nameWord.raw !== name) {
        const { start, end } = nameWord;
        const edits = [{ start, end, text: name }];
        const title = l10n.t('Change to {0}', name);
        const message = l10n.t('Docker reads this as {0}.', name);
        yield { start, end, message, fixes: [{ title, edits, preferred: true }] };
      }
      const [, as = ''] = /\s(as)\s+\S+$/i.exec(dockerfile.text.slice(from.start, nameWord.end)) ?? [];
      const right = from.keyword.raw === 'FROM' ? 'AS' : from.keyword.raw === 'from' ? 'as' : as;
      if (as === right || as === '') continue;
      const start = from.start + dockerfile.text.slice(from.start, nameWord.start).lastIndexOf(as);
      const end = start + as.length;
      const title = l10n.t('Change to {0}', right);
      const message = l10n.t('{0} is written like {1}.', as, from.keyword.raw);
      yield {
        start,
        end,
        message,
        fixes: [{ title, edits: [{ start, end, text: right }], preferred: true }],
      };
    }
  },
};

export const SM720: Rule = {
  id: 'SM720',
  name: 'target-platform',
  severity: 'info',
  roles: 'any',
  explanation: 'FROM takes the target platform in any case. The flag says nothing new.',
  source: 'https://docs.docker.com/reference/build-checks/redundant-target-platform/',
  example: { bad: 'FROM --platform=$TARGETPLATFORM python:3.11', good: 'FROM python:3.11' },
  alsoIn: ['docker-dx', 'hadolint'],
  check: function* ({ build, dockerfile }) {
    for (const { stage } of build.stages) {
      const flag = flagOf(stage.from, 'platform');
      if (!flag || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value ?? '')) continue;
      const space = /^[ \t]*/.exec(dockerfile.text.slice(flag.end))?.[0].length ?? 0;
      yield {
        start: flag.start,
        end: flag.end,
        message: l10n.t('FROM takes the target platform anyway.'),
        fixes: [
          {
            title: l10n.t('Remove the flag'),
            edits: [{ start: flag.start, end: flag.end + space, text: '' }],
            preferred: true,
          },
        ],
      };
    }
  },
};
