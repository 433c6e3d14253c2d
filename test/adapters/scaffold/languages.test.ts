import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../../../src/core/run/file/runFile';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { localizeGo, localizeR, sampleModel, wishForBuildKit } from '../../support/scaffold/languages';
import type { Localize } from '../../support/scaffold/scaffoldBench';
import { ScaffoldBench } from '../../support/scaffold/scaffoldBench';
import { tryTraining } from '../../support/scaffold/tryContainer';

interface Language {
  readonly framework: string;
  readonly localize: () => Promise<Localize>;
  readonly base: string;
  readonly failure: RegExp;
  /** A mistake of the programmer, and how it is told. */
  readonly broken: { readonly path: string; readonly text: string; readonly failure: RegExp };
}

const languages: readonly Language[] = [
  {
    framework: 'r',
    localize: async () => localizeR(false),
    base: 'scaffold-r',
    failure:
      /^Error in read_rows\(.*\) : \n {2}There are no CSV files with data in \/opt\/ml\/input\/data\/train\./,
    broken: {
      path: 'src/model.R',
      text: 'library(notThere)\n',
      failure: /^Error in library\(notThere\) : there is no package called ‘notThere’\n/,
    },
  },
  {
    framework: 'other',
    localize: localizeGo,
    base: 'scaffold-go',
    failure: /^there are no CSV files with data in \/opt\/ml\/input\/data\/train$/,
    broken: {
      path: 'cmd/train/rows.go',
      text: 'package main\n\nfunc readRows(string) ([][]float64, []string, error) {\n\tpanic("broken")\n}\n',
      failure: /^broken\n\ngoroutine 1 /,
    },
  },
];

for (const { framework, localize, base, failure, broken } of languages)
  describe(`A scaffolded container without Python (${framework})`, function () {
    this.timeout(240_000);
    let bench: ScaffoldBench;
    let localized: Localize;
    let leaveBuildKit: () => void;
    before(async () => {
      leaveBuildKit = framework === 'other' ? wishForBuildKit() : () => undefined;
      localized = await localize();
    });
    beforeEach(() => (bench = new ScaffoldBench()));
    afterEach(async () => bench.clear());
    after(async () => {
      leaveBuildKit();
      await removeTestImages(testEngine(), base);
    });

    it('trains, and serves what it has trained', async () => {
      await bench.scaffold(localized, { framework, purpose: 'both' });
      await bench.checkServing(bench.unpackModel(await tryTraining(bench)));
    });

    it('stops with what it has learned, goes on from a checkpoint, and fails with a reason', async () => {
      await bench.scaffold(localized, { framework, purpose: 'train' });
      const run = await bench.readRun();
      const kept = { ...run, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } };
      const { record, log } = await bench.train(
        { ...kept, hyperparameters: { epochs: 1_000_000 } },
        (event, control) => {
          if (event.kind === 'output' && Buffer.from(event.bytes).includes('epoch=2;')) control.stop();
        },
      );
      assert.deepEqual([record.status, record.exitCode], ['stopped', 0], log.slice(-500));
      const [, last = ''] = /Asked to stop after epoch (\d+); what was learned is kept/.exec(log) ?? [];
      assert.ok(existsSync(join(record.folder, 'artifacts/model.tar.gz')));

      const epochs = Number(last) + 1;
      const resumed = await bench.train({ ...kept, hyperparameters: { epochs } });
      assert.match(resumed.log, new RegExp(`Resuming after epoch ${last}\\.`));
      assert.deepEqual(resumed.log.match(/^epoch=\d+/gm), [`epoch=${epochs}`]);

      bench.write('sample/train/iris.csv', 'a,b,kind\n');
      await fails(run, failure);
      bench.write(broken.path, broken.text);
      await fails(run, broken.failure);
    });

    async function fails(run: RunFile, reason: RegExp): Promise<void> {
      const { record, log, ml } = await bench.train(run);
      assert.deepEqual([record.status, record.exitCode], ['failed', 1], log);
      assert.match(readFileSync(join(ml(), 'output/failure'), 'utf8'), reason);
    }

    it('serves the model of its sample on the port of a pipeline, and says when there is none', async () => {
      await bench.scaffold(localized, { framework, purpose: 'serve' });
      await bench.checkServing(await sampleModel(bench, framework), 9000);
      mkdirSync(bench.path('empty'));
      await bench.checkRefusal(bench.path('empty'), /There is no model/);
    });
  });
