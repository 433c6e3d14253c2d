import * as l10n from '@vscode/l10n';
import { before, expandAt } from '../../../build/build';
import { copyWords } from '../../../build/copy';
import type { Rule } from '../../rule';

export const SM714: Rule = {
  id: 'SM714',
  name: 'add-copy',
  severity: 'info',
  roles: 'any',
  explanation:
    'ADD also fetches URLs and unpacks archives. For plain files COPY says what is meant, and a file that happens to be an archive stays one.',
  source: 'https://docs.docker.com/build/building/best-practices/#add-or-copy',
  example: { bad: 'ADD train.py /opt/ml/code/', good: 'COPY train.py /opt/ml/code/' },
  alsoIn: ['hadolint'],
  check: function* ({ build, named }) {
    for (const instruction of named('ADD')) {
      if (instruction.flags.some(({ name }) => name !== 'chown' && name !== 'chmod')) continue;
      const moment = before(build, instruction);
      const { sources, destination } = copyWords(instruction);
      const isPlain = sources.every(({ value }) => {
        const source = expandAt(build, moment, value);
        return source.known && !special.test(source.value);
      });
      if (!isPlain || destination === undefined) continue;
      const { start, end, raw } = instruction.keyword;
      const text = raw === 'add' ? 'copy' : 'COPY';
      yield {
        start,
        end,
        message: l10n.t('COPY is the instruction for plain files.'),
        fixes: [{ title: l10n.t('Change to {0}', text), edits: [{ start, end, text }], preferred: true }],
      };
    }
  },
};

/** URLs, repositories, archives, and patterns that may match one. */
const special = /:\/\/|^git@|\.git(?:#|$)|\.(?:tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst)\b|\*$/i;
