import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { TrainingBench } from '../../support/runs/training';

const image = 'longshore/test:latest';

describe('A run file with a Dockerfile', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(async () => {
    bench.remove();
    await connect(testEngine())
      .getImage(image)
      .remove({ force: true })
      .catch(() => undefined);
  });

  it('trains in what was built of it', async () => {
    bench.write('image/train', '#!/bin/sh\necho "trained in $PLACE"; echo model > /opt/ml/model/weights\n');
    chmodSync(join(bench.folder, 'image/train'), 0o755);
    bench.write(
      'image/Dockerfile',
      `FROM longshore-test/python-base:latest
ARG PLACE
ENV PLACE=$PLACE
COPY train /usr/local/bin/
`,
    );
    const { record, events, log } = await bench.train({
      build: { dockerfile: 'image/Dockerfile', args: { PLACE: 'here' } },
    });
    assert.equal(record.status, 'completed', JSON.stringify(record.diagnosis));
    assert.equal(record.image, image);
    assert.equal(log, 'trained in here\n');
    assert.deepEqual(
      record.artifacts.map(({ name }) => name),
      ['model.tar.gz'],
    );
    const phases = events.flatMap((event) => (event.kind === 'phase' ? [event.phase] : []));
    assert.deepEqual(phases, ['preparing', 'building', 'starting', 'training', 'artifacts']);
    assert.ok(events.some((event) => event.kind === 'progress' && /COPY train/.test(event.text)));
  });

  it('finds its code in /opt/ml/code, where it was built into the image', async () => {
    bench.write('train.py', 'print("from the image")\n');
    bench.write('Dockerfile', 'FROM longshore-test/python-base:latest\nCOPY train.py /opt/ml/code/\n');
    const before = await containers();
    const { record, log } = await bench.train({
      build: { dockerfile: 'Dockerfile', args: {} },
      entrypoint: ['python3', '/opt/ml/code/train.py'],
    });
    assert.equal(record.status, 'completed', log);
    assert.equal(log, 'from the image\n');
    assert.deepEqual(await containers(), before);
  });
});

/** Of this engine, whoever they belong to. */
async function containers(): Promise<readonly string[]> {
  const found = await connect(testEngine()).listContainers({ all: true });
  return found.map(({ Id }) => Id).toSorted();
}
