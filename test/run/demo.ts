import { connect } from '../support/engine/connection';
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
  const names: ReadonlyArray<readonly [string, string, string]> = [
    [base, 'churn-model', '1.3'],
    [base, 'churn-model', 'latest'],
    [base, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn-model', '1.3'],
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
      for (const [, repo, tag] of names) await docker.getImage(`${repo}:${tag}`).remove({ force: true });
      await docker.getImage(String(Reflect.get(untagged, 'Id'))).remove({ force: true });
    },
  };
}
