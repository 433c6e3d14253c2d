import * as l10n from '@vscode/l10n';
import type { Severity } from '../../dockerfile/lint/finding';
import type { Places } from '../document';
import type { FileFinding } from '../finding';
import type { Vpc } from '../parts';
import { finding } from './finding';

/** One value to look at: where it stands, and under which id a mistake is told. */
export interface Spot {
  readonly places: Places;
  readonly path: ReadonlyArray<string | number>;
  readonly id: string;
  readonly severity: Severity;
}

function* unless(
  isRight: boolean,
  { places, path, id, severity }: Spot,
  message: string,
): Iterable<FileFinding> {
  if (!isRight) yield finding(id, severity, places.value(path), message);
}

const isS3 = (address: string): boolean => /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/|$)/.test(address);

export const checkS3 = (address: string, spot: Spot): Iterable<FileFinding> =>
  unless(isS3(address), spot, l10n.t('{0} is no address in S3. Write s3://bucket/prefix.', address));

export const checkRole = (role: string, spot: Spot): Iterable<FileFinding> =>
  unless(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(role),
    spot,
    l10n.t('{0} is no ARN of a role. It looks like arn:aws:iam::111122223333:role/my-role.', role),
  );

export const checkInstanceType = (type: string, spot: Spot): Iterable<FileFinding> =>
  unless(
    /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/.test(type),
    spot,
    l10n.t('{0} is no instance type of SageMaker. They look like ml.m5.xlarge.', type),
  );

export function* checkVpc(vpc: Vpc, { path, ...spot }: Spot): Iterable<FileFinding> {
  for (const [key, prefix] of [
    ['subnets', 'subnet-'],
    ['securityGroups', 'sg-'],
  ] as const)
    yield* unless(
      vpc[key].length > 0 && vpc[key].every((each) => each.startsWith(prefix)),
      { ...spot, path: [...path, key] },
      l10n.t('Name at least one, each by its id: {0}…', prefix),
    );
}

/** Keys of 1 to 128 characters, values of 256 at most, as every service of AWS has them. */
export function* checkTags(
  tags: Readonly<Record<string, string>>,
  { places, path, id, severity }: Spot,
): Iterable<FileFinding> {
  const entries = Object.entries(tags);
  if (entries.length > 50)
    yield finding(
      id,
      severity,
      places.key(path),
      l10n.t('SageMaker takes at most 50 tags; these are {0}.', entries.length),
    );
  for (const [key, value] of entries)
    if (key === '' || key.length > 128 || value.length > 256)
      yield finding(
        id,
        severity,
        places.key([...path, key]),
        l10n.t('The key of a tag has 1 to 128 characters, its value 256 at most.'),
      );
}
