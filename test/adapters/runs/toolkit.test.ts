import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { JsonValue } from '../../../src/core/json';
import { mapValues } from '../../../src/core/json';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { makeToolkitImage } from '../../support/runs/toolkit/toolkitImage';
import type { ToolkitVector } from '../../support/runs/toolkit/vectors';
import { expectedHere, toolkitVector } from '../../support/runs/toolkit/vectors';
import { channel, TrainingBench } from '../../support/runs/training';

const program = `
import json, os, sys
seen = dict(environment=dict(os.environ), arguments=sys.argv[1:], cpus=os.cpu_count())
json.dump(seen, open('/opt/ml/output/data/seen.json', 'w'))
`;

interface Seen {
  readonly environment: Readonly<Record<string, string>>;
  readonly arguments: readonly string[];
  readonly cpus: number;
}

describe("SageMaker's training toolkit in a container", () => {
  let bench: TrainingBench;
  let image: string;
  before(async () => (image = await makeToolkitImage(testEngine(), 'toolkit')));
  beforeEach(() => {
    bench = new TrainingBench();
    bench.write('data/a.csv', '1,2');
    bench.write('src/train.py', program);
    bench.write('src/run.sh', 'exec python3 train.py "$@"');
  });
  afterEach(() => bench.remove());
  after(async () => removeTestImages(testEngine(), 'toolkit'));

  async function check(vector: ToolkitVector, change: Partial<RunFile> = {}): Promise<void> {
    const { record, log, ml } = await bench.train({ image, ...runOf(bench, vector), ...change });
    assert.equal(record.status, 'completed', log);
    const folder = ml(vector.input.resourceconfig.current_host);
    const seen: Seen = JSON.parse(readFileSync(join(folder, 'output/data/seen.json'), 'utf8'));
    const jobName = seen.environment['TRAINING_JOB_NAME'] ?? '';
    const expected = expectedHere(vector, { cpus: seen.cpus, jobName });
    const found = Object.entries(seen.environment).filter(([name]) => name.startsWith('SM_'));
    assert.deepEqual(Object.fromEntries(found), expected);
    assert.deepEqual(seen.arguments, vector.expect.arguments);
  }

  it('exports what it makes of channels and of what an SDK sends', async () =>
    check(toolkitVector('tk-basic')));

  it('exports what it makes of plain texts', async () => check(toolkitVector('tk-plain-strings')));

  it('exports the same for the values that a run file has in place of texts', async () => {
    const vector = toolkitVector('tk-plain-strings');
    await check(vector, { hyperparameters: mapValues(vector.input.hyperparameters, asValue) });
  });

  it('runs a shell script with its arguments whole', async () => check(toolkitVector('tk-sh-entry')));

  it('tells the second of two hosts of the other, and of its GPUs', async () => {
    bench.write('src/bin/nvidia-smi', '#!/bin/sh\nfor gpu in 0 1 2 3; do echo "GPU $gpu: A100"; done\n');
    chmodSync(join(bench.folder, 'src/bin/nvidia-smi'), 0o755);
    const PATH = '/opt/ml/code/bin:/usr/local/bin:/usr/bin';
    await check(toolkitVector('tk-torch-2hosts-worker'), { environment: { PATH } });
  });
});

/** A run file that is to give the container the input of the vector. */
function runOf(bench: TrainingBench, { input }: ToolkitVector): Partial<RunFile> {
  const { sagemaker_program, sagemaker_submit_directory: _, ...hyperparameters } = input.hyperparameters;
  const entry: unknown = JSON.parse(sagemaker_program ?? '"train.py"');
  return {
    hyperparameters,
    environment: input.env,
    channels: mapValues(input.inputdataconfig, ({ ContentType }) => ({
      ...channel('data'),
      ...(ContentType === undefined ? {} : { contentType: ContentType }),
    })),
    source: { folder: 'src', entry: String(entry) },
    local: bench.local({ hosts: input.resourceconfig.hosts.length }),
    cloud: { instanceType: input.resourceconfig.current_instance_type, spot: false, tags: {}, request: {} },
  };
}

/** `3` and `true` as somebody writes them in JSON; what is no JSON stays a text. */
function asValue(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
