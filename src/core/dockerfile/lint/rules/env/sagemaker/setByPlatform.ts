import * as l10n from '@vscode/l10n';
import { beginningWith } from '../../../../build/scope';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import { environmentOf, namesOf, removal } from '../environment';

const given: ReadonlySet<string> = new Set([
  'SAGEMAKER_BATCH',
  'SAGEMAKER_BIND_TO_PORT',
  'SAGEMAKER_MULTI_MODEL',
  'SAGEMAKER_SAFE_PORT_RANGE',
  'TRAINING_JOB_ARN',
  'TRAINING_JOB_NAME',
]);

const region = 'AWS_DEFAULT_REGION';

const ofPlatform = beginningWith('AWS_', 'SAGEMAKER_', 'SM_', 'TRAINING_JOB_');

const isSetLater = (name: string): boolean =>
  given.has(name) || name === region || /^SM_(?:HP|CHANNEL)_./.test(name);

export const SM504: Rule = {
  id: 'SM504',
  name: 'env-set-by-platform',
  severity: 'warning',
  roles: 'any',
  explanation:
    'SageMaker or its toolkit sets this variable when it starts the container, as the job or endpoint needs it. A value in the image is what code sees wherever the platform sets none: a wrong port, a job that is none, another region.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: {
    bad: 'ENV SAGEMAKER_BIND_TO_PORT=8080',
    good: '# read it at start, and take 8080 if it is not set',
  },
  check: (view) => {
    const reports: Report[] = [];
    const { role } = view.role;
    const isSageMaker = role === 'train' || role === 'serve' || role === 'both' || role === 'processing';
    for (const name of namesOf(view, ofPlatform)) {
      if (!isSetLater(name)) continue;
      const isRegion = name === region;
      if (isRegion && !isSageMaker) continue;
      for (const { pair, instruction } of environmentOf(view, name)) {
        reports.push({
          start: pair.start,
          end: pair.end,
          message: isRegion
            ? l10n.t('This pins the image to one region; SageMaker sets the region at start.')
            : l10n.t('SageMaker sets {0} when it starts the container.', name),
          fixes: [removal(view.dockerfile, instruction, pair)],
        });
      }
    }
    return reports;
  },
};
