import * as l10n from '@vscode/l10n';
import { deleteLines } from '../../edit/lineEdits';
import type { Report } from '../../finding';
import type { Rule } from '../../rule';

export const SM315: Rule = {
  id: 'SM315',
  name: 'multiple-entry',
  severity: 'warning',
  roles: 'any',
  explanation: 'Only the last ENTRYPOINT and the last CMD of a stage count; the earlier ones do nothing.',
  source: 'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
  example: {
    bad: 'ENTRYPOINT ["python", "train.py"]\nENTRYPOINT ["python", "serve.py"]',
    good: 'ENTRYPOINT ["python", "serve.py"]',
  },
  alsoIn: ['container-tools', 'docker-dx', 'hadolint'],
  check: ({ build, dockerfile, named }) => {
    const reports: Report[] = [];
    if (named('ENTRYPOINT').length < 2 && named('CMD').length < 2) return reports;
    for (const { stage } of build.stages) {
      for (const name of ['ENTRYPOINT', 'CMD']) {
        const all = stage.instructions.filter((instruction) => instruction.name === name);
        const last = all.at(-1);
        for (const earlier of all.slice(0, -1)) {
          reports.push({
            start: earlier.start,
            end: earlier.end,
            message: l10n.t('A later {0} of this stage takes the place of this one.', name),
            related: last ? [{ start: last.start, end: last.end, message: l10n.t('This one counts.') }] : [],
            fixes: [
              { title: l10n.t('Remove it'), edits: [deleteLines(dockerfile, earlier)], preferred: true },
            ],
          });
        }
      }
    }
    return reports;
  },
};
