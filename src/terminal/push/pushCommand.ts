import * as l10n from '@vscode/l10n';
import { checkedTarget, pushTarget } from '../../core/ecr/pushTarget';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';

export const pushCommand: TerminalCommand = {
  usage: 'longshore push IMAGE [OPTIONS]',
  summary: l10n.t('Push an image of the engine into Amazon ECR, as SageMaker takes it.'),
  details: l10n.t(`  --repository NAME   where it goes (the name of the image)
  --tag TAG           under which tag (that of the image)
  --create            make the repository when it is not there
  --profile NAME      the AWS profile (AWS_PROFILE, then default)
  --region NAME       the region (that of the name, of AWS_REGION, of the profile)
  --json              the result as JSON; progress goes to the other stream

Exit codes: 0 pushed or there already, 1 a problem, 2 used wrongly, 130 stopped.`),
  positionals: true,
  options: {
    repository: { type: 'string' },
    tag: { type: 'string' },
    create: { type: 'boolean' },
    profile: { type: 'string' },
    region: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [image, ...more] = positionals;
    if (image === undefined || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Name one image, such as iris:1.'));
    const word = (name: string): string | undefined => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    };
    const [repository, tag] = [word('repository'), word('tag')];
    if (repository === undefined && /^(?:sha256:)?[0-9a-f]{12,64}$/.test(image))
      throw new Problem('bad-usage', l10n.t('{0} has no name: say --repository, and --tag.', image));
    const target = checkedTarget(pushTarget(image), {
      ...(repository === undefined ? {} : { repository }),
      ...(tag === undefined ? {} : { tag }),
    });
    const { runPush } = await import('./runPush');
    const place = { profile: word('profile'), region: word('region') ?? target.region };
    const how = { create: options['create'] === true, json: options['json'] === true };
    return runPush(await program.world(), { image, target, place, ...how }, terminal);
  },
};
