import assert from 'node:assert/strict';
import { accountOf, isPublisher, regions } from '../../../src/core/prebuilt/accounts';
import { parseEcrUri } from '../../../src/core/prebuilt/ecrUri';
import { compareVersions, newestRelease, prebuiltImage } from '../../../src/core/prebuilt/prebuiltImage';
import { prebuiltUris } from '../../../src/core/prebuilt/prebuiltUris';
import { nearTag, tagTypo } from '../../../src/core/prebuilt/tagForm';

describe('the images of AWS', () => {
  it('an account follows from repository and region', () => {
    assert.deepEqual(
      [
        accountOf('pytorch-training', 'us-west-2'),
        accountOf('pytorch-training', 'ap-east-1'),
        accountOf('sagemaker-xgboost', 'us-west-2'),
        accountOf('pytorch-training', 'mars-1'),
        accountOf('mine', 'us-west-2'),
      ],
      ['763104351884', '871362719292', '246618743249', undefined, undefined],
    );
    assert.deepEqual(
      [
        isPublisher('763104351884', 'us-west-2'),
        isPublisher('763104351884', 'ap-east-1'),
        isPublisher('123456789012'),
      ],
      [true, false, false],
    );
    assert.ok(regions().has('eu-central-2'));
  });

  it('an address is read with the place of its parts', () => {
    const uri = '763104351884.dkr.ecr.us-west-2.amazonaws.com/a/b:1.0-cpu';
    const parsed = parseEcrUri(uri);
    assert.deepEqual(parsed, {
      account: '763104351884',
      region: { text: 'us-west-2', at: 21 },
      domain: { text: 'amazonaws.com', at: 31 },
      repository: { text: 'a/b', at: 45 },
      tag: { text: '1.0-cpu', at: 49 },
      digest: undefined,
    });
    assert.equal(parseEcrUri('python:3.12'), undefined);
  });

  it('a tag tells what is in the image', () => {
    assert.deepEqual(prebuiltImage('pytorch-training', '2.8.0-cpu-py312'), {
      repository: 'pytorch-training',
      framework: 'PyTorch',
      version: '2.8',
      processor: 'cpu',
      python: 'py312',
      cuda: undefined,
      platform: 'sagemaker',
      released: '2025-08-06',
      endOfPatch: '2026-08-06',
      tags: [
        '2.8.0-cpu-py312-ubuntu22.04-sagemaker',
        '2.8-cpu-py312-ubuntu22.04-sagemaker-v1',
        '2.8.0-cpu-py312',
        '2.8-cpu-py312',
      ],
    });
    assert.equal(prebuiltImage('pytorch-training', '1.0'), undefined);
  });

  it('2.10 is newer than 2.9', () => {
    assert.ok(compareVersions('2.10', '2.9') > 0);
    assert.equal(newestRelease('autogluon-training')?.version, '1.5');
  });

  it('a slip of the pen in a tag is found, and a tag that we do not know is none', () => {
    assert.deepEqual(tagTypo('2.8.0-cpu-py312-ubunut22.04'), { part: 'ubunut22.04', meant: 'ubuntu22.04' });
    assert.equal(tagTypo('1.12.0-gpu-py38-cu116-ubuntu20.04-e3-v1.0'), undefined);
    assert.equal(nearTag('pytorch-training', '2.8.0-cpu-py31'), '2.8.0-cpu-py312');
  });

  it('what is offered in a region can be pulled there', () => {
    const uris = prebuiltUris('cn-north-1').map(({ uri }) => uri);
    assert.ok(
      uris.includes(
        '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/pytorch-training:2.8.0-cpu-py312-ubuntu22.04-sagemaker',
      ),
    );
    assert.deepEqual(prebuiltUris('mars-1'), []);
  });
});
