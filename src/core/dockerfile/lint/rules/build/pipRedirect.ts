import * as l10n from '@vscode/l10n';
import type { ShellCommand } from '../../../shell/command';
import type { Report } from '../../finding';
import type { Rule } from '../../rule';

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
  check: ({ named, mentions, commands }) => {
    const reports: Report[] = [];
    for (const instruction of named('RUN')) {
      if (!mentions(instruction, redirect)) continue;
      for (const command of commands(instruction))
        if (command.redirects.length > 0 && isInstall(command)) reports.push(...swallowed(command));
    }
    return reports;
  },
};

const redirect = /[<>]/;
const installers = /^(?:pip|pip3|pip3\.\d+|uv|conda|mamba|micromamba)$/;

/** Also `python -m pip install` and a full path to any of them. */
function isInstall({ name, words }: ShellCommand): boolean {
  const program = name?.text.split('/').at(-1) ?? '';
  const rest = words.map(({ text }) => text);
  const viaModule = /^python[\d.]*$/.test(program) && rest[0] === '-m' && installers.test(rest[1] ?? '');
  return (viaModule || installers.test(program)) && rest.includes('install');
}

function* swallowed({ words, redirects }: ShellCommand): Generator<Report> {
  for (const { operator, target, isGlued, start } of redirects) {
    if (!/^[<>]$/.test(operator) || !isGlued || !target || !/^=?\d/.test(target.text)) continue;
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
