import * as l10n from '@vscode/l10n';
import { nesting } from '../../metrics/nesting';
import type { FileFinding } from '../../../userFile/finding';
import type { Look } from './check';
import { finding } from '../../../userFile/check/finding';

export function* checkMetrics(look: Look): Iterable<FileFinding> {
  const { run, places } = look;
  const { metrics } = run;
  if (metrics.length > 40)
    yield finding(
      'RUN601',
      'error',
      places.key(['metrics']),
      l10n.t('SageMaker takes at most 40 metrics; these are {0}.', metrics.length),
    );
  const seen = new Set<string>();
  for (const [index, { name, regex }] of metrics.entries()) {
    const at = places.value(['metrics', index, 'name']);
    if (name === '' || name.length > 255)
      yield finding('RUN602', 'error', at, l10n.t('The name of a metric has 1 to 255 characters.'));
    if (seen.has(name)) yield finding('RUN606', 'warning', at, l10n.t('There are two metrics {0}.', name));
    seen.add(name);
    yield* checkRegex(look, index, regex);
  }
}

function* checkRegex({ places }: Look, index: number, regex: string): Iterable<FileFinding> {
  const range = places.value(['metrics', index, 'regex']);
  if (regex === '' || regex.length > 500)
    return yield finding(
      'RUN603',
      'error',
      range,
      l10n.t('The regular expression of a metric has 1 to 500 characters; this one has {0}.', regex.length),
    );
  const groups = countGroups(regex);
  if (typeof groups === 'string')
    yield finding('RUN604', 'error', range, l10n.t('This is no regular expression: {0}.', groups));
  else if (groups === 0)
    yield finding(
      'RUN605',
      'warning',
      range,
      l10n.t('The value of a metric is the first group of its expression: put ( ) around the number.'),
    );
  else if (nesting(regex) === 'explosive')
    yield finding(
      'RUN607',
      'warning',
      range,
      l10n.t(
        'A repetition of repetitions, as in (a+)+, can take for ever on a line that does not match. Repeat only once, or put something fixed between.',
      ),
    );
}

/** So many groups; or what is wrong, in the words of the engine. */
function countGroups(regex: string): number | string {
  try {
    // `(?P<name>` is Python's form.
    const { source } = new RegExp(regex.replaceAll('(?P<', '(?<'));
    // With an empty choice added it matches the empty text, and tells its groups.
    return (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return said.replace(/^Invalid regular expression: .*: /s, '');
  }
}
