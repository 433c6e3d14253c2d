import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../../../syntax';
import { copiedFiles } from '../../../copied/copied';
import type { Edit, Fix } from '../../../finding';
import { deleteLines } from '../../../edit/lineEdits';
import { plainBaseOf } from '../../../start/plainBase';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { addLabel, capabilities, capabilityOf, isTrue } from './capabilities';
import type { Binding } from '../../../../build/build';

const variable = 'SAGEMAKER_BIND_TO_PORT';

export const SM405: Rule = {
  id: 'SM405',
  name: 'bind-label-missing',
  severity: 'hint',
  roles: ['serve'],
  explanation:
    'The code reads SAGEMAKER_BIND_TO_PORT, which is set in inference pipelines. A pipeline takes only images that carry the label accept-bind-to-port.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/inference-pipeline-real-time.html',
  example: {
    bad: 'COPY serve.py /opt/program/   # reads SAGEMAKER_BIND_TO_PORT',
    good: 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true',
  },
  check: function* (view) {
    if (capabilityOf(view, capabilities.bindToPort)) return;
    const file = fileWith(view, variable);
    const place = file?.from?.word;
    if (!file || !place) return;
    yield {
      start: place.start,
      end: place.end,
      message: l10n.t(
        '{0} reads {1}, but the image lacks the label for pipelines.',
        file.source ?? file.path,
        variable,
      ),
      fixes: [labelFix(view, capabilities.bindToPort)],
    };
  },
};

export const SM406: Rule = {
  id: 'SM406',
  name: 'bind-label-lie',
  severity: 'warning',
  roles: ['serve'],
  explanation:
    'The label accept-bind-to-port promises that the server listens on the port of SAGEMAKER_BIND_TO_PORT, but nothing in the image reads that variable. In an inference pipeline the container is asked on another port than 8080 and does not answer.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/inference-pipeline-real-time.html',
  example: {
    bad: 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true\n# and nginx.conf has: listen 8080;',
    good: '# a start script that writes ${SAGEMAKER_BIND_TO_PORT:-8080} into nginx.conf',
  },
  check: function* (view) {
    const label = capabilityOf(view, capabilities.bindToPort);
    if (!label?.known || !isTrue(label) || !isNowhere(view, variable)) return;
    yield {
      start: label.pair.start,
      end: label.pair.end,
      message: l10n.t('Nothing in the image reads {0}, which this label promises.', variable),
      fixes: removal(view, label),
    };
  },
};

export const SM410: Rule = {
  id: 'SM410',
  name: 'bidi-label',
  severity: 'warning',
  roles: ['serve'],
  explanation:
    'SageMaker opens the WebSocket /invocations-bidirectional-stream only for images that carry the label bidirectional-streaming.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: {
    bad: 'COPY app.py /opt/program/   # @app.websocket("/invocations-bidirectional-stream")',
    good: 'LABEL com.amazonaws.sagemaker.capabilities.bidirectional-streaming=true',
  },
  check: function* (view) {
    if (capabilityOf(view, capabilities.bidirectional)) return;
    const file = fileWith(view, '/invocations-bidirectional-stream');
    const place = file?.from?.word ?? file?.copy.instruction;
    if (!file || !place) return;
    yield {
      start: place.start,
      end: place.end,
      message: l10n.t(
        '{0} serves a bidirectional stream, but the image lacks its label.',
        file.source ?? file.path,
      ),
      fixes: [labelFix(view, capabilities.bidirectional)],
    };
  },
};

const programs = /\.(?:py|[rR]|sh|js|ts|go|java|rs|conf|template|tmpl|j2)$|\/[^./]+$/;

const fileWith = (view: View, word: string) =>
  [...copiedFiles(view).files.values()].find(
    ({ path, fact }) =>
      programs.test(path) && !/(?:^|\/)tests?\//.test(path) && fact.text?.includes(word) === true,
  );

const labelFix = (view: View, name: string): Fix => ({
  title: l10n.t('Add the label'),
  edits: addLabel(view, name),
  preferred: true,
});

/** Servers and toolkits that read it themselves, and what may bring one. */
const readers =
  /sagemaker[-_]|model-server|torchserve|triton|djl|mlflow|tensorflow|git\+|\.whl|bentoml|tgi|vllm|sglang/i;

/** No file of the image has the word; known only where all that comes into it can be seen. */
function isNowhere(view: View, word: string): boolean {
  const { files, hidden } = copiedFiles(view);
  if (view.evidence?.complete !== true || view.evidence.context === undefined || hidden.length > 0)
    return false;
  if (plainBaseOf(view) === undefined || files.size === 0) return false;
  const texts = [...files.values()].filter(({ path }) => programs.test(path) || path.endsWith('.txt'));
  const runs = view.named('RUN').map(({ start, end }) => view.dockerfile.text.slice(start, end));
  const rest = view.instructions.filter(({ name }) => name !== 'LABEL' && name !== 'RUN');
  const said = rest.some(({ start, end }) => view.dockerfile.text.slice(start, end).includes(word));
  return (
    !said &&
    !runs.some((run) => readers.test(run) || run.includes(word) || /git clone|curl|wget/.test(run)) &&
    texts.every(({ fact: { text } }) => text !== undefined && !text.includes(word) && !readers.test(text))
  );
}

function removal({ dockerfile }: View, { instruction, pair }: Binding): readonly Fix[] {
  const edit = isOnly(instruction)
    ? deleteLines(dockerfile, instruction)
    : alone(dockerfile.text, pair.start, pair.end);
  return [{ title: l10n.t('Remove the label'), edits: [edit], preferred: false }];
}

const isOnly = ({ arguments: given }: Instruction): boolean =>
  given.kind === 'pairs' && given.pairs.length === 1;

/** With the blanks before it. */
function alone(text: string, start: number, end: number): Edit {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from -= 1;
  return { start: text[from - 1] === '\n' ? start : from, end, text: '' };
}
