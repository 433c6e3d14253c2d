import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configFiles } from '../../../src/core/run/local/configFiles';
import type { LocalPlan } from '../../../src/core/run/local/localPlan';
import { localPlan, stopGrace } from '../../../src/core/run/local/localPlan';
import type { RunFile } from '../../../src/core/run/file/runFile';
import { mapValues } from '../../../src/core/json';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import { failureReason } from '../../../src/core/run/runRecord';

/** What real training jobs were seen to find. */
interface Truth {
  readonly hyperparameters_json: Readonly<Record<string, string>>;
  readonly inputdataconfig_json: Readonly<Record<string, { readonly ContentType?: string }>>;
  readonly metric_definition_regex_json_when_empty: readonly never[];
  readonly checkpointconfig_json: { readonly LocalPath: string };
  readonly resourceconfig_json: { readonly current_instance_type: string };
  readonly data_dir_listing_observed: readonly string[];
  readonly start_semantics: ReadonlyArray<{
    readonly entrypoint: readonly string[] | null;
    readonly arguments: readonly string[] | null;
    readonly run: string;
  }>;
  readonly stop: { readonly training_grace_s: number };
  readonly failure_file: { readonly max_chars: number };
}

const file = new URL('../../fixtures/platformTruth.json', import.meta.url);
const truth: Truth = JSON.parse(readFileSync(file, 'utf8'));

function runOf(parts: object): RunFile {
  const { run, findings } = readRunFile(JSON.stringify({ image: 'i:1', ...parts }), 'a.train.json');
  assert.ok(run, JSON.stringify(findings));
  return run;
}

const parsed = (files: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  mapValues(files, (text) => JSON.parse(text) as unknown);

describe('A container finds what SageMaker gives it:', () => {
  it('the files of /opt/ml/input/config', () => {
    const run = runOf({
      hyperparameters: { num_round: 128, eta: 0.001 },
      channels: mapValues(truth.inputdataconfig_json, ({ ContentType }) => ({
        local: 'data',
        ...(ContentType === undefined ? {} : { contentType: ContentType }),
      })),
      checkpoints: { path: truth.checkpointconfig_json.LocalPath },
    });
    const { current_instance_type: instanceType } = truth.resourceconfig_json;
    assert.deepEqual(parsed(configFiles(run, { host: 'algo-1', hosts: ['algo-1'], instanceType })), {
      'hyperparameters.json': truth.hyperparameters_json,
      'inputdataconfig.json': truth.inputdataconfig_json,
      'resourceconfig.json': truth.resourceconfig_json,
      'metric-definition-regex.json': truth.metric_definition_regex_json_when_empty,
      'checkpointconfig.json': truth.checkpointconfig_json,
    });
  });

  it('a manifest beside the folder of each channel', () => {
    const [host] = planOf({ channels: { train: { local: 'data' } } }).hosts;
    const found = [
      ...(host?.folders ?? []).filter((path) => path.startsWith('input/data/')).map((path) => `${path}/`),
      ...Object.keys(host?.files ?? {})
        .filter((path) => path.startsWith('input/data/'))
        .map((path) => `${path} (file)`),
    ];
    assert.deepEqual(
      found,
      truth.data_dir_listing_observed.map((each) => `input/data/${each.replace('<channel>', 'train')}`),
    );
  });

  for (const { entrypoint, arguments: words, run } of truth.start_semantics) {
    it(`the command of: ${run}`, () => {
      const plan = planOf({
        ...(entrypoint === null ? {} : { entrypoint }),
        ...(words === null ? {} : { arguments: words }),
      });
      const [, first, rest = ''] = /^docker run (?:--entrypoint (\S+) )?<image> ?(.*)$/.exec(run) ?? [];
      assert.deepEqual(
        [...(plan.entrypoint ?? ['ENTRYPOINT of the image']), ...plan.command],
        [first ?? 'ENTRYPOINT of the image', ...rest.split(' ').filter(Boolean)],
      );
    });
  }

  it('as much time after SIGTERM', () => assert.equal(stopGrace, truth.stop.training_grace_s));

  it('as much room for its reason to fail', () =>
    assert.equal(failureReason('x'.repeat(5000), 1).length, truth.failure_file.max_chars));
});

function planOf(parts: object): LocalPlan {
  return localPlan(runOf(parts), {
    jobName: 'job',
    image: 'i:1',
    memoryBytes: 2 ** 30,
    channelSource: () => ({ path: '/data', kind: 'folder' }),
    checkpoints: '/checkpoints',
    region: 'us-east-1',
  });
}
