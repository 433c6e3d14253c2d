import * as l10n from '@vscode/l10n';
import type { Evidence } from '../../../evidence';
import type { Rule } from '../../../rule';
import { contextSources } from './contextSources';
import { ignoreFix } from './ignoreFile';

export const SM607: Rule = {
  id: 'SM607',
  name: 'copy-ignored',
  severity: 'warning',
  roles: 'any',
  explanation:
    'What `.dockerignore` leaves out is not sent to the build: a COPY of it fails as if the file did not exist.',
  source: 'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
  example: {
    bad: '# .dockerignore has *.py\nCOPY train.py /opt/ml/code/',
    good: '# .dockerignore has *.py and !train.py\nCOPY train.py /opt/ml/code/',
  },
  alsoIn: ['docker-dx'],
  check: function* (view) {
    const { evidence } = view;
    if (evidence === undefined) return;
    for (const { isPattern, path, word } of contextSources(view)) {
      if (isPattern || path === '.' || !isLeftOut(evidence, path)) continue;
      yield {
        start: word.start,
        end: word.end,
        message: l10n.t('.dockerignore keeps {0} out of the build, so there is nothing to copy.', path),
        fixes: ignoreFix(view, [`!${path}`]),
      };
    }
  },
};

/** A folder is left out when all that is in it is. */
function isLeftOut({ complete, files, isIgnored }: Evidence, path: string): boolean {
  const fact = files.get(path);
  if (fact === undefined || !isIgnored(path)) return false;
  if (fact.kind === 'file') return true;
  return (
    complete &&
    [...files].every(
      ([each, { kind }]) => kind === 'folder' || !each.startsWith(`${path}/`) || isIgnored(each),
    )
  );
}
