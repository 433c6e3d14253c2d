import assert from 'node:assert/strict';
import { inspectRunFile } from '../../../src/core/run/file/check/checkRunFile';
import { newRunFile } from '../../../src/core/run/file/newRunFile';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import { pythonCode } from '../../../src/core/run/request/pythonCode';
import { pythonValue } from '../../../src/core/run/request/pythonText';

const codeOf = (parts: object): string => {
  const { run } = readRunFile(JSON.stringify(parts), '/work/iris.train.json');
  assert.ok(run);
  return pythonCode(run, { name: run.name ?? '', image: run.cloud?.image ?? run.image });
};

describe('A new run file', () => {
  it('says what was answered, and what else there is', () => {
    const text = newRunFile({ container: { image: 'mine:1' }, data: 'data/train', script: 'src/train.py' });
    const { run, findings } = inspectRunFile(text, '/work/iris.train.json');
    assert.deepEqual(findings, []);
    assert.equal(run?.image, 'mine:1');
    assert.equal(run.channels['train']?.local, 'data/train');
    assert.deepEqual(run.source, { folder: 'src', entry: 'train.py' });
    assert.match(text, /\/\/ "hyperparameters": \{/);
  });

  it('is right with whatever of it is switched on', () => {
    const text = newRunFile({ container: { dockerfile: 'Dockerfile' } });
    assert.deepEqual(inspectRunFile(text, '/a').findings, []);
    const on = text.replaceAll(/^ {2}\/\/ ([" }\]].*)$/gm, '  $1');
    const { run, findings } = inspectRunFile(on, '/a');
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual(Object.keys(run?.channels ?? {}), ['train']);
    assert.equal(run?.local.gpus, 'all');
    assert.equal(run.cloud?.instanceType, 'ml.m5.xlarge');
  });

  it('names a channel after its folder', () => {
    const channel = (data: string): string | undefined => {
      const { run } = readRunFile(newRunFile({ container: { image: 'a' }, data }), '/a');
      return Object.keys(run?.channels ?? {})[0];
    };
    assert.deepEqual(['data', 'data/my-images/', '../..', '/x/2024'].map(channel), [
      'training',
      'my_images',
      'training',
      'training',
    ]);
  });
});

describe('Python code', () => {
  it('has values as Python writes them', () => {
    assert.equal(pythonValue([true, null, 1.5, 'a"b\n\u0000é']), '[True, None, 1.5, "a\\"b\\n\\u0000é"]');
    assert.equal(pythonValue({}), '{}');
  });

  it('trains as the run file does', () => {
    const code = codeOf({
      image: 'mine:1',
      source: { folder: 'src', entry: 'train.py' },
      hyperparameters: { epochs: 10, name: 'adam' },
      channels: {
        train: { s3: 's3://bucket/train', contentType: 'text/csv' },
        test: { local: 'data/test', mode: 'FastFile', shuffleSeed: 3 },
      },
      metrics: [{ name: 'loss', regex: 'loss=([0-9.]+)' }],
      maxRuntime: 3600,
      cloud: {
        role: 'arn:aws:iam::111122223333:role/me',
        spot: true,
        maxWait: 7200,
        request: { RetryStrategy: {} },
      },
    });
    assert.equal(
      code,
      `# SageMaker Python SDK, version 2: pip install "sagemaker<3"
# Not in this code: "RetryStrategy"
from sagemaker.estimator import Estimator
from sagemaker.inputs import ShuffleConfig, TrainingInput
from sagemaker.session import Session

estimator = Estimator(
    image_uri="mine:1",
    role="arn:aws:iam::111122223333:role/me",
    instance_type="ml.m5.xlarge",
    instance_count=1,
    volume_size=30,
    max_run=3600,
    base_job_name="iris",
    source_dir="src",
    entry_point="train.py",
    hyperparameters={"epochs": "10", "name": "adam"},
    metric_definitions=[{"Name": "loss", "Regex": "loss=([0-9.]+)"}],
    use_spot_instances=True,
    max_wait=7200,
)

estimator.fit(
    inputs={
        "train": TrainingInput(s3_data="s3://bucket/train", content_type="text/csv"),
        "test": TrainingInput(
            s3_data=Session().upload_data(path="data/test", key_prefix="iris/test"),
            input_mode="FastFile",
            shuffle_config=ShuffleConfig(3),
        ),
    },
)
`,
    );
  });

  it('is short for a short run', () => {
    assert.match(codeOf({ image: 'a' }), /role=get_execution_role\(\),[^]*estimator\.fit\(\)\n$/);
  });
});
