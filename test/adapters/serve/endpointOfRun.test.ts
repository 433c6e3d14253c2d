import assert from 'node:assert/strict';
import { makeLocalWorld } from '../../../src/adapters/localWorld';
import { endpointOfRun } from '../../../src/app/serve/endpointOfRun';
import { containersOf } from '../../../src/core/endpoint/file/endpointFile';
import type { RunRecord } from '../../../src/core/run/runRecord';
import { makeFolder } from '../files/folder';
import { someRecord } from '../../support/runs/someRecord';

const { files } = makeLocalWorld();
const model = '/runs/iris-1/artifacts/model.tar.gz';

async function endpointIn(beside: Readonly<Record<string, string>>, change: Partial<RunRecord> = {}) {
  const folder = makeFolder(beside);
  try {
    const run = { ...someRecord, runFile: `${folder.path}/iris.train.json`, ...change };
    const made = await endpointOfRun(files, run, new AbortController().signal);
    const [container] = made.endpoint.variants.flatMap(containersOf);
    const { file, isNew } = made;
    return { made, container, file: file.replace(folder.path, ''), isNew };
  } finally {
    folder.remove();
  }
}

describe('The model of a run', () => {
  it('is served by what trained it, where no endpoint file says otherwise', async () => {
    const { container, file, isNew } = await endpointIn({});
    assert.deepEqual(
      { image: container?.image, model: container?.model, file, isNew },
      { image: 'img:1', model: { local: model }, file: '/iris.endpoint.json', isNew: true },
    );
  });

  it('takes the place of the model in the endpoint file beside it, comments and all else untouched', async () => {
    const text =
      '{\n  // ours\n  "variants": [{ "name": "main", "image": "img:1", "model": "old", "weight": 3 }]\n}\n';
    const { made, container, isNew } = await endpointIn({ 'shop.endpoint.json': text });
    assert.equal(isNew, false);
    assert.deepEqual(container?.model, { local: model });
    assert.equal(made.text, text.replace('"old"', `"${model}"`));
  });

  it('goes to the variant that is built of the Dockerfile that it was trained with', async () => {
    const variants = [
      { name: 'other', image: 'other:1' },
      { name: 'own', build: 'Dockerfile' },
    ];
    const { made } = await endpointIn({ 'iris.endpoint.json': JSON.stringify({ variants }) });
    const places = made.endpoint.variants.flatMap(containersOf).map((each) => each.model?.local);
    assert.deepEqual(places, [undefined, model]);
  });

  it('leaves endpoint files of other images alone, and those with mistakes', async () => {
    const { isNew } = await endpointIn({
      'other.endpoint.json': '{ "variants": [{ "name": "main", "image": "other:1" }] }',
      'wrong.endpoint.json': '{ "variants": [{ "name": "main", "image": "img:1", "weight": "much" }] }',
    });
    assert.equal(isNew, true);
  });
});
