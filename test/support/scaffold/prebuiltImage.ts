// What stands in for AWS's image of scikit-learn, which only AWS's registry has: Python, scikit-learn, AWS's training toolkit.
import { createReadStream } from 'node:fs';
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { removeTestImages, testLabel, testNamespace } from '../engine/images';
import { targetOf } from '../python/target';
import { place, toolkitArchive } from '../runs/toolkit/toolkitImage';
import { dropScaffoldBase, makeScaffoldBase } from './baseImage';

export async function makePrebuiltImage(engine: Engine, name: string): Promise<string> {
  const archive = await toolkitArchive(await targetOf(engine));
  const base = await makeScaffoldBase(engine);
  const container = await connect(engine).createContainer({
    Image: base,
    Cmd: ['pip', 'install', '--quiet', 'scikit-learn'],
  });
  try {
    await container.putArchive(createReadStream(archive), { path: '/' });
    await container.start();
    const { StatusCode }: { StatusCode: number } = await container.wait();
    if (StatusCode !== 0) throw new Error(String(await container.logs({ stderr: true, follow: false })));
    const changes = [`ENV PYTHONPATH=/${place}`, `LABEL ${testLabel}=${name}`, 'CMD ["python3"]'].join('\n');
    await container.commit({ repo: `${testNamespace}/${name}`, tag: 'latest', changes });
  } finally {
    await container.remove({ force: true });
  }
  return `${testNamespace}/${name}:latest`;
}

export async function removePrebuiltImage(engine: Engine, name: string): Promise<void> {
  await removeTestImages(engine, name);
  await dropScaffoldBase(engine);
}
