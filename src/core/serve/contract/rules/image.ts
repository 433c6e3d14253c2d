import * as l10n from '@vscode/l10n';
import { formatSize } from '../../../format';
import type { Evidence, Trial } from '../evidence';
import { socketText, isOfEngine } from '../listening';
import { labels, limits, otherPort } from '../limits';
import type { ContractRule, Verdict } from '../rule';
import { found, notApplicable, passed, sources } from '../rule';
import { untried } from '../untried';
import { duration, isSuccess, lastLines, seenText } from '../words';

const has = ({ image }: Evidence, label: string): boolean => image.labels[label] === 'true';

/** What image and file promise, and whether that is so. */
export const imageRules: readonly ContractRule[] = [
  {
    id: 'SC501',
    name: 'multi-model-label',
    title: l10n.t('The label on many models is true'),
    severity: 'error',
    requires: 'started',
    probes: ['models'],
    explanation: l10n.t(
      'With the label com.amazonaws.sagemaker.capabilities.multi-models=true an image hosts many models: it answers GET /models, and loads, invokes and unloads them. Without it SageMaker takes no endpoint of many models.',
    ),
    source: sources.multiModel,
    fix: l10n.t('Set the label where the calls are answered, and only there.'),
    judge: judgeModels,
  },
  {
    id: 'SC502',
    name: 'bind-to-port-label',
    title: l10n.t('The label on the port is true'),
    severity: 'error',
    requires: 'started',
    probes: ['port'],
    explanation: l10n.t(
      'Containers of a pipeline share a network: each listens where SAGEMAKER_BIND_TO_PORT says, and has the label com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true.',
    ),
    source: sources.pipeline,
    fix: l10n.t('Listen on the port that SAGEMAKER_BIND_TO_PORT names, 8080 without it, and set the label.'),
    judge: judgePort,
  },
  {
    id: 'SC503',
    name: 'platform',
    title: l10n.t('Is built for the processors of SageMaker'),
    severity: 'error',
    requires: 'nothing',
    probes: [],
    explanation: l10n.t(
      'Instances run linux/amd64, except for those with Graviton processors, which run linux/arm64.',
    ),
    source: sources.hosting,
    fix: l10n.t('Build with --platform linux/amd64, or set "local": { "platform": "linux/amd64" }.'),
    judge: judgePlatform,
  },
  {
    id: 'SC504',
    name: 'environment-limits',
    title: l10n.t('Its environment is within the limits'),
    severity: 'error',
    requires: 'nothing',
    probes: [],
    explanation: l10n.t(
      'A model has 100 variables at most, names and values of up to 1,024 characters, and 32 KB in all.',
    ),
    source: sources.model,
    fix: l10n.t('Put what is long into a file of the image or the model.'),
    judge: judgeEnvironment,
  },
  {
    id: 'SC505',
    name: 'serverless-size',
    title: l10n.t('Is small enough for serverless'),
    severity: 'error',
    requires: 'nothing',
    probes: [],
    explanation: l10n.t('The image of a serverless endpoint has 10 GB at most.'),
    source: sources.serverless,
    fix: l10n.t('Take out what serving does not need, such as CUDA: a serverless endpoint has no GPU.'),
    judge: ({ subject, image }) => {
      const size = formatSize(image.bytes);
      const said = l10n.t('{0} of {1}', size, formatSize(limits.serverlessImage));
      if (image.bytes > limits.serverlessImage && subject.isServerless)
        return found(l10n.t('The image has {0}, more than a serverless endpoint takes.', size), {
          evidence: [said],
        });
      return subject.isServerless
        ? passed(said)
        : notApplicable(l10n.t('The variant is not serverless; the image has {0}.', size));
    },
  },
  {
    id: 'SC506',
    name: 'serverless-start',
    title: l10n.t('Starts fast enough for serverless'),
    severity: 'error',
    requires: 'started',
    probes: [],
    explanation: l10n.t(
      'A container of a serverless endpoint must answer /ping within 3 minutes, and does so at each cold start while a client waits.',
    ),
    source: sources.serverless,
    fix: l10n.t('Load less at the start: a smaller model, fewer imports, no downloads.'),
    judge: ({ subject, main }) => {
      if (!subject.isServerless) return notApplicable(l10n.t('The variant is not serverless.'));
      if (main.refusal !== undefined || main.end) return notApplicable(l10n.t('It does not run (SC101).'));
      const most = limits.serverlessStart * 1000;
      return main.ready !== undefined && main.ready <= most
        ? passed(l10n.t('200 after {0}', duration(main.ready)))
        : found(l10n.t('/ping did not answer within 3 minutes.'), { evidence: lastLines(main, 3) });
    },
  },
];

function judgeModels(evidence: Evidence): Verdict {
  const { subject, calls } = evidence;
  const labelled = has(evidence, labels.multiModel);
  const list = calls.models?.list;
  if (!labelled && !subject.multiModel)
    return notApplicable(l10n.t('Neither the image nor the file speaks of many models.'));
  const said = modelEvidence(evidence);
  if (!labelled)
    return found(l10n.t('The file asks for "multiModel", and the image lacks the label.'), {
      evidence: said,
      fixes: [l10n.t('Add to the Dockerfile: LABEL {0}=true', labels.multiModel)],
    });
  if (!list) return notApplicable(l10n.t('It never answered (SC202).'));
  if (!isSuccess(list) || !isList(list.kind === 'answered' ? list.text : ''))
    return found(
      l10n.t('The label says that the image hosts many models, and GET /models does not list them.'),
      {
        evidence: said,
      },
    );
  const { load, again, invoke, unload } = calls.models ?? {};
  const failed = [load, invoke, unload].find((seen) => seen && !isSuccess(seen));
  if (failed) return found(l10n.t('A call of multi-model hosting fails.'), { evidence: said });
  if (again?.kind === 'answered' && again.status !== 409)
    return found(l10n.t('A model that is loaded already is answered {0}: 409 is expected.', again.status), {
      severity: 'warning',
      evidence: said,
    });
  return passed(...said);
}

function modelEvidence({ calls }: Evidence): readonly string[] {
  const { list, load, again, invoke, unload } = calls.models ?? {};
  const lines = [
    ['GET /models', list],
    ['POST /models', load],
    [l10n.t('POST /models, again'), again],
    ['POST /models/NAME/invoke', invoke],
    ['DELETE /models/NAME', unload],
  ] as const;
  return lines.flatMap(([request, seen]) => (seen ? [seenText(request, seen)] : []));
}

function isList(text: string): boolean {
  // The beginning is all that is kept of a long list.
  return /^\s*\{\s*"(?:models|nextPageToken)"\s*:/.test(text);
}

function judgePort(evidence: Evidence): Verdict {
  const { subject, port } = evidence;
  const labelled = has(evidence, labels.bindToPort);
  if (!labelled && !subject.isInGroup)
    return notApplicable(l10n.t('The image has no such label, and is no step of a pipeline.'));
  if (!port) return untried(evidence);
  const said = portEvidence(port);
  if (port.ready === undefined)
    return found(
      labelled
        ? l10n.t(
            'The label says that the image listens where it is told, and it does not listen on {0}.',
            otherPort,
          )
        : l10n.t(
            'The image is a step of a pipeline, and does not listen on {0} where it is told so.',
            otherPort,
          ),
      { evidence: said },
    );
  return labelled
    ? passed(...said)
    : found(l10n.t('The image listens where it is told, and lacks the label that says so.'), {
        evidence: said,
        fixes: [l10n.t('Add to the Dockerfile: LABEL {0}=true', labels.bindToPort)],
      });
}

function portEvidence(port: Trial): readonly string[] {
  const sockets = port.sockets?.filter((socket) => !isOfEngine(socket)).map(socketText) ?? [];
  return [
    `SAGEMAKER_BIND_TO_PORT=${otherPort}`,
    ...(sockets.length === 0 ? [] : [l10n.t('listens: {0}', sockets.join(', '))]),
    ...(port.ready === undefined
      ? [...(port.ping ? [seenText('GET /ping', port.ping)] : []), ...lastLines(port, 3)]
      : [l10n.t('200 after {0}', duration(port.ready))]),
  ];
}

function judgePlatform({ image }: Evidence): Verdict {
  const platform = `${image.os}/${image.architecture}`;
  if (platform === 'linux/amd64') return passed(platform);
  if (platform === 'linux/arm64')
    return found(
      l10n.t('The image is built for linux/arm64: only instances with Graviton processors run it.'),
      {
        severity: 'warning',
        evidence: [platform],
      },
    );
  return found(l10n.t('SageMaker runs no image for {0}.', platform), { evidence: [platform] });
}

function judgeEnvironment({ subject }: Evidence): Verdict {
  const entries = Object.entries(subject.environment);
  const bytes = entries.flat().reduce((sum, text) => sum + utf8Bytes(text), 0);
  const said = l10n.t('{0} variables, {1} bytes', entries.length, bytes);
  const wrong = [
    ...(entries.length > limits.variables ? [l10n.t('There are {0} variables.', entries.length)] : []),
    ...entries.flatMap(([name, value]) => [
      ...(name.length > limits.variableName ? [l10n.t('The name {0}… is too long.', name.slice(0, 40))] : []),
      ...(value.length > limits.variableValue
        ? [l10n.t('The value of {0} has {1} characters.', name.slice(0, 40), value.length)]
        : []),
    ]),
    ...(bytes > limits.environmentBytes ? [l10n.t('All together have {0} bytes.', bytes)] : []),
  ];
  return wrong.length === 0 ? passed(said) : found(wrong.join(' '), { evidence: [said] });
}

/** A half of a pair becomes three bytes. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
}
