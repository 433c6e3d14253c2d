import assert from 'node:assert/strict';
import { inspectEndpointFile } from '../../../src/core/endpoint/file/check/checkEndpointFile';
import { endpointRequests } from '../../../src/core/endpoint/request/endpointRequests';
import { readTransformOptions, type TransformWords } from '../../../src/core/transform/readTransformOptions';
import { transformJobRequest } from '../../../src/core/transform/transformJobRequest';
import { againstModels } from '../../support/aws/serviceModel';

const places = { input: 's3://bucket/in/', output: 's3://bucket/out', isManifest: false };

function endpointOf(file: object) {
  const { endpoint } = inspectEndpointFile(JSON.stringify(file), '/work/iris.endpoint.json');
  const [variant] = endpoint?.variants ?? [];
  assert.ok(endpoint && variant);
  return { endpoint, variant };
}

const plain = endpointOf({ variants: [{ name: 'main', image: 'mine:1', instanceType: 'ml.m5.large' }] });
const request = (words: TransformWords, { endpoint, variant } = plain, environment = {}) =>
  transformJobRequest(endpoint, variant, { options: readTransformOptions(words, environment), places });

describe('A CreateTransformJob request', () => {
  it('says what was said here, and nothing else', () => {
    assert.deepEqual(request({}), {
      TransformJobName: 'iris-transform',
      ModelName: 'iris-main',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/in/' } },
      },
      TransformOutput: { S3OutputPath: 's3://bucket/out' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    });
    const models = endpointRequests(plain.endpoint).CreateModel.map(({ ModelName }) => ModelName);
    assert.deepEqual(models, [request({})['ModelName']]);
  });

  it('is taken by the model of AWS, whatever is asked for', async () => {
    const all = {
      'content-type': 'text/csv',
      accept: 'text/csv',
      split: 'Line',
      assemble: 'Line',
      strategy: 'MultiRecord',
      'max-payload': '100',
      'max-concurrent': '1',
      compression: 'Gzip',
      'input-filter': '$[1:]',
      'output-filter': '$[0,-1]',
      join: 'Input',
      timeout: '3600',
      retries: '0',
    };
    const many = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`A${index}`, 'x']));
    const tagged = endpointOf({
      name: 'x'.repeat(63),
      variants: [{ name: 'main', image: 'mine:1', instanceType: 'ml.m5.large' }],
      cloud: { role: 'arn:aws:iam::111122223333:role/iris', tags: { team: 'a' } },
    });
    const serverless = endpointOf({
      name: `${'x'.repeat(52)}-y`,
      variants: [{ name: 'main', image: 'mine:1', serverless: { memory: 1024, concurrency: 1 } }],
    });
    const requests = [
      request({}),
      request(all, plain, many),
      request({
        ...all,
        split: 'TFRecord',
        'input-filter': undefined,
        'output-filter': undefined,
        join: undefined,
      }),
      request({ 'max-payload': '0', 'max-concurrent': '0' }, tagged),
      request({ split: 'RecordIO', strategy: 'SingleRecord' }, serverless),
      transformJobRequest(plain.endpoint, plain.variant, {
        options: readTransformOptions({}),
        places: { ...places, isManifest: true },
      }),
    ];
    const said = await againstModels(requests.map((each) => [['sagemaker', 'CreateTransformJob', each]]));
    assert.deepEqual(said.flat(), []);
    const [refused] = await againstModels([
      [
        [
          'sagemaker',
          'CreateTransformJob',
          { ...request({}), TransformResources: { InstanceType: 'm5.large' } },
        ],
      ],
    ]);
    assert.match(refused?.join('\n') ?? '', /InstanceCount: missing[^]*InstanceType: not of its enum/);
  });
});
