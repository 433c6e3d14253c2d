import * as l10n from '@vscode/l10n';
import { isInside } from '../../../../paths';
import { environmentAt, labelAt } from '../../../build/build';
import type { Fix, Report } from '../../finding';
import type { Rule } from '../../rule';
import type { View } from '../../view';
import { placedIn } from './places/placed';

const label = 'com.amazonaws.sagemaker.capabilities.multi-models';

export const SM204: Rule = {
  id: 'SM204',
  name: 'model-vs-models',
  severity: 'warning',
  roles: ['serve'],
  explanation:
    'An endpoint with one model has it at `/opt/ml/model`. `/opt/ml/models` belongs to multi-model endpoints, which need a label of the image and a server that loads models on demand.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mms-container-apis.html',
  example: { bad: 'ENV MODEL_DIR=/opt/ml/models', good: 'ENV MODEL_DIR=/opt/ml/model' },
  check: function* (view) {
    if (view.role.role === 'train' || !view.dockerfile.text.includes('/opt/ml/models')) return;
    if (servesMany(view)) return;
    const placed = placedIn(view).filter(({ by, path }) => by === 'copy' && isInside(path, '/opt/ml/models'));
    const made = placedIn(view).some(({ path }) => isInside(path, '/opt/ml/models'));
    for (const { start, end, instruction } of placed) {
      yield {
        start,
        end,
        message: missingLabel(),
        severity: 'info',
        fixes: [addLabel(view, instruction.end)],
      };
    }
    if (!made) yield* readFrom(view);
  },
};

const missingLabel = (): string =>
  l10n.t(
    '/opt/ml/models is for multi-model endpoints, and the image has no label that it serves many models.',
  );

/** A variable that leads a server to a folder which will not be there. */
function* readFrom(view: View): Generator<Report> {
  for (const { value, known, token, instruction } of environmentAt(view.end).values()) {
    const at = token.raw.indexOf('/opt/ml/models');
    if (!known || !/^\/opt\/ml\/models\/?$/.test(value) || at < 0) continue;
    const start = token.start + at;
    const end = start + '/opt/ml/models'.length;
    yield {
      start,
      end,
      message: l10n.t('SageMaker puts the model of an endpoint into /opt/ml/model, not /opt/ml/models.'),
      fixes: [
        {
          title: l10n.t('Use {0}', '/opt/ml/model'),
          edits: [{ start, end, text: '/opt/ml/model' }],
          preferred: true,
        },
        addLabel(view, instruction.end),
      ],
    };
  }
}

const servers =
  /multi-model|torchserve|sagemaker-inference|sagemaker_inference|triton|djl|SAGEMAKER_MULTI_MODEL|ray\[?serve|mms/i;

/** By its label, its server, or a base image that may bring both. */
function servesMany(view: View): boolean {
  const [lowest] = view.chain;
  const root = lowest?.root;
  if (labelAt(view.end, label) || servers.test(view.dockerfile.text)) return true;
  return (
    root?.kind === 'image' &&
    (!root.reference.known || /\.dkr\.ecr\.|sagemaker|serv|infer/i.test(root.reference.value))
  );
}

function addLabel({ dockerfile: { newline } }: View, at: number): Fix {
  return {
    title: l10n.t('Label the image for multi-model endpoints'),
    edits: [{ start: at, end: at, text: `${newline}LABEL ${label}=true` }],
    preferred: false,
  };
}
