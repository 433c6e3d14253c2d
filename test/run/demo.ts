import { Readable } from 'node:stream';
import { pack } from '../support/engine/archive';
import { connect, finish } from '../support/engine/connection';
import type { Engine } from '../support/engine/engine';
import { testEngine } from '../support/engine/engine';
import { loadScratchImage } from '../support/engine/images';
import { loadPythonBase } from '../support/engine/pythonBase';

export interface Demo {
  remove(): Promise<void>;
}

/** Images and a container as a data scientist would have them, in a test engine; all of them go again. */
export async function makeDemo(engine: Engine = testEngine()): Promise<Demo> {
  const docker = connect(engine);
  const base = await loadPythonBase(engine);
  const scratch = await loadScratchImage(engine);
  for (const version of ['1.2', '1.3'])
    await finish(docker, await docker.buildImage(churnModel(base, version), { t: `churn-model:${version}` }));
  const names: ReadonlyArray<readonly [string, string, string]> = [
    ['churn-model:1.3', 'churn-model', 'latest'],
    ['churn-model:1.3', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn-model', '1.3'],
    [base, 'python-base', '3.11'],
    [scratch, 'sample-data', 'v2'],
  ];
  for (const [image, repo, tag] of names) await docker.getImage(image).tag({ repo, tag });
  const training = await docker.createContainer({
    Image: 'churn-model:latest',
    Cmd: ['sleep', '3600'],
    name: 'algo-1',
  });
  await training.start();
  const untagged = await (
    await docker.createContainer({ Image: base, Cmd: ['true'], name: 'longshore-left-over' })
  ).commit({});
  await docker.getContainer('longshore-left-over').remove();
  return {
    remove: async () => {
      await training.remove({ force: true });
      for (const version of ['1.2', '1.3'])
        await docker.getImage(`churn-model:${version}`).remove({ force: true });
      for (const [, repo, tag] of names) await docker.getImage(`${repo}:${tag}`).remove({ force: true });
      await docker.getImage(String(Reflect.get(untagged, 'Id'))).remove({ force: true });
    },
  };
}

/** What SageMaker would start, on a base that all share. */
const churnModel = (base: string, version: string): NodeJS.ReadableStream =>
  Readable.from([
    pack([
      {
        name: 'Dockerfile',
        content: `FROM ${base}\nENV PATH=/opt/program:$PATH VERSION=${version}\nCOPY train serve /opt/program/\n`,
      },
      { name: 'train', content: '#!/bin/sh\n', executable: true },
      { name: 'serve', content: '#!/bin/sh\n', executable: true },
    ]),
  ]);
