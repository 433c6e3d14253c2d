import assert from 'node:assert/strict';
import type { RemoteImage } from '../../../src/core/ecr/ports';
import type { Image } from '../../../src/core/images/image';
import { pinnedName } from '../../../src/core/images/image';
import { imageRows } from '../../../src/core/images/imageRows';
import { usualLook } from '../../../src/core/images/imagesLook';
import { listed } from '../../../src/core/images/imagesState';
import { RemoteIndex } from '../../../src/core/images/remoteIndex';
import { nothingKnown, withRepository } from '../../../src/core/images/remoteKnowledge';
import { tooltipOf } from '../../../src/core/row';

const noon = 1_800_000_000;
const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/iris';
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const image = (more: Partial<Image>): Image => ({
  id: digest('0'),
  tags: [`${uri}:1`],
  digests: [],
  bytes: 1_000_000,
  created: noon,
  ...more,
});
const remote = (letter: string, more: Partial<RemoteImage> = {}): RemoteImage => ({
  digest: digest(letter),
  tags: [],
  bytes: 400_000,
  pushed: (noon + 60) * 1000,
  pulled: undefined,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  ...more,
});
const oci = { mediaType: 'application/vnd.oci.image.manifest.v1+json' };

/** What the row of an image says beside its size and age. */
function badges(local: Image, there: readonly RemoteImage[]): string | undefined {
  const index = new RemoteIndex(withRepository(nothingKnown, uri, there));
  const state = listed({ name: 'default', source: 'default', addresses: [] }, [local], []);
  const [row] = imageRows(state, noon, { ...usualLook, group: 'none' }, index);
  return row?.detail?.replace(/^1 MB · just now(?: · )?/, '');
}

describe('Beside ECR a local image', () => {
  const own = { digests: [`${uri}@${digest('a')}`] };
  for (const [what, local, there, words] of [
    ['is in it under its tag', own, [remote('a', { tags: ['1'] })], 'in ECR'],
    ['is in it without its tag', own, [remote('a')], 'in ECR'],
    ['differs when the tag has another digest', own, [remote('b', { tags: ['1'] })], 'differs from ECR'],
    ['differs when the tag moved on', own, [remote('a'), remote('b', { tags: ['1'] })], 'differs from ECR'],
    ['is not there', own, [remote('b', { tags: ['2'] })], ''],
    [
      'is the same under the manifest that a push wrote',
      own,
      [remote('a', oci), remote('b', { tags: ['1'] })],
      'in ECR',
    ],
    [
      'differs from one of other layers, whatever the manifest',
      own,
      [remote('a', oci), remote('b', { tags: ['1'], bytes: 900_000 })],
      'differs from ECR',
    ],
    ['was built after the push', { created: noon + 120 }, [remote('a', { tags: ['1'] })], 'differs from ECR'],
    ['may be the same when no digest says', {}, [remote('a', { tags: ['1'] })], ''],
    ['is in it under another name', { ...own, tags: ['iris:dev'] }, [remote('a')], 'in ECR'],
    ['is in it without a name', { ...own, tags: [] }, [remote('a')], 'in ECR'],
    ['of another repository is not spoken of', { tags: ['other:1'] }, [remote('a', { tags: ['1'] })], ''],
  ] as const)
    it(what, () => assert.equal(badges(image(local), there), words));

  it('says where it runs, by its digest', () => {
    const deployed = new Map([[digest('a'), ['churn/blue', 'churn/green', 'iris/main']]]);
    const index = new RemoteIndex({ ...nothingKnown, deployed });
    const state = listed({ name: 'default', source: 'default', addresses: [] }, [image(own)], []);
    const [row] = imageRows(state, noon, { ...usualLook, group: 'none' }, index);
    assert.equal(row?.detail, '1 MB · just now · deployed at churn/blue and 2 more');
    assert.match((row && tooltipOf(row)) ?? '', /Deployed at: churn\/blue\n\nDeployed at: churn\/green\n\n/);
  });

  it('is named by its digest as its own repository has it, else as ECR has it', () => {
    const digests = [`other@${digest('b')}`, `${uri}@${digest('a')}`, `third@${digest('c')}`];
    assert.deepEqual(
      ['third:1', `${uri}:1`, 'iris:dev'].map((name) => pinnedName(image({ digests }), name)),
      [digests[2], digests[1], digests[1]],
    );
    assert.equal(pinnedName(image({}), 'iris:dev'), undefined);
  });
});
