import * as l10n from '@vscode/l10n';
import { parseEcrUri } from '../../../prebuilt/ecrUri';
import { defaults } from '../../request/trainingJob';
import type { FileFinding } from '../../../userFile/finding';
import type { CloudSection } from '../runFile';
import type { Look } from './check';
import { finding } from '../../../userFile/check/finding';
import {
  checkInstanceType,
  checkRole,
  checkS3,
  checkTags,
  checkVpc,
  type Spot,
} from '../../../userFile/check/forms';

/** What contradicts itself in the cloud section, or cannot be. */
export function* checkCloud(look: Look): Iterable<FileFinding> {
  const { cloud } = look.run;
  if (!cloud) return;
  yield* checkSpot(look, cloud);
  yield* checkForms(look, cloud);
}

function* checkSpot({ run, places }: Look, cloud: CloudSection): Iterable<FileFinding> {
  const { spot, maxWait } = cloud;
  if (spot && maxWait === undefined)
    yield finding(
      'RUN901',
      'warning',
      places.key(['cloud', 'spot']),
      l10n.t('A spot job needs "maxWait": the seconds that it may take with all its interruptions.'),
    );
  if (!spot && maxWait !== undefined)
    yield finding(
      'RUN902',
      'warning',
      places.key(['cloud', 'maxWait']),
      l10n.t('SageMaker takes "maxWait" for spot jobs only. Set "spot": true, or remove it.'),
    );
  const runtime = run.maxRuntime ?? defaults.runtime;
  if (spot && maxWait !== undefined && maxWait < runtime)
    yield finding(
      'RUN903',
      'warning',
      places.value(['cloud', 'maxWait']),
      l10n.t('"maxWait" ({0} seconds) must not be less than "maxRuntime" ({1} seconds).', maxWait, runtime),
    );
  if (spot && run.checkpoints?.s3 === undefined)
    yield finding(
      'RUN904',
      'info',
      places.key(['cloud', 'spot']),
      l10n.t('An interrupted job begins anew. With "checkpoints" in S3 it could go on where it was.'),
    );
}

function* checkForms(
  { places }: Look,
  { role, instanceType, output, vpc, tags }: CloudSection,
): Iterable<FileFinding> {
  const spot = (key: string, id: string): Spot => ({
    places,
    path: ['cloud', key],
    id,
    severity: 'warning',
  });
  if (role !== undefined) yield* checkRole(role, spot('role', 'RUN905'));
  if (instanceType !== undefined) yield* checkInstanceType(instanceType, spot('instanceType', 'RUN906'));
  if (output !== undefined) yield* checkS3(output, spot('output', 'RUN907'));
  if (vpc) yield* checkVpc(vpc, spot('vpc', 'RUN908'));
  yield* checkTags(tags, spot('tags', 'RUN909'));
}

/** What SageMaker needs and the file does not have. All of it is in one place: the section, or its absence. */
export function missingForCloud({ run, places }: Look): readonly FileFinding[] {
  const { cloud } = run;
  const say = (id: string, message: string, path: readonly string[] = ['cloud']): FileFinding =>
    finding(id, 'error', places.key(path), message);
  const request = cloud?.request ?? {};
  const image = cloud?.image ?? run.image;
  const isGiven = (key: string): boolean => Object.hasOwn(request, key);
  return [
    ...(cloud?.role === undefined && !isGiven('RoleArn')
      ? [say('RUN911', l10n.t('SageMaker needs "role": the ARN of the execution role.'))]
      : []),
    ...(cloud?.instanceType === undefined && !isGiven('ResourceConfig')
      ? [say('RUN912', l10n.t('SageMaker needs "instanceType", such as ml.m5.xlarge.'))]
      : []),
    ...(cloud?.output === undefined && !isGiven('OutputDataConfig')
      ? [say('RUN913', l10n.t('SageMaker needs "output": where the model goes, as s3://bucket/prefix.'))]
      : []),
    ...((image === undefined || !parseEcrUri(image)) && !isGiven('AlgorithmSpecification')
      ? [
          say(
            'RUN914',
            l10n.t('SageMaker needs an image in ECR: push it, and name it as "image" in "cloud".'),
          ),
        ]
      : []),
    ...Object.entries(run.channels).flatMap(([name, { s3 }]) =>
      s3 === undefined
        ? [
            say('RUN915', l10n.t('SageMaker needs "s3" for channel {0}: it cannot see this machine.', name), [
              'channels',
              name,
            ]),
          ]
        : [],
    ),
    ...(run.checkpoints && run.checkpoints.s3 === undefined
      ? [say('RUN916', l10n.t('SageMaker keeps checkpoints only with "s3", an address.'), ['checkpoints'])]
      : []),
  ];
}
