import assert from 'node:assert/strict';
import { makeWorld } from '../../../src/adapters/world';
import { samplePath } from '../../../src/app/serve/contract/findSample';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';
import { ownFolder } from '../../support/ownership';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const never = new AbortController().signal;

describe('What an endpoint is sent when nobody says it', () => {
  const folder = ownFolder('sample');
  const file = join(folder.path, 'shop.endpoint.json');
  const { files } = makeWorld({ docker: () => ({ host: '', context: '' }) });
  after(() => folder.release());

  const found = async (local: object): Promise<string | undefined> => {
    const { endpoint } = readEndpointFile(JSON.stringify({ variants: [], local }), file);
    assert.ok(endpoint);
    return samplePath(files, { endpoint, file }, never);
  };

  it('is the sample of the file, else what lies where scaffolds put it, else nothing', async () => {
    assert.equal(await found({}), undefined);
    mkdirSync(join(folder.path, 'sample/train'), { recursive: true });
    writeFileSync(join(folder.path, 'sample/train/request.csv'), 'not this');
    assert.equal(await found({}), undefined);
    writeFileSync(join(folder.path, 'sample/request.csv'), '1,2');
    assert.equal(await found({}), join(folder.path, 'sample/request.csv'));
    assert.equal(await found({ sample: 'rows.json' }), join(folder.path, 'rows.json'));
  });
});
