// Containers that are not made with Python, and what their kinds of images need here.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../../../src/app/images/buildImage';
import { readRunInput } from '../../../src/app/runs/readRunInput';
import { scaffoldContainer } from '../../../src/app/scaffold/scaffoldContainer';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { Answers } from '../../../src/core/scaffold/template';
import { connect } from '../engine/connection';
import { testEngine } from '../engine/engine';
import { pythonBase } from '../python/target';
import type { Training } from '../runs/training';
import { TrainingBench } from '../runs/training';
import { checkRefusal, checkServing } from './checkServing';
import { makeDebianBase } from './debianBase';
import { makeGoBase } from './goBase';
import { templates } from './templates';

const never = new AbortController().signal;
const name = 'longshore-test-language';
const image = `longshore/${name}:latest`;

/** A Dockerfile as it works on an engine that reaches no registry. */
export type Localize = (dockerfile: string) => string;

/** `bare`: Debian's packages are installed as the Dockerfile says, and take their time. */
export async function localizeR(bare: boolean): Promise<Localize> {
  const packages = bare ? [] : ['r-base-core', 'r-cran-httpuv', 'r-cran-jsonlite'];
  const base = await makeDebianBase(testEngine(), { name: bare ? 'scaffold-bare' : 'scaffold-r', packages });
  if (base === undefined) return (dockerfile) => dockerfile;
  const onBase: Localize = (dockerfile) => dockerfile.replace(/^FROM .*$/m, `FROM ${base}`);
  return bare
    ? onBase
    : (dockerfile) => onBase(dockerfile).replace(/^RUN apt-get[^]*?\/lists\/\*$/m, 'RUN Rscript --version');
}

/** The libraries of Go come compiled; what the Dockerfile does is the same. */
export async function localizeGo(): Promise<Localize> {
  const base = await makeGoBase(testEngine(), 'scaffold-go');
  if (base === undefined) return (dockerfile) => dockerfile;
  return (dockerfile) =>
    dockerfile
      .replace(/ golang:\S+ AS build$/m, ` ${base} AS build`)
      .replace(/^FROM debian:.*$/m, `FROM ${pythonBase}`);
}

/** Variables of the platform are BuildKit's alone. Gives what was before back. */
export function wishForBuildKit(): () => void {
  const before = process.env['DOCKER_BUILDKIT'];
  process.env['DOCKER_BUILDKIT'] = '1';
  return () => {
    if (before === undefined) delete process.env['DOCKER_BUILDKIT'];
    else process.env['DOCKER_BUILDKIT'] = before;
  };
}

export class LanguageBench extends TrainingBench {
  /** Writes the container as users get it. */
  async scaffold(answers: Answers, localize: Localize): Promise<void> {
    const asked = { folder: this.folder, template: templates.own, name, answers };
    await scaffoldContainer(this.world, asked, async () => [], never);
    const dockerfile = this.path('Dockerfile');
    writeFileSync(dockerfile, localize(readFileSync(dockerfile, 'utf8')));
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  async readRun(): Promise<RunFile> {
    const { run, findings } = await readRunInput(this.world.files, this.path(`${name}.train.json`), never);
    assert.deepEqual(findings, []);
    assert.ok(run);
    return run;
  }

  /** Trains on the sample, and tells where the model is. */
  async makeModel(): Promise<string> {
    const { record, log }: Training = await this.train(await this.readRun());
    assert.equal(record.status, 'completed', log);
    assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);
    assert.ok((record.metrics['loss']?.last ?? 1) < 0.4, log);
    const model = this.path('model');
    mkdirSync(model);
    execFileSync('tar', ['-xzf', join(record.folder, 'artifacts/model.tar.gz'), '-C', model]);
    return model;
  }

  async build(): Promise<void> {
    const dockerfile = this.path('Dockerfile');
    await buildImage(
      this.world,
      { name: image, dockerfile, context: this.folder, args: {} },
      () => undefined,
      never,
    );
  }

  /** The model that comes with a container for serving alone, made as its README says. */
  async sampleModel(framework: string | undefined): Promise<string> {
    if (framework !== 'r') return this.path('sample');
    const maker = await connect(testEngine()).createContainer({
      Image: image,
      Cmd: ['Rscript', '/sample/make_model.R'],
      HostConfig: { Binds: [`${this.path('sample')}:/sample`], AutoRemove: true },
    });
    const made = maker.wait({ condition: 'next-exit' });
    await maker.start();
    await made;
    return this.path('sample/model');
  }

  async checkServing(model: string, port = 8080): Promise<void> {
    await checkServing(testEngine(), { image, model, port }, this.path('sample/request.csv'));
  }

  async checkRefusal(reason: RegExp): Promise<void> {
    mkdirSync(this.path('empty'));
    await checkRefusal(testEngine(), { image, model: this.path('empty') }, reason);
  }

  async clear(): Promise<void> {
    this.remove();
    const built = connect(testEngine()).getImage(image);
    await built.remove({ force: true }).catch(() => undefined);
  }
}
