import * as l10n from '@vscode/l10n';
import { pairsOf, type Instruction, type Pair } from '../../../../syntax';
import { insertLineBefore } from '../../../edit/lineEdits';
import type { Fix, Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM503: Rule = {
  id: 'SM503',
  name: 'env-shell-subst',
  severity: 'error',
  roles: 'any',
  explanation:
    'No shell reads ENV and ARG: `$(…)` and backquotes are not run. The variable holds the text of the command (a warning), or the build fails at its spaces (an error). Only RUN can run it; a value that is known before the build can be an argument of the build.',
  source: 'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  example: {
    bad: 'ENV WHEEL=$(ls /dist)\nRUN pip install $WHEEL',
    good: 'ARG WHEEL\nENV WHEEL=${WHEEL}\nRUN pip install $WHEEL',
  },
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('ENV', 'ARG')) {
      const { text } = instruction.line;
      if (!text.includes('$(') && !text.includes('`')) continue;
      const pairs = pairsOf(instruction);
      for (const [at, pair] of pairs.entries()) {
        const report = substitution(view, instruction, pairs, at);
        if (report && !isForLater(pair.key.raw)) reports.push(report);
      }
    }
    return reports;
  },
};

/** What a shell reads again when it runs. */
const isForLater = (name: string): boolean =>
  /^(?:PS[0-4]|PROMPT_COMMAND|BASH_ENV|ENV)$|(?:^|_)(?:PROMPT|CMD|COMMAND|SCRIPT|EXEC|ENTRYPOINT)(?:_|$)/.test(
    name,
  );

function substitution(
  view: View,
  instruction: Instruction,
  pairs: readonly Pair[],
  at: number,
): Report | undefined {
  const pair = pairs[at];
  if (!pair?.value) return undefined;
  const mistyped = inWrongBrackets(instruction, pair);
  if (mistyped) return mistyped;
  const found = opening(pair.value.raw, view.dockerfile.escape);
  if (!found || pair.value.end - pair.value.start !== pair.value.raw.length) return undefined;
  // Without quotes the words of the command became pairs of their own.
  const last = pairs
    .slice(at)
    .find(({ raw }, index) => raw.includes(found.close) && (index > 0 || closes(raw, found)));
  if (!last) return undefined;
  const { end } = last;
  const breaks = instruction.name === 'ENV' && pairs.slice(at, pairs.indexOf(last) + 1).some(hasNoValue);
  return {
    // Else the build goes on, with the text: in an image of AWS itself nothing ever reads it.
    ...(!breaks && { severity: 'warning' as const }),
    start: pair.value.start + found.at,
    end: last === pair ? pair.value.end : end,
    message: l10n.t('{0} does not run commands: {1} gets this as text.', instruction.name, pair.key.raw),
    fixes: [asArgument(view, instruction, pair, end)],
  };
}

/** `$(PATH)` and `$(PATH}`, where `${PATH}` is meant. */
function inWrongBrackets({ name }: Instruction, { key, value }: Pair): Report | undefined {
  if (value === undefined || value.end - value.start !== value.raw.length) return undefined;
  const match = /\$\(([A-Z][A-Z0-9_]+)([)}])/.exec(value.raw);
  const [written, variable, bracket] = match ?? [];
  // A program has such a name only by chance; a bracket that closes nothing is no command at all.
  if (!match || written === undefined || variable === undefined) return undefined;
  if (bracket === ')' && variable !== key.raw) return undefined;
  const start = value.start + match.index;
  const range = { start, end: start + written.length };
  const meant = `\${${variable}}`;
  return {
    ...range,
    severity: 'warning',
    message: l10n.t('{0} takes {1} as text. Did you mean {2}?', name, written, meant),
    fixes: [
      {
        title: l10n.t('Use {0}', meant),
        edits: [{ ...range, text: meant }],
        preferred: true,
      },
    ],
  };
}

const hasNoValue = ({ value }: Pair): boolean => value === undefined;

interface Opening {
  readonly at: number;
  readonly close: ')' | '`';
}

function opening(raw: string, escape: string): Opening | undefined {
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === escape) at += 1;
    else if (raw[at] === '$' && raw[at + 1] === '(') return { at, close: ')' };
    // A single backquote is no command; as escape character it never gets here.
    else if (raw[at] === '`') return { at, close: '`' };
  }
  return undefined;
}

const closes = (raw: string, { close }: Opening): boolean =>
  close === ')' ? raw.includes(')') : raw.indexOf('`') !== raw.lastIndexOf('`');

function asArgument({ dockerfile }: View, instruction: Instruction, pair: Pair, end: number): Fix {
  const name = pair.key.raw;
  const start = pair.value?.start ?? pair.end;
  const edits =
    instruction.name === 'ARG'
      ? [{ start: pair.key.end, end, text: '' }]
      : [insertLineBefore(dockerfile, instruction, `ARG ${name}`), { start, end, text: `\${${name}}` }];
  return { title: l10n.t('Make {0} an argument of the build', name), edits, preferred: false };
}
