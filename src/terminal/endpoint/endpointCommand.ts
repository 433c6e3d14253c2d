import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';
import { readRolloutOptions, rolloutHelp, rolloutOptions } from './rolloutOptions';

const verbs = ['get', 'plan', 'apply', 'create'] as const;
export type Verb = (typeof verbs)[number];

export const endpointCommand: TerminalCommand = {
  usage: 'longshore endpoint get|plan|apply|create FILE.endpoint.json [OPTIONS]',
  summary: l10n.t(
    'Create an endpoint from its file, compare the two, and make the endpoint as the file says.',
  ),
  details: [
    l10n.t(`  get             how the endpoint is now
  plan            what differs, and what AWS would be asked
  apply           asks AWS, and waits until the endpoint is in service
  create          makes models, configuration and endpoint, and lets it scale

  --check         with plan: exit code 2 when something differs
  --profile NAME  the AWS profile (AWS_PROFILE, then default)
  --region NAME   the region (that of the file, of AWS_REGION, of the profile)
  --json          the answer as JSON`),
    rolloutHelp,
    l10n.t(
      'Exit codes: 0 done, 1 a problem, 2 used wrongly or different, 130 stopped: AWS goes on with what it was asked.',
    ),
  ].join('\n\n'),
  positionals: true,
  options: {
    check: { type: 'boolean' },
    profile: { type: 'string' },
    region: { type: 'string' },
    json: { type: 'boolean' },
    ...rolloutOptions,
  },
  run: async (program, { options, positionals }, terminal) => {
    const [word, file, ...more] = positionals;
    const verb = verbs.find((each) => each === word);
    if (verb === undefined || file === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Say get, plan, apply or create, and one endpoint file.'));
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
      rollout: readRolloutOptions(options),
    };
    return runEndpoint(await program.world(), asked, terminal);
  },
};
