import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { makeProgramImage } from '../../support/runs/images';
import { python, TrainingBench } from '../../support/runs/training';

/** Tells, as JSON in the last line, what a program finds in its container. */
const look = `
import json, os, pathlib, socket
root = pathlib.Path('/opt/ml')
texts = {str(p.relative_to(root)): p.read_text() for p in sorted(root.rglob('*')) if p.is_file()}
folders = sorted(str(p.relative_to(root)) for p in root.rglob('*') if p.is_dir())
shm = os.statvfs('/dev/shm')
print(json.dumps(dict(texts=texts, folders=folders, env=dict(os.environ), shm=shm.f_blocks * shm.f_frsize,
  address=socket.gethostbyname('algo-1'), interfaces=sorted(os.listdir('/sys/class/net')))))
`;

interface Seen {
  readonly texts: Readonly<Record<string, string>>;
  readonly folders: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly shm: number;
  readonly interfaces: readonly string[];
}
const seen = (log: string): Seen => JSON.parse(log.trim().split('\n').at(-1) ?? '');

describe('A training job on a real engine', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());
  after(async () => removeTestImages(testEngine(), 'train-*'));

  it('finds the tree that SageMaker makes', async () => {
    bench.write('data/a.csv', '1,2\n');
    const { record, log } = await bench.train({
      ...python(look),
      hyperparameters: { epochs: 3, name: 'x', layers: [64, 32], flag: true },
      channels: {
        train: {
          local: 'data',
          contentType: 'text/csv',
          mode: 'File',
          distribution: 'FullyReplicated',
          s3DataType: 'S3Prefix',
          compression: 'None',
          recordWrapper: 'None',
        },
      },
      metrics: [{ name: 'loss', regex: 'loss=(.*)' }],
      checkpoints: { path: '/opt/ml/checkpoints' },
    });
    assert.equal(record.status, 'completed', JSON.stringify(record.diagnosis));
    const { texts, folders, env, interfaces } = seen(log);
    const parsed = Object.fromEntries(
      Object.entries(texts)
        .filter(([path]) => path.startsWith('input/config/'))
        .map(([path, text]) => [path.slice('input/config/'.length), JSON.parse(text) as unknown]),
    );
    assert.deepEqual(parsed, {
      'hyperparameters.json': { epochs: '3', name: 'x', layers: '[64,32]', flag: 'true' },
      'resourceconfig.json': {
        current_group_name: 'homogeneousCluster',
        current_host: 'algo-1',
        current_instance_type: 'ml.m5.xlarge',
        hosts: ['algo-1'],
        instance_groups: [
          { hosts: ['algo-1'], instance_group_name: 'homogeneousCluster', instance_type: 'ml.m5.xlarge' },
        ],
        network_interface_name: 'eth0',
        topology: null,
      },
      'inputdataconfig.json': {
        train: {
          TrainingInputMode: 'File',
          S3DistributionType: 'FullyReplicated',
          RecordWrapperType: 'None',
          ContentType: 'text/csv',
        },
      },
      'metric-definition-regex.json': [{ Name: 'loss', Regex: 'loss=(.*)' }],
      'checkpointconfig.json': { LocalPath: '/opt/ml/checkpoints' },
    });
    assert.equal(texts['input/data/train/a.csv'], '1,2\n');
    assert.ok('input/data/train-manifest' in texts);
    for (const folder of ['model', 'output/data', 'output/metrics/sagemaker', 'checkpoints'])
      assert.ok(folders.includes(folder), folder);
    assert.equal(env['TRAINING_JOB_NAME'], record.id);
    assert.match(env['TRAINING_JOB_ARN'] ?? '', new RegExp(`:training-job/${record.id}$`));
    assert.equal(env['SAGEMAKER_METRICS_DIRECTORY'], '/opt/ml/output/metrics/sagemaker');
    assert.equal(env['DMLC_INTERFACE'], 'eth0');
    assert.equal(env['NVIDIA_VISIBLE_DEVICES'], 'void');
    assert.ok(interfaces.includes('eth0'));
  });

  it('is started with the word train, as an argument of the entry point', async () => {
    const image = await makeProgramImage(testEngine(), 'train-word', {
      train: '#!/bin/sh\necho "args: $0 $@"\n',
    });
    const { log, record } = await bench.train({ image });
    assert.equal(record.status, 'completed', JSON.stringify(record));
    assert.match(log, /^args: .*train/);
  });

  it('leaves its model and its output data as AWS packs them, and nothing on the engine', async () => {
    const { record } = await bench.train(
      python(`
import os
os.makedirs('/opt/ml/model/deep'); open('/opt/ml/model/deep/weights', 'w').write('w' * 1000)
open('/opt/ml/output/data/report', 'w').write('r'); open('/opt/ml/output/other', 'w').write('o')`),
    );
    assert.deepEqual(
      record.artifacts.map(({ name }) => name),
      ['model.tar.gz', 'output.tar.gz'],
    );
    assert.deepEqual(await listArchive(join(record.folder, 'artifacts/model.tar.gz')), [
      'deep/',
      'deep/weights',
    ]);
    assert.deepEqual(await listArchive(join(record.folder, 'artifacts/output.tar.gz')), ['report']);
    const filters = { label: [`longshore.run=${record.id}`] };
    const left = await connect(testEngine()).listContainers({ all: true, filters });
    assert.deepEqual(left, []);
    assert.ok(existsSync(join(record.folder, 'run.json')));
    assert.deepEqual(JSON.parse(readFileSync(join(record.folder, 'run.json'), 'utf8')), record);
    assert.deepEqual(readdirSync(join(record.folder, 'hosts')), ['algo-1']);
  });

  it('fails with the text of the failure file', async () => {
    const { record } = await bench.train(
      python(`open('/opt/ml/output/failure', 'w').write('bad data ' * 500); raise SystemExit(3)`),
    );
    assert.equal(record.status, 'failed');
    assert.equal(record.exitCode, 3);
    assert.equal(record.failureReason?.length, 1024);
    assert.match(record.failureReason ?? '', /^AlgorithmError: bad data bad data/);
  });

  it('fails in words when there is no program to start', async () => {
    const { record } = await bench.train({ image: 'longshore-test/python-base:latest' });
    assert.equal(record.status, 'failed');
    assert.equal(record.diagnosis?.id, 'cmd-not-in-path');
  });
});

async function listArchive(path: string): Promise<readonly string[]> {
  const { execFileSync } = await import('node:child_process');
  return execFileSync('tar', ['-tzf', path], { encoding: 'utf8' }).trim().split('\n');
}
