import * as l10n from '@vscode/l10n';
import type { ShellCommand, ShellRedirect } from '../../../shell/command';
import type { Range } from '../../../text/range';
import type { Report } from '../../finding';
import type { Rule } from '../../rule';
import { programsOf, type Program } from './packages/program';

/** An unquoted `>=` in a shell is a redirect: pip installs any version, and a file named `=1.2` appears. */
export const SM601: Rule = {
  id: 'SM601',
  name: 'pip-redirect',
  severity: 'error',
  roles: 'any',
  explanation:
    'The shell reads an unquoted `>` as a redirect. `pip install numpy>=1.26` installs any numpy and writes the output of pip into a file named `=1.26`. The build succeeds, and the version that was asked for is ignored.',
  source: 'https://packaging.python.org/en/latest/specifications/dependency-specifiers/',
  example: { bad: 'RUN pip install numpy>=1.26', good: "RUN pip install 'numpy>=1.26'" },
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('RUN')) {
      if (!view.mentions(instruction, redirect)) continue;
      for (const program of programsOf(view, instruction))
        if (program.command.redirects.length > 0 && isInstall(program))
          reports.push(...swallowed(view.dockerfile.text, program.command));
    }
    return reports;
  },
};

const redirect = /[<>]/;
const pip = /^pip(?:3(?:\.\d+)?)?$/;
const condas = /^(?:conda|mamba|micromamba)$/;

/** Also `python -m pip install`, and what an environment of conda runs. */
function isInstall({ name, words }: Program): boolean {
  const rest = words.map(({ text }) => text);
  const has = (...verbs: readonly string[]): boolean => verbs.some((verb) => rest.includes(verb));
  if (condas.test(name)) return has('install', 'create') || (rest[0] === 'run' && has('pip'));
  if (/^(?:poetry|pdm)$/.test(name)) return rest[0] === 'add';
  if (name === 'uv') return has('install', 'add');
  const viaModule = /^python[\d.]*$/.test(name) && rest[0] === '-m' && pip.test(rest[1] ?? '');
  return (viaModule || pip.test(name) || name === 'pipx') && has('install', 'download', 'wheel');
}

function* swallowed(text: string, { words, redirects }: ShellCommand): Generator<Report> {
  for (const given of redirects) {
    const { operator, start } = given;
    const target = versionOf(text, given);
    if (!/^[<>]$/.test(operator) || target === undefined) continue;
    const word = words.find(({ end }) => end === start);
    if (!word || word.quoting !== 'none') continue;
    const requirement = `${word.raw}${operator}${target.raw}`;
    const quoted = `'${requirement}'`;
    yield {
      start: word.start,
      end: target.end,
      message: l10n.t(
        'The shell takes {0} as a redirect: pip never sees the version. Quote the requirement.',
        `${operator}${target.raw}`,
      ),
      fixes: [
        {
          title: l10n.t('Quote {0}', requirement),
          edits: [{ start: word.start, end: target.end, text: quoted }],
          preferred: true,
        },
      ],
    };
  }
}

/** Where the version stands that became the name of a file; undefined for a redirect that is meant. */
function versionOf(text: string, { target, isGlued }: ShellRedirect): (Range & { raw: string }) | undefined {
  if (!isGlued || !target) return undefined;
  if (/^=?\d|^=\$/.test(target.text)) return target;
  // `numpy>= 1.26`: a file named `=`, and a package named 1.26.
  const behind = target.text === '=' ? /^[ \t]+(\d[\w.*]*)/.exec(text.slice(target.end)) : null;
  if (behind?.[1] === undefined) return undefined;
  return { start: target.start, end: target.end + behind[0].length, raw: `=${behind[1]}` };
}
