import * as l10n from '@vscode/l10n';
import type { TerminalCommand } from '../commandLine';
import { readLintOptions } from './lintOptions';

export const lintCommand: TerminalCommand = {
  usage: 'longshore lint [PATHS…] [OPTIONS]',
  summary: l10n.t('Check Dockerfiles for what breaks on SageMaker.'),
  details:
    l10n.t(`PATHS are Dockerfiles, folders (all Dockerfiles in them) and globs; without any, the current folder. - reads one Dockerfile from the standard input.

  --format text|json|sarif|github       how findings are told (text)
  --fix                                 apply the preferred fixes, also to other files of the build context
  --role train|serve|both|processing|studio|none
                                        what SageMaker does with the images, instead of a guess
  --severity error|warning|info|hint    the least that is shown, fixed and counted (info)
  --fail-on error|warning|info|hint|never
                                        from when on the exit code is 1 (error)
  --rule ID=off|error|warning|info|hint another severity for a rule; may be repeated
  --no-workspace                        look at the text of the Dockerfiles alone
  --stdin                               the same as -

Exit codes: 0 fine, 1 findings or a problem, 2 used wrongly.`),
  positionals: true,
  options: {
    format: { type: 'string' },
    fix: { type: 'boolean' },
    role: { type: 'string' },
    severity: { type: 'string' },
    'fail-on': { type: 'string' },
    rule: { type: 'string', multiple: true },
    'no-workspace': { type: 'boolean' },
    stdin: { type: 'boolean' },
  },
  run: async (program, given, terminal) => {
    const options = readLintOptions(given);
    // The rules are the larger part of the program; only this command pays for them.
    const [{ runLint }, world] = await Promise.all([import('./runLint'), program.localWorld()]);
    return runLint({ ...world, version: program.version }, options, terminal);
  },
};
