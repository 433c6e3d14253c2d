import * as l10n from '@vscode/l10n';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import type { PlacedVariant, Serverless } from '../../endpointFile';
import { canBeServerless } from '../../endpointFile';
import { isArchive } from '../../modelKind';
import type { Look } from '../look';
import { containersIn } from '../look';

export function* checkServerless(look: Look): Iterable<FileFinding> {
  const serverless = look.variants.filter(({ variant }) => variant.serverless);
  for (const placed of serverless) {
    const { variant, path } = placed;
    if (variant.serverless) yield* checkSizes(look, path, variant.serverless);
    yield* checkInstances(look, path);
    yield* checkContainers(look, placed);
  }
  if (serverless.length > 0) yield* checkEndpoint(look);
  yield* checkSwitch(look);
}

/** What is asked for here alone. */
function* checkSwitch(look: Look): Iterable<FileFinding> {
  const { endpoint, places, variants } = look;
  const { serverless } = endpoint.local;
  if (!serverless) return;
  yield* checkSizes(look, ['local'], serverless);
  const key = places.key(['local', 'serverless']);
  if (endpoint.local.async || endpoint.async)
    yield finding(
      'END623',
      'error',
      key,
      l10n.t('An endpoint is served either as serverless or as asynchronous. Remove one of them.'),
    );
  const other = variants.find(({ variant }) => !canBeServerless(variant));
  if (other)
    yield finding(
      'END624',
      'warning',
      key,
      l10n.t(
        '{0} has several containers or many models, which no serverless endpoint has: it is served as it is.',
        other.variant.name,
      ),
    );
}

type Path = ReadonlyArray<string | number>;

function* checkSizes(
  { places }: Look,
  path: Path,
  { memory, concurrency, provisioned }: Serverless,
): Iterable<FileFinding> {
  if (memory % 1024 !== 0)
    yield finding(
      'END613',
      'error',
      places.value([...path, 'serverless', 'memory']),
      l10n.t('Serverless memory comes in steps of 1024 MB: 1024, 2048, 3072, 4096, 5120 or 6144.'),
    );
  if (provisioned !== undefined && provisioned > concurrency)
    yield finding(
      'END614',
      'error',
      places.value([...path, 'serverless', 'provisioned']),
      l10n.t('"provisioned" ({0}) must not be more than "concurrency" ({1}).', provisioned, concurrency),
    );
}

function* checkInstances({ places }: Look, path: Path): Iterable<FileFinding> {
  for (const key of ['instanceType', 'instances'] as const)
    if (places.has([...path, key]))
      yield finding(
        'END611',
        'error',
        places.key([...path, key]),
        l10n.t('A serverless variant has no instances. Keep either "serverless" or "{0}".', key),
      );
}

function* checkContainers({ places }: Look, placed: PlacedVariant): Iterable<FileFinding> {
  const { variant, path } = placed;
  if (variant.serving.kind === 'several')
    yield finding(
      'END617',
      'error',
      places.key([...path, 'containers']),
      l10n.t('A serverless variant has one container. Keep either "serverless" or "containers".'),
    );
  for (const { container, path: at } of containersIn(places, placed)) {
    if (container.multiModel)
      yield finding(
        'END616',
        'error',
        places.key([...at, 'multiModel']),
        l10n.t('A serverless variant serves one model. Keep either "serverless" or "multiModel".'),
      );
    const s3 = container.model?.s3;
    if (s3 !== undefined && !isArchive(s3) && !container.multiModel)
      yield finding(
        'END618',
        'error',
        places.value([...at, 'model', 's3']),
        l10n.t('Serverless variants take their model only as a model.tar.gz, not as a prefix.'),
      );
  }
}

/** What a serverless endpoint cannot have beside its variant. */
function* checkEndpoint({ endpoint, places }: Look): Iterable<FileFinding> {
  if (endpoint.variants.length > 1)
    yield finding(
      'END615',
      'error',
      places.key(['variants']),
      l10n.t('A serverless endpoint has one variant; these are {0}.', endpoint.variants.length),
    );
  if (endpoint.async)
    yield finding(
      'END622',
      'error',
      places.key(['async']),
      l10n.t('An endpoint is either serverless or asynchronous. Remove one of them.'),
    );
  const others: ReadonlyArray<readonly [boolean, Path]> = [
    [endpoint.networkIsolation, ['networkIsolation']],
    [endpoint.cloud?.vpc !== undefined, ['cloud', 'vpc']],
    [endpoint.cloud?.dataCapture !== undefined, ['cloud', 'dataCapture']],
  ];
  for (const [isThere, path] of others)
    if (isThere)
      yield finding(
        'END621',
        'error',
        places.key(path),
        l10n.t('Serverless endpoints do not have {0}. Remove it, or use instances.', String(path.at(-1))),
      );
  const { gpus } = endpoint.local;
  if (gpus !== 'none' && gpus.length > 0)
    yield finding(
      'END619',
      'warning',
      places.value(['local', 'gpus']),
      l10n.t('Serverless endpoints have no GPU: on SageMaker this container would be without.'),
    );
}
