import * as l10n from '@vscode/l10n';
import { before, bindingAt, expandAt } from '../../../../build/build';
import { pairsOf, type Instruction, type Pair } from '../../../../syntax';
import type { Edit, Report, Severity } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM507: Rule = {
  id: 'SM507',
  name: 'env-self-ref',
  severity: 'error',
  roles: 'any',
  explanation:
    'One ENV sets all its variables at once: a value that refers to a variable of the same ENV gets what that variable was before, which is mostly nothing.',
  source: 'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  example: {
    bad: 'ENV HOME_DIR=/opt/app BIN=$HOME_DIR/bin',
    good: 'ENV HOME_DIR=/opt/app\nENV BIN=$HOME_DIR/bin',
  },
  check: function* (view) {
    for (const instruction of view.named('ENV')) {
      const pairs = pairsOf(instruction);
      if (pairs.length < 2 || !instruction.line.text.includes('$')) continue;
      if (view.build.places[instruction.number] === undefined) continue;
      const seen = new Map<string, Pair>();
      for (const pair of pairs) {
        const report = pair.value?.raw.includes('$') ? reference(view, instruction, pair, seen) : undefined;
        if (report) {
          yield report;
          // One split puts all that follows into the next ENV.
          break;
        }
        seen.set(pair.key.raw, pair);
      }
    }
  },
};

// Images bring these along, and a value that builds on the old one means it.
const common: ReadonlySet<string> = new Set(
  'CONDA_DIR CPATH CUDA_HOME CUDA_VERSION GOPATH HOME JAVA_HOME LANG LD_LIBRARY_PATH LIBRARY_PATH MANPATH NVIDIA_VISIBLE_DEVICES PATH PKG_CONFIG_PATH PYTHONPATH PYTHON_VERSION USER'.split(
    ' ',
  ),
);

function reference(
  view: View,
  instruction: Instruction,
  pair: Pair,
  seen: ReadonlyMap<string, Pair>,
): Report | undefined {
  const { value, key } = pair;
  if (!value) return undefined;
  const moment = before(view.build, instruction);
  for (const { name, at, end } of expandAt(view.build, moment, value.raw).references) {
    const definition = seen.get(name);
    // A form with a default says what to do when there is none.
    if (!definition || name === key.raw || /^\$\{\w+[:+-]/.test(value.raw.slice(at, end))) continue;
    const severity = severityOf(view, instruction, name, definition);
    if (!severity) continue;
    const isPlain = value.end - value.start === value.raw.length;
    return {
      start: isPlain ? value.start + at : value.start,
      end: isPlain ? value.start + end : value.end,
      message: l10n.t('{0} is set by the same ENV: here it still has its old value.', name),
      severity,
      related: [{ start: definition.start, end: definition.end, message: l10n.t('{0} is set here.', name) }],
      fixes: [
        {
          title: l10n.t('Split the ENV before {0}', key.raw),
          edits: split(view, instruction, pair),
          preferred: true,
        },
      ],
    };
  }
  return undefined;
}

function severityOf(
  view: View,
  instruction: Instruction,
  name: string,
  definition: Pair,
): Severity | undefined {
  const moment = before(view.build, instruction);
  const old = bindingAt(moment, name);
  if (!old) return common.has(name) ? undefined : 'error';
  const fresh = expandAt(view.build, moment, definition.value?.raw ?? '');
  const isSame = old.state === 'set' && old.known && fresh.known && old.value === fresh.value;
  return isSame || common.has(name) ? undefined : 'warning';
}

/** The variable and those behind it go to an ENV of their own; comments between them stay. */
function split(
  { dockerfile: { text, newline } }: View,
  instruction: Instruction,
  pair: Pair,
): readonly Edit[] {
  const pairs = pairsOf(instruction);
  const previous = pairs[pairs.indexOf(pair) - 1];
  if (!previous) return [];
  const gap = text.slice(previous.end, pair.start);
  const found = gap.indexOf('\n');
  if (found < 0)
    return [{ start: previous.end, end: pair.start, text: `${newline}${instruction.keyword.raw} ` }];
  const first = gap.slice(0, found).replace(/\r$/, '');
  const indent = gap.length - gap.lastIndexOf('\n') - 1;
  return [
    { start: previous.end, end: previous.end + first.length, text: '' },
    { start: pair.start - indent, end: pair.start, text: `${instruction.keyword.raw} ` },
  ];
}
