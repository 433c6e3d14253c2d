import * as l10n from '@vscode/l10n';
import { parseEcrUri } from '../../../prebuilt/ecrUri';
import { finding } from '../../../userFile/check/finding';
import {
  checkInstanceType,
  checkRole,
  checkS3,
  checkTags,
  checkVpc,
  type Spot,
} from '../../../userFile/check/forms';
import type { FileFinding } from '../../../userFile/finding';
import { containersIn, type Look, type PlacedContainer } from './look';

/** What cannot be so on SageMaker. */
export function* checkCloud({ endpoint, places, variants }: Look): Iterable<FileFinding> {
  const spot = (id: string, ...path: ReadonlyArray<string | number>): Spot => ({
    places,
    path,
    id,
    severity: 'warning',
  });
  for (const { variant, path } of variants)
    if (variant.instanceType !== undefined)
      yield* checkInstanceType(variant.instanceType, spot('END906', ...path, 'instanceType'));
  const { cloud } = endpoint;
  if (!cloud) return;
  if (cloud.role !== undefined) yield* checkRole(cloud.role, spot('END905', 'cloud', 'role'));
  yield* checkTags(cloud.tags, spot('END909', 'cloud', 'tags'));
  if (cloud.vpc) yield* checkVpc(cloud.vpc, spot('END908', 'cloud', 'vpc'));
  const output = cloud.dataCapture?.output ?? '';
  if (output !== '') yield* checkS3(output, spot('END907', 'cloud', 'dataCapture', 'output'));
}

/** What SageMaker needs and the file does not have. */
export function missingForCloud(look: Look): readonly FileFinding[] {
  const { endpoint, places, variants } = look;
  const say = (id: string, path: ReadonlyArray<string | number>, message: string): FileFinding =>
    finding(id, 'error', places.key(path), message);
  return [
    ...(endpoint.cloud?.role === undefined
      ? [say('END911', ['cloud'], l10n.t('SageMaker needs "role": the ARN of the execution role.'))]
      : []),
    ...variants.flatMap(({ variant, path }) =>
      variant.instanceType === undefined && !variant.serverless
        ? [
            say(
              'END912',
              [...path, 'name'],
              l10n.t('SageMaker needs "instanceType" or "serverless" for variant {0}.', variant.name),
            ),
          ]
        : [],
    ),
    ...variants.flatMap((placed) =>
      containersIn(places, placed).flatMap((each) => missingOf(each, placed.variant.name, say)),
    ),
  ];
}

function missingOf(
  { container, path }: PlacedContainer,
  variant: string,
  say: (id: string, path: ReadonlyArray<string | number>, message: string) => FileFinding,
): readonly FileFinding[] {
  const { model, image, ecrImage } = container;
  const lacksImage = !parseEcrUri(ecrImage ?? image ?? '');
  return [
    ...(lacksImage
      ? [
          say(
            'END914',
            [...path, image === undefined ? 'build' : 'image'],
            l10n.t('SageMaker needs an image in ECR for {0}: push it, and name it as "ecrImage".', variant),
          ),
        ]
      : []),
    ...(model && model.s3 === undefined
      ? [
          say(
            'END915',
            [...path, 'model'],
            l10n.t('SageMaker needs "s3" for the model of {0}: it cannot see this machine.', variant),
          ),
        ]
      : []),
  ];
}
