import * as l10n from '@vscode/l10n';
import { parseEcrUri } from '../../../prebuilt/ecrUri';
import { defaults } from '../../request/trainingJob';
import type { RunFinding } from '../finding';
import type { CloudSection } from '../runFile';
import type { Look } from './check';
import { finding, isS3 } from './check';

/** What contradicts itself in the cloud section, or cannot be. */
export function* checkCloud(look: Look): Iterable<RunFinding> {
  const { cloud } = look.run;
  if (!cloud) return;
  yield* checkSpot(look, cloud);
  yield* checkForms(look, cloud);
}

function* checkSpot({ run, places }: Look, cloud: CloudSection): Iterable<RunFinding> {
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
  { role, instanceType, output, vpc }: CloudSection,
): Iterable<RunFinding> {
  if (role !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(role))
    yield finding(
      'RUN905',
      'warning',
      places.value(['cloud', 'role']),
      l10n.t('{0} is no ARN of a role. It looks like arn:aws:iam::111122223333:role/my-role.', role),
    );
  if (instanceType !== undefined && !/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/.test(instanceType))
    yield finding(
      'RUN906',
      'warning',
      places.value(['cloud', 'instanceType']),
      l10n.t('{0} is no instance type of SageMaker. They look like ml.m5.xlarge.', instanceType),
    );
  if (output !== undefined && !isS3(output))
    yield finding(
      'RUN907',
      'warning',
      places.value(['cloud', 'output']),
      l10n.t('{0} is no address in S3. Write s3://bucket/prefix.', output),
    );
  for (const [key, prefix] of [
    ['subnets', 'subnet-'],
    ['securityGroups', 'sg-'],
  ] as const)
    if (vpc && (vpc[key].length === 0 || vpc[key].some((id) => !id.startsWith(prefix))))
      yield finding(
        'RUN908',
        'warning',
        places.value(['cloud', 'vpc', key]),
        l10n.t('Name at least one, each by its id: {0}…', prefix),
      );
}

/** What SageMaker needs and the file does not have. All of it is in one place: the section, or its absence. */
export function missingForCloud({ run, places }: Look): readonly RunFinding[] {
  const { cloud } = run;
  const say = (id: string, message: string, path: readonly string[] = ['cloud']): RunFinding =>
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
