import assert from 'node:assert/strict';
import { inspectEndpointFile } from '../../../src/core/endpoint/file/check/checkEndpointFile';
import { newEndpointFile } from '../../../src/core/endpoint/file/newEndpointFile';

const path = '/work/iris.endpoint.json';

describe('A new endpoint file', () => {
  it('says what was answered', () => {
    const text = newEndpointFile({
      name: 'iris',
      container: { dockerfile: 'Dockerfile' },
      model: 'ml/model',
    });
    const { endpoint, findings } = inspectEndpointFile(text, path);
    assert.deepEqual(findings, []);
    assert.deepEqual(endpoint, {
      name: 'iris',
      variants: [
        {
          name: 'main',
          serving: {
            kind: 'one',
            container: {
              build: { dockerfile: 'Dockerfile', args: {} },
              model: { local: 'ml/model' },
              environment: {},
              multiModel: false,
            },
          },
          instanceType: 'ml.m5.large',
          instances: 1,
          weight: 1,
        },
      ],
      networkIsolation: false,
      local: { gpus: 'none' },
    });
  });

  it('is right with whatever of it is switched on', () => {
    const text = newEndpointFile({ name: 'iris', container: { image: 'mine:1' } });
    assert.deepEqual(inspectEndpointFile(text, path).findings, []);
    const on = text.replaceAll(/^ {2}\/\/ ([" }\]].*)$/gm, '  $1');
    const { endpoint, findings } = inspectEndpointFile(on, path);
    assert.deepEqual(
      findings.map(({ id, severity }) => `${id} ${severity}`),
      ['END914 hint'],
    );
    assert.equal(endpoint?.local.gpus, 'all');
    assert.equal(endpoint.cloud?.role, 'arn:aws:iam::111122223333:role/my-role');
  });
});
