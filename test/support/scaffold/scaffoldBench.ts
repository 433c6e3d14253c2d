// A folder with a scaffolded container, as users get it, and what is done with it on a real engine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../../../src/app/images/buildImage';
import { readRunInput } from '../../../src/app/runs/readRunInput';
import { scaffoldContainer } from '../../../src/app/scaffold/scaffoldContainer';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { TemplateFolder } from '../../../src/core/scaffold/readTemplate';
import type { Answers } from '../../../src/core/scaffold/template';
import { connect } from '../engine/connection';
import { testEngine } from '../engine/engine';
import { TrainingBench, type Training } from '../runs/training';
import { eventually } from '../workbench/eventually';
import { serveModel, type Answer, type Served, type ServedModel } from './server';
import { templates } from './templates';

const never = new AbortController().signal;
const name = 'longshore-test-scaffold';

export const scaffoldImage = `longshore/${name}:latest`;

/** What a server of ours says to the sample request. */
export const expectedKinds = ['setosa', 'versicolor', 'virginica'];

/** A Dockerfile as it works on an engine that reaches no registry. */
export type Localize = (dockerfile: string) => string;

export const onPython =
  (base: string): Localize =>
  (dockerfile) =>
    dockerfile
      .replaceAll(/^FROM \S+/gm, `FROM ${base}`)
      // Python has another place in the base.
      .replace('/install /usr/local', '/install /opt/python')
      // The base has it already, and packages of Debian cannot be reached from here.
      .replace(/^RUN apt-get .* nginx .*$/m, 'RUN nginx -v');

export class ScaffoldBench extends TrainingBench {
  /** Writes the container as users get it, but for what these machines lack. */
  async scaffold(localize: Localize, answers: Answers, template: TemplateFolder = 'own'): Promise<void> {
    const asked = { folder: this.folder, template: templates[template], name, answers };
    await scaffoldContainer(this.world, asked, async () => [], never);
    const dockerfile = this.path('Dockerfile');
    if (existsSync(dockerfile)) writeFileSync(dockerfile, localize(readFileSync(dockerfile, 'utf8')));
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  async readRun(): Promise<RunFile> {
    const { run, findings } = await readRunInput(this.world.files, this.path(`${name}.train.json`), never);
    assert.ok(run);
    assert.deepEqual(findings, []);
    return run;
  }

  async build(): Promise<void> {
    const dockerfile = this.path('Dockerfile');
    const build = { name: scaffoldImage, dockerfile, context: this.folder, args: {} };
    await buildImage(this.world, build, { report: () => undefined }, never);
  }

  /** As the README says; tells where the model is. */
  async makeModel(maker: readonly string[] = ['/sample/make_model.py']): Promise<string> {
    await this.build();
    assert.equal(await runContainer(maker, [`${this.path('sample')}:/sample`]), 0);
    return this.path('sample/model');
  }

  /** Unpacks what a run has made, as SageMaker does. */
  unpackModel({ record, log }: Training): string {
    assert.equal(record.status, 'completed', log);
    const model = this.path('model');
    mkdirSync(model);
    execFileSync('tar', ['-xzf', join(record.folder, 'artifacts/model.tar.gz'), '-C', model]);
    return model;
  }

  async clear(): Promise<void> {
    this.remove();
    const built = connect(testEngine()).getImage(scaffoldImage);
    // What was installed stays for the next image, on an engine that goes with the tests.
    await built.remove({ force: true, noprune: testEngine().owned }).catch(() => undefined);
  }

  /** Serves, does something with the server, and stops it as SageMaker does. */
  async serve(served: Omit<Served, 'image'>, during: (server: ServedModel) => Promise<void>): Promise<void> {
    const server = await serveModel(testEngine(), { image: scaffoldImage, ...served });
    try {
      await eventually(async () => assert.equal((await server.ask('/ping')).status, 200), 60);
      await during(server);
      const { code, milliseconds } = await server.stop();
      assert.equal(code, 0, await server.log());
      assert.ok(milliseconds < 10_000, `${milliseconds} ms`);
    } finally {
      await server.remove();
    }
  }

  /** A model that cannot be served ends the container, with the reason in its log. */
  async checkRefusal(model: string, reason: RegExp): Promise<void> {
    const served = await serveModel(testEngine(), { image: scaffoldImage, model });
    try {
      assert.notEqual(await served.ended(), 0);
      assert.match(await served.log(), reason);
    } finally {
      await served.remove();
    }
  }

  /** What is asked and answered on `/invocations`, right and wrong. */
  async checkServing(model: string, port?: number): Promise<void> {
    await this.serve({ model, ...(port === undefined ? {} : { port }) }, async ({ ask, run }) => {
      const request = this.request();
      assert.deepEqual(kindsOf(await ask('/invocations', request)), expectedKinds);
      const instances = request
        .trim()
        .split('\n')
        .map((line) => line.split(',').map(Number));
      const asJson = await ask('/invocations', JSON.stringify({ instances }), 'application/json');
      assert.deepEqual(kindsOf(asJson), expectedKinds);
      assert.equal((await ask('/invocations', request, 'image/png')).status, 415);
      for (const wrong of ['1,2\n', 'a,b,c,d\n', '1,2,3,nan\n', '\n'])
        assert.equal((await ask('/invocations', wrong)).status, 400, wrong);
      assert.deepEqual(JSON.parse(await run(askUnreadable, String(port ?? 8080))), allRefused);
    });
  }

  request(): string {
    return readFileSync(this.path('sample/request.csv'), 'utf8');
  }
}

/** What no parser likes, and what is too long for an argument of a program: the client's fault as well. */
const askUnreadable = `
import json, sys, urllib.request, urllib.error
csv, instances = 'text/csv', 'application/json'
bodies = {
    'a field that is too long': ('9' * 200_000 + ',1,1,1\\n', csv),
    'bytes that are no text': (b'\\xff\\xfe,1,1,1\\n', csv),
    'no JSON': ('{"instances": [[1', instances),
    'no instances': ('{}', instances),
    'another kind': ('{"instances": 1}', instances),
    'a list alone': ('[[1, 2, 3, 4]]', instances),
    'a number that is too large': ('{"instances": [[1' + '0' * 400 + ', 1, 1, 1]]}', instances),
    'lists too deep in each other': ('{"instances": ' + '[' * 100_000, instances),
}
answers = {}
for name, (body, kind) in bodies.items():
    sent = body if isinstance(body, bytes) else body.encode()
    request = urllib.request.Request(f'http://localhost:{sys.argv[1]}/invocations', sent, {'Content-Type': kind})
    try: answers[name] = urllib.request.urlopen(request, timeout=60).status
    except urllib.error.HTTPError as error: answers[name] = error.status if json.load(error)['error'] else 'without a word'
print(json.dumps(answers))
`;

const allRefused = Object.fromEntries(
  [...askUnreadable.matchAll(/^ {4}'([^']+)': \(/gm)].map(([, title]) => [title, 400]),
);

/** Runs the image to its end with these arguments; tells the exit code. */
export async function runContainer(
  command: readonly string[],
  binds: readonly string[],
  environment: readonly string[] = [],
): Promise<number> {
  const container = await connect(testEngine()).createContainer({
    Image: scaffoldImage,
    Cmd: [...command],
    Env: [...environment],
    HostConfig: { Binds: [...binds] },
  });
  try {
    await container.start();
    const { StatusCode }: { StatusCode: number } = await container.wait();
    return StatusCode;
  } finally {
    await container.remove({ force: true });
  }
}

export function kindsOf({ status, text }: Answer): readonly string[] {
  assert.equal(status, 200, text);
  const { predictions }: { predictions: readonly { kind: string; chance: number }[] } = JSON.parse(text);
  assert.ok(predictions.every(({ chance }) => chance > 0.34 && chance <= 1));
  return predictions.map(({ kind }) => kind);
}
