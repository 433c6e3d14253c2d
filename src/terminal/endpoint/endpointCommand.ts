import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

const verbs = ['get', 'plan', 'apply'] as const;
export type Verb = (typeof verbs)[number];

export const endpointCommand: TerminalCommand = {
  usage: 'longshore endpoint get|plan|apply FILE.endpoint.json [OPTIONS]',
  summary: l10n.t('Compare a living endpoint with its file, and change its traffic, capacity and scaling.'),
  details: l10n.t(`  get             how the endpoint is now
  plan            what differs, and what AWS would be asked
  apply           asks AWS, and waits until the endpoint is in service

  --check         with plan: exit code 2 when something differs
  --profile NAME  the AWS profile (AWS_PROFILE, then default)
  --region NAME   the region (that of the file, of AWS_REGION, of the profile)
  --json          the answer as JSON

Images, models and instance types are not changed: they need a new configuration.

Exit codes: 0 done, 1 a problem, 2 used wrongly or different, 130 stopped: AWS goes on with what it was asked.`),
  positionals: true,
  options: {
    check: { type: 'boolean' },
    profile: { type: 'string' },
    region: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [word, file, ...more] = positionals;
    const verb = verbs.find((each) => each === word);
    if (verb === undefined || file === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Say get, plan or apply, and one endpoint file.'));
    if (options['check'] === true && verb !== 'plan')
      throw new Problem('bad-usage', l10n.t('--check goes with plan.'));
    const given = (name: string): string | undefined => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    };
    const { runEndpoint } = await import('./runEndpoint');
    const asked = {
      verb,
      file,
      profile: given('profile'),
      region: given('region'),
      check: options['check'] === true,
      json: options['json'] === true,
    };
    return runEndpoint(await program.world(), asked, terminal);
  },
};
