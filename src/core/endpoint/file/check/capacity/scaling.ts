import * as l10n from '@vscode/l10n';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import type { EndpointFile, Scaling, Variant } from '../../endpointFile';
import { metricOf } from '../../makeCapacity';
import type { Look } from '../look';

export function* checkScaling({ endpoint, places, variants }: Look): Iterable<FileFinding> {
  for (const { variant, path } of variants) {
    const { scaling } = variant;
    if (!scaling) continue;
    const say: Say = (id, key, message) =>
      finding(id, 'error', places.value([...path, 'scaling', key]), message);
    yield* checkRange(endpoint, variant, scaling, say);
    yield* checkMetric(endpoint, variant, say);
    if (variant.serverless) yield* checkProvisioned(variant, scaling, say);
    else if (variant.instanceType?.startsWith('ml.t') && !variant.instanceType.startsWith('ml.trn'))
      yield finding(
        'END803',
        'error',
        places.value([...path, 'instanceType']),
        l10n.t(
          '{0} is burstable, and such instances are not scaled. Choose another type.',
          variant.instanceType,
        ),
      );
  }
}

type Say = (id: string, key: keyof Scaling, message: string) => FileFinding;

function* checkRange(
  endpoint: EndpointFile,
  { instances, serverless }: Variant,
  { min, max, target }: Scaling,
  say: Say,
): Iterable<FileFinding> {
  if (min > max)
    yield say('END801', 'min', l10n.t('"min" ({0}) must not be more than "max" ({1}).', min, max));
  if (min === 0 && !endpoint.async)
    yield say('END802', 'min', l10n.t('Only asynchronous endpoints scale to 0. Set "min" to 1 or more.'));
  if (target === 0) yield say('END808', 'target', l10n.t('The target of scaling is more than 0.'));
  if (!serverless && min <= max && (instances < min || instances > max))
    yield {
      ...say(
        'END805',
        instances < min ? 'min' : 'max',
        l10n.t('The endpoint starts with {0} instance(s), which scaling changes at once.', instances),
      ),
      severity: 'info',
    };
}

function* checkMetric(endpoint: EndpointFile, variant: Variant, say: Say): Iterable<FileFinding> {
  const metric = metricOf(endpoint, variant);
  const isUtilization = metric === 'SageMakerVariantProvisionedConcurrencyUtilization';
  const isBacklog = metric === 'ApproximateBacklogSizePerInstance';
  if (variant.serverless !== undefined && !isUtilization)
    yield say(
      'END804',
      'metric',
      l10n.t('Only the provisioned concurrency of a serverless variant scales. Remove "metric".'),
    );
  else if (variant.serverless === undefined && isUtilization)
    yield say('END804', 'metric', l10n.t('Only serverless variants have this metric.'));
  else if (isBacklog && !endpoint.async)
    yield say('END804', 'metric', l10n.t('Only asynchronous endpoints have a backlog.'));
  else if (endpoint.async && metric === 'SageMakerVariantInvocationsPerInstance')
    yield say(
      'END804',
      'metric',
      l10n.t('Asynchronous endpoints do not count invocations. Remove "metric": their backlog is measured.'),
    );
}

function* checkProvisioned({ serverless }: Variant, { max }: Scaling, say: Say): Iterable<FileFinding> {
  if (!serverless) return;
  if (serverless.provisioned === undefined)
    yield say(
      'END806',
      'max',
      l10n.t('What scales is the provisioned concurrency. Add "provisioned" to "serverless".'),
    );
  if (max > serverless.concurrency)
    yield say(
      'END807',
      'max',
      l10n.t('"max" ({0}) must not be more than "concurrency" ({1}).', max, serverless.concurrency),
    );
}
