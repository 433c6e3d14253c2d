import * as l10n from '@vscode/l10n';
import type { Rule } from '../../../rule';
import { reportIssues } from './issues';

export const SM704: Rule = {
  id: 'SM704',
  name: 'heredoc',
  severity: 'error',
  roles: 'any',
  explanation:
    'A heredoc ends at a line that holds its name and nothing else. Without that line all the rest of the file belongs to it, and the build stops.',
  source: 'https://docs.docker.com/reference/dockerfile/#here-documents',
  example: { bad: 'RUN <<EOF\npip install torch', good: 'RUN <<EOF\npip install torch\nEOF' },
  alsoIn: ['docker-dx'],
  check: reportIssues({
    'heredoc-unterminated': {
      message: ({ detail }) => l10n.t('No line ends this heredoc: {0} must stand alone in a line.', detail),
      fixes: ({ start, detail }, { dockerfile: { text, newline }, instructions }) => {
        const heredoc = instructions
          .flatMap(({ heredocs }) => heredocs)
          .find(({ word }) => word.start === start);
        if (heredoc === undefined) return [];
        const at = heredoc.body.end;
        const isLineStart = at === 0 || text[at - 1] === '\n';
        const line = `${isLineStart ? '' : newline}${detail}${newline}`;
        return [
          {
            title: l10n.t('End it with {0}', detail),
            edits: [{ start: at, end: at, text: line }],
            preferred: true,
          },
        ];
      },
    },
    'heredoc-destination': {
      message: () => l10n.t('A heredoc is what is copied; the destination is missing behind it.'),
      fixes: ({ end, detail }) => [
        {
          title: l10n.t('Copy to the working directory'),
          edits: [{ start: end, end, text: ` ./${detail.toLowerCase()}` }],
          preferred: false,
        },
      ],
    },
  }),
};
