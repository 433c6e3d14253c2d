// Containers that are not made with Python.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../../../src/app/images/buildImage';
import { readRunInput } from '../../../src/app/runs/readRunInput';
import { scaffoldContainer } from '../../../src/app/scaffold/scaffoldContainer';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { Answers } from '../../../src/core/scaffold/template';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { pythonBase } from '../../support/python/target';
import { TrainingBench } from '../../support/runs/training';
import { checkRefusal, checkServing } from '../../support/scaffold/checkServing';
import { makeGoBase } from '../../support/scaffold/goBase';
import { makeRBase } from '../../support/scaffold/rBase';
import { templates } from '../../support/scaffold/templates';

const never = new AbortController().signal;
const name = 'longshore-test-language';
const image = `longshore/${name}:latest`;

interface Language {
  readonly framework: string;
  /** A change of the Dockerfile for engines that reach no registry. */
  readonly localize: () => Promise<(dockerfile: string) => string>;
  readonly images: readonly string[];
  /** Variables of the platform are BuildKit's alone. */
  readonly needsBuildKit: boolean;
  readonly failure: RegExp;
  readonly broken: { readonly path: string; readonly text: string; readonly failure: RegExp };
  /** How a model is made from the sample, where the template is for serving alone. */
  readonly makeModel: readonly string[] | undefined;
}

const languages: readonly Language[] = [
  {
    framework: 'r',
    localize: async () => {
      const base = await makeRBase(testEngine(), 'scaffold-r');
      if (base === undefined) return (dockerfile) => dockerfile;
      // The base has the packages.
      return (dockerfile) =>
        dockerfile.replace(/^FROM .*$/m, `FROM ${base}`).replace(/^RUN apt-get[^]*?lists\/\*$/m, '');
    },
    images: ['scaffold-r'],
    needsBuildKit: false,
    failure:
      /^Error in read_rows\(.*\) : \n {2}There are no CSV files with data in \/opt\/ml\/input\/data\/train\./,
    broken: {
      path: 'src/model.R',
      text: 'library(notThere)\n',
      failure: /^Error in library\(notThere\) : there is no package called ‘notThere’\n/,
    },
    makeModel: ['Rscript', '/sample/make_model.R'],
  },
  {
    framework: 'other',
    localize: async () => {
      const base = await makeGoBase(testEngine(), 'scaffold-go');
      if (base === undefined) return (dockerfile) => dockerfile;
      return (dockerfile) =>
        dockerfile
          .replace(/ golang:\S+ AS build$/m, ` ${base} AS build`)
          .replace(/^FROM debian:.*$/m, `FROM ${pythonBase}`);
    },
    images: ['scaffold-go'],
    needsBuildKit: true,
    failure: /^there are no CSV files with data in \/opt\/ml\/input\/data\/train$/,
    broken: {
      path: 'cmd/train/rows.go',
      text: 'package main\n\nfunc readRows(string) ([][]float64, []string, error) {\n\tpanic("broken")\n}\n',
      failure: /^broken\n\ngoroutine 1 /,
    },
    makeModel: undefined,
  },
];

for (const { framework, localize, images, needsBuildKit, failure, broken, makeModel } of languages)
  describe(`A scaffolded container without Python (${framework})`, function () {
    this.timeout(240_000);
    let bench: TrainingBench;
    let localized: (dockerfile: string) => string;
    const wish = process.env['DOCKER_BUILDKIT'];
    before(async () => {
      localized = await localize();
      if (needsBuildKit) process.env['DOCKER_BUILDKIT'] = '1';
    });
    beforeEach(() => (bench = new TrainingBench()));
    afterEach(async () => {
      bench.remove();
      const built = connect(testEngine()).getImage(image);
      await built.remove({ force: true }).catch(() => undefined);
    });
    after(async () => {
      if (wish === undefined) delete process.env['DOCKER_BUILDKIT'];
      else process.env['DOCKER_BUILDKIT'] = wish;
      for (const each of images) await removeTestImages(testEngine(), each);
    });

    async function scaffold(answers: Answers): Promise<void> {
      const asked = {
        folder: bench.folder,
        template: templates.own,
        name,
        answers: { framework, ...answers },
      };
      await scaffoldContainer(bench.world, asked, async () => [], never);
      const dockerfile = join(bench.folder, 'Dockerfile');
      writeFileSync(dockerfile, localized(readFileSync(dockerfile, 'utf8')));
    }

    async function readRun(): Promise<RunFile> {
      const { run, findings } = await readRunInput(
        bench.world.files,
        join(bench.folder, `${name}.train.json`),
        never,
      );
      assert.deepEqual(findings, []);
      assert.ok(run);
      return run;
    }

    const serves = async (model: string, port = 8080): Promise<void> =>
      checkServing(testEngine(), { image, model, port }, join(bench.folder, 'sample/request.csv'));

    it('trains, and serves what it has trained', async () => {
      await scaffold({ purpose: 'both' });
      const { record, log } = await bench.train(await readRun());
      assert.equal(record.status, 'completed', log);
      assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);
      assert.ok((record.metrics['loss']?.last ?? 1) < 0.4, log);
      const model = join(bench.folder, 'model');
      mkdirSync(model);
      execFileSync('tar', ['-xzf', join(record.folder, 'artifacts/model.tar.gz'), '-C', model]);
      await serves(model);
    });

    it('stops with what it has learned, goes on from a checkpoint, and fails with a reason', async () => {
      await scaffold({ purpose: 'train' });
      const run = await readRun();
      const kept = { ...run, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } };
      const stopped = await bench.train(
        { ...kept, hyperparameters: { epochs: 1_000_000 } },
        (event, control) => {
          if (event.kind === 'output' && Buffer.from(event.bytes).includes('epoch=2;')) control.stop();
        },
      );
      assert.deepEqual(
        [stopped.record.status, stopped.record.exitCode],
        ['stopped', 0],
        stopped.log.slice(-500),
      );
      const [, last = ''] =
        /Asked to stop after epoch (\d+); what was learned is kept/.exec(stopped.log) ?? [];
      assert.ok(existsSync(join(stopped.record.folder, 'artifacts/model.tar.gz')));

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
      await scaffold({ purpose: 'serve' });
      const dockerfile = join(bench.folder, 'Dockerfile');
      const build = { name: image, dockerfile, context: bench.folder, args: {} };
      await buildImage(bench.world, build, () => undefined, never);
      const sample = join(bench.folder, 'sample');
      if (makeModel) await runOnce(makeModel, sample);
      const model = makeModel ? join(sample, 'model') : sample;
      await serves(model, 9000);
      mkdirSync(join(bench.folder, 'empty'));
      const empty = { image, model: join(bench.folder, 'empty') };
      await checkRefusal(testEngine(), empty, /There is no model/);
    });

    async function runOnce(command: readonly string[], sample: string): Promise<void> {
      const maker = await connect(testEngine()).createContainer({
        Image: image,
        Cmd: [...command],
        HostConfig: { Binds: [`${sample}:/sample`], AutoRemove: true },
      });
      const made = maker.wait({ condition: 'next-exit' });
      await maker.start();
      await made;
    }
  });
