import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../../../syntax';
import type { Rule } from '../../../rule';

export const SM506: Rule = {
  id: 'SM506',
  name: 'legacy-env',
  severity: 'hint',
  roles: 'any',
  explanation:
    'ENV with a space between name and value is an old form that Docker advises against: it takes one variable only, and everything to the end of the line is the value. So is `ENV A = b`, whose value begins with the sign (a warning).',
  source: 'https://docs.docker.com/reference/build-checks/legacy-key-value-format/',
  example: { bad: 'ENV SAGEMAKER_PROGRAM train.py', good: 'ENV SAGEMAKER_PROGRAM=train.py' },
  alsoIn: ['docker-dx'],
  check: function* ({ named }) {
    for (const instruction of named('ENV', 'LABEL')) {
      const given = instruction.arguments;
      const [pair] = pairsOf(instruction);
      if (given.kind !== 'pairs' || !given.legacy || !pair?.value) continue;
      const { key, value } = pair;
      const sign = /^=[ \t]*/.exec(value.raw)?.[0];
      if (sign === undefined && instruction.name === 'LABEL') continue;
      const isPlain = value.end - value.start === value.raw.length;
      const written = value.raw.slice(sign?.length ?? 0);
      const isQuoted = sign !== undefined && /^"[^"\\$`]*"$|^'[^'\\]*'$/.test(written);
      const needsQuotes = /\s/.test(written) && !isQuoted;
      const text = needsQuotes ? `"${written}"` : written;
      const isSafe = isPlain && !(needsQuotes && /["'\\`]/.test(written));
      yield {
        start: pair.start,
        end: pair.end,
        ...(sign !== undefined && { severity: 'warning' as const }),
        message:
          sign === undefined
            ? l10n.t('An old form of ENV: write {0}=…', key.raw)
            : l10n.t('The sign = becomes part of the value: write {0}=… without spaces.', key.raw),
        fixes: isSafe
          ? [
              {
                title: l10n.t('Write {0}={1}', key.raw, text),
                edits: [{ start: key.end, end: value.end, text: `=${text}` }],
                preferred: true,
              },
            ]
          : [],
      };
    }
  },
};
