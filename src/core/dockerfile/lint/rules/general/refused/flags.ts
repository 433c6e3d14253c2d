import * as l10n from '@vscode/l10n';
import type { ParseIssue } from '../../../../syntax';
import type { Fix, Report } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { replaced, reportIssues } from './issues';

export const SM702: Rule = {
  id: 'SM702',
  name: 'flag',
  severity: 'error',
  roles: 'any',
  explanation: 'Each instruction has its own flags, each of them once, written as `--name=value`.',
  source: 'https://docs.docker.com/reference/dockerfile/',
  example: { bad: 'COPY --form=build /dist /web', good: 'COPY --from=build /dist /web' },
  alsoIn: ['container-tools', 'docker-dx', 'hadolint'],
  check: function* (view) {
    yield* reportUnknown(view);
    yield* ofShell(view);
  },
};

/** Options of cp: COPY takes them for files. */
function* ofShell(view: View): Generator<Report> {
  for (const { arguments: given } of view.named('COPY', 'ADD')) {
    const word = given.kind === 'words' && given.words.length > 2 ? given.words[0] : undefined;
    if (word === undefined || !/^-[afprRvT]{1,3}$/.test(word.raw)) continue;
    const next = given.kind === 'words' ? (given.words[1]?.start ?? word.end) : word.end;
    yield {
      start: word.start,
      end: word.end,
      message: l10n.t(
        '{0} is no option here, but the name of a file. Folders are copied with all that is in them.',
        word.raw,
      ),
      fixes: [replaced({ start: word.start, end: next }, '', l10n.t('Remove {0}', word.raw))],
    };
  }
}

const reportUnknown = reportIssues({
  'unknown-flag': {
    message: ({ detail }) => l10n.t('The instruction has no flag --{0}.', detail),
    fixes: (issue, view) => renamed(issue) ?? removed(issue, view),
  },
  'duplicate-flag': {
    message: ({ detail }) => l10n.t('The flag --{0} may stand here once.', detail),
    fixes: removed,
  },
  'flag-value-missing': {
    message: ({ detail }) => l10n.t('The flag --{0} needs a value.', detail),
    fixes: removed,
  },
  'flag-value-not-boolean': {
    message: ({ detail }) => l10n.t('The flag --{0} is true or false.', detail),
    fixes: (issue) => [replaced(issue, `--${issue.detail}=true`, l10n.t('Set it to true'))],
  },
});

const names =
  'chmod chown checksum device exclude from interval keep-git-dir link mount network parents platform retries security start-interval start-period timeout unpack'.split(
    ' ',
  );

function renamed({ detail, start }: ParseIssue): readonly Fix[] | undefined {
  const meant = nearest(detail, names, 2);
  if (meant === undefined || meant === detail) return undefined;
  const place = { start: start + 2, end: start + 2 + detail.length };
  return [replaced(place, meant, l10n.t('Change to {0}', `--${meant}`))];
}

function removed(issue: ParseIssue, { dockerfile: { text } }: View): readonly Fix[] {
  const space = /^[ \t]*/.exec(text.slice(issue.end))?.[0].length ?? 0;
  const title = l10n.t('Remove --{0}', issue.detail);
  return [{ title, edits: [{ start: issue.start, end: issue.end + space, text: '' }], preferred: false }];
}
