import * as l10n from '@vscode/l10n';
import { accountsOf, isPublisher } from '../../../../../prebuilt/accounts';
import type { EcrUri } from '../../../../../prebuilt/ecrUri';
import { tagTypo } from '../../../../../prebuilt/tagForm';
import { baseImages } from '../../../image/baseImage';
import type { Severity } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';

export const SM104: Rule = {
  id: 'SM104',
  name: 'dlc-account-region',
  severity: 'error',
  roles: 'any',
  explanation:
    'AWS keeps its SageMaker images in accounts that differ by region and by family. With the account of another region the pull is denied, as if the image did not exist.',
  source:
    'https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html',
  example: {
    bad: 'FROM 763104351884.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:2.6.0-cpu-py312',
    good: 'FROM 871362719292.dkr.ecr.ap-east-1.amazonaws.com/pytorch-training:2.6.0-cpu-py312',
  },
  check: function* (view) {
    for (const image of baseImages(view)) {
      const { ecr, known } = image;
      if (!known || ecr?.account.length !== 12) continue;
      const owners = accountsOf(ecr.repository.text, ecr.region.text);
      const [owner] = owners;
      if (owner === undefined || owners.includes(ecr.account)) continue;
      const severity = severityOf(ecr, owner);
      if (!severity) continue;
      yield {
        ...placeOf(view, image, 0, 12),
        message:
          severity === 'error'
            ? l10n.t('In {0}, {1} belongs to {2}.', ecr.region.text, ecr.repository.text, owner)
            : l10n.t('AWS publishes {0} from {1}; this must be a copy of yours.', ecr.repository.text, owner),
        severity,
        fixes: [
          {
            title: l10n.t('Use account {0}', owner),
            edits: [imageEdit(view, image, { from: 0, to: 12, text: owner })],
            preferred: severity === 'error',
          },
        ],
      };
    }
  },
};

/** Certain for an account of AWS, or one with a slip of the pen; anybody else may have a mirror. */
function severityOf(ecr: EcrUri, owner: string): Severity | undefined {
  if (isPublisher(ecr.account)) {
    // Triton was published from accounts that our table does not tell.
    const isElsewhere = !isPublisher(ecr.account, ecr.region.text);
    return isElsewhere || ecr.repository.text !== 'sagemaker-tritonserver' ? 'error' : undefined;
  }
  if (nearest(ecr.account, [owner], 2) !== undefined) return 'error';
  const tag = ecr.tag?.text ?? '';
  return /-(?:cpu|gpu|neuronx?)-/.test(`-${tag}-`) && !tagTypo(tag) ? 'hint' : undefined;
}
