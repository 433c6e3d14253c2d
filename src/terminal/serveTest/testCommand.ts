import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

const testFormats = ['text', 'json', 'junit'] as const;
export type TestFormat = (typeof testFormats)[number];
const failOns = ['error', 'warning'] as const;

export const testCommand: TerminalCommand = {
  usage: 'longshore test FILE.endpoint.json [OPTIONS]',
  summary: l10n.t('Test whether a container keeps the contract of SageMaker hosting.'),
  details: l10n.t(`  --variant NAME          only this variant (all)
  --payload FILE          the sample request ("local": { "sample": … } of the file, or sample/request.* beside it)
  --content-type TYPE     what the payload is (by the ending of its name)
  --only IDS              only these rules, such as SC201,SC402
  --format text|json|junit
                          how the report is written (text)
  --output FILE           where it is written to (the standard output)
  --fail-on error|warning from when on the exit code is 1 (error)
  --startup-timeout SECONDS
                          so long may the container take to answer /ping (as the file says, or 480)
  --runs FOLDER           where private copies of models are made (LONGSHORE_RUNS, or the folder that the editor uses)

Each container of the file is started several times, and all that was started is removed.

Exit codes: 0 all rules are kept, 1 some are not, or a problem, 2 used wrongly, 130 stopped by you.`),
  positionals: true,
  options: {
    variant: { type: 'string' },
    payload: { type: 'string' },
    'content-type': { type: 'string' },
    only: { type: 'string', multiple: true },
    format: { type: 'string' },
    output: { type: 'string' },
    'fail-on': { type: 'string' },
    'startup-timeout': { type: 'string' },
    runs: { type: 'string' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Name one endpoint file, such as iris.endpoint.json.'));
    const text = (name: string): string | undefined => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    };
    if (text('content-type') !== undefined && text('payload') === undefined)
      throw new Problem('bad-usage', l10n.t('--content-type goes with --payload.'));
    const asked = {
      file,
      variant: text('variant'),
      payload: text('payload'),
      contentType: text('content-type'),
      only: idsOf(options['only']),
      format: oneOf('--format', text('format') ?? 'text', testFormats),
      output: text('output'),
      failOn: oneOf('--fail-on', text('fail-on') ?? 'error', failOns),
      startup: secondsOf(text('startup-timeout')),
      runs: text('runs'),
    };
    const { runTest } = await import('./runTest');
    return runTest(await program.world(), { ...asked, version: program.version }, terminal);
  },
};

const idsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [])
    .flatMap((each: unknown) => String(each).split(','))
    .map((each) => each.trim().toUpperCase())
    .filter((each) => each !== '');

function oneOf<T extends string>(name: string, value: string, all: readonly T[]): T {
  const found = all.find((each) => each === value);
  if (found === undefined)
    throw new Problem('bad-usage', l10n.t('{0} is one of {1}, and not {2}.', name, all.join(', '), value));
  return found;
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 1 || seconds > 3600)
    throw new Problem('bad-usage', l10n.t('--startup-timeout is a number of seconds, 1 to 3600.'));
  return seconds;
}
