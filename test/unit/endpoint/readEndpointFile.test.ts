import assert from 'node:assert/strict';
import { assert as check, integer, json, property, string, tuple } from 'fast-check';
import { inspectEndpointFile } from '../../../src/core/endpoint/file/check/checkEndpointFile';
import type { Container, EndpointFile, Variant } from '../../../src/core/endpoint/file/endpointFile';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';
import { endpointFields } from '../../../src/core/endpoint/file/shape/endpointFields';
import { filesOf } from '../userFile/shapeArbitrary';

const read = (text: string) => readEndpointFile(text, '/work/iris.endpoint.json');
/** Each finding as its id and the text that it stands on. */
const found = (text: string): readonly string[] =>
  read(text).findings.map(({ id, start, end }) => `${id} ${text.slice(start, end)}`);

const nothing: EndpointFile = {
  name: 'iris',
  variants: [],
  networkIsolation: false,
  local: { gpus: 'none' },
};
const container: Container = { environment: {}, multiModel: false };
const variant: Variant = {
  name: 'main',
  serving: { kind: 'one', container },
  weight: 1,
  instances: 1,
};

const scaffolded = `{
  "name": "iris",
  "variants": [
    { "name": "main", "build": "Dockerfile", "model": "ml/model", "instanceType": "ml.m5.large", "instances": 1, "weight": 1 }
  ],
  "cloud": { "role": "arn:aws:iam::111122223333:role/iris" }
}`;

describe('An endpoint file', () => {
  it('has its defaults, and the name of its file', () => {
    assert.deepEqual(read('{ "variants": [] }').endpoint, nothing);
    assert.equal(readEndpointFile('{}', '/a/My model (2).endpoint.json').endpoint?.name, 'My-model-2');
    assert.equal(read('{ "name": "mine" }').endpoint?.name, 'mine');
  });

  it('is right as a scaffold writes it; what SageMaker lacks is a hint', () => {
    assert.deepEqual(read(scaffolded).endpoint, {
      ...nothing,
      variants: [
        {
          ...variant,
          serving: {
            kind: 'one',
            container: {
              ...container,
              build: { dockerfile: 'Dockerfile', args: {} },
              model: { local: 'ml/model' },
            },
          },
          instanceType: 'ml.m5.large',
        },
      ],
      cloud: { role: 'arn:aws:iam::111122223333:role/iris', tags: {} },
    });
    assert.deepEqual(
      inspectEndpointFile(scaffolded, '/work/iris.endpoint.json').findings.map(
        ({ id, severity }) => `${id} ${severity}`,
      ),
      ['END914 hint', 'END915 hint'],
    );
  });

  it('has comments and trailing commas', () => {
    assert.deepEqual(read('// One.\n{ "variants": [{ "name": "main", /* two */ }], }').endpoint, {
      ...nothing,
      variants: [variant],
    });
  });

  it('names models in short', () => {
    const models = (model: string) => {
      const [first] =
        read(`{ "variants": [{ "name": "main", "model": ${model} }] }`).endpoint?.variants ?? [];
      return first?.serving.kind === 'one' ? first.serving.container.model : undefined;
    };
    assert.deepEqual(models('"ml/model"'), { local: 'ml/model' });
    assert.deepEqual(models('"file:///m/model.tar.gz"'), { local: '/m/model.tar.gz' });
    assert.deepEqual(models('"s3://bucket/m/"'), { s3: 's3://bucket/m/' });
    assert.deepEqual(models('{ "local": "m", "s3": "s3://bucket/m.tar.gz" }'), {
      local: 'm',
      s3: 's3://bucket/m.tar.gz',
    });
  });

  it('says all that an endpoint can be', () => {
    const { endpoint, findings } = read(`{
      "variants": [
        {
          "name": "pipeline",
          "containers": [
            { "name": "first", "image": "a:1", "environment": { "A": 1 } },
            { "image": "b:1", "model": "s3://bucket/many/", "multiModel": true },
          ],
          "invocation": "Direct",
          "weight": 0.5,
          "instances": 2,
          "scaling": { "min": 1, "max": 4, "target": 70.5, "metric": "SageMakerVariantInvocationsPerInstance", "scaleInCooldown": 0, "scaleOutCooldown": 60 },
          "volumeSize": 100, "startupTimeout": 600, "downloadTimeout": 900,
        },
        { "name": "less", "image": "c:1", "ecrImage": "x", "serverless": { "memory": 2048, "concurrency": 5, "provisioned": 2 } },
      ],
      "shadow": { "name": "next", "image": "d:1" },
      "async": { "output": "s3://b/o", "failures": "s3://b/f", "maxConcurrent": 4, "notifications": { "success": "s", "error": "e" }, "kmsKey": "k" },
      "networkIsolation": true,
      "local": { "gpus": [0], "shmSize": "1g", "cpus": 2, "memory": "4g", "platform": "linux/amd64", "port": 8081,
        "sample": { "file": "a.bin", "contentType": "x/y", "accept": "text/csv", "streams": true } },
      "cloud": {
        "region": "eu-central-1", "role": "r", "kmsKey": "k", "tags": { "team": "flowers", "n": 1 },
        "vpc": { "subnets": ["subnet-1"], "securityGroups": ["sg-1"] },
        "dataCapture": { "output": "s3://b/c", "percentage": 10, "capture": "Input", "kmsKey": "k" },
      },
    }`);
    assert.deepEqual(findings, []);
    assert.deepEqual(endpoint, {
      name: 'iris',
      variants: [
        {
          name: 'pipeline',
          serving: {
            kind: 'several',
            invocation: 'Direct',
            containers: [
              { name: 'first', image: 'a:1', environment: { A: '1' }, multiModel: false },
              { image: 'b:1', model: { s3: 's3://bucket/many/' }, environment: {}, multiModel: true },
            ],
          },
          weight: 0.5,
          instances: 2,
          scaling: {
            min: 1,
            max: 4,
            target: 70.5,
            metric: 'SageMakerVariantInvocationsPerInstance',
            scaleInCooldown: 0,
            scaleOutCooldown: 60,
          },
          volumeSize: 100,
          startupTimeout: 600,
          downloadTimeout: 900,
        },
        {
          ...variant,
          name: 'less',
          serving: { kind: 'one', container: { ...container, image: 'c:1', ecrImage: 'x' } },
          serverless: { memory: 2048, concurrency: 5, provisioned: 2 },
        },
      ],
      shadow: {
        ...variant,
        name: 'next',
        serving: { kind: 'one', container: { ...container, image: 'd:1' } },
      },
      async: {
        output: 's3://b/o',
        failures: 's3://b/f',
        maxConcurrent: 4,
        notifications: { success: 's', error: 'e' },
        kmsKey: 'k',
      },
      networkIsolation: true,
      local: {
        gpus: ['0'],
        shmSize: '1g',
        cpus: 2,
        memory: '4g',
        platform: 'linux/amd64',
        port: 8081,
        sample: { file: 'a.bin', contentType: 'x/y', accept: 'text/csv', streams: true },
      },
      cloud: {
        region: 'eu-central-1',
        role: 'r',
        kmsKey: 'k',
        vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
        dataCapture: { output: 's3://b/c', percentage: 10, capture: 'Input', kmsKey: 'k' },
        tags: { team: 'flowers', n: '1' },
      },
    });
  });

  for (const [text, expected] of [
    ['', ['END101 ']],
    ['[]', ['END104 [']],
    ['{}', ['END105 {']],
    ['{ "variants": [] "name": "b" }', ['END101 "name"']],
    ['{ "variants": [], "colour": 1 }', ['END102 "colour"']],
    ['{ "variants": [], "shadows": {} }', ['END103 "shadows"']],
    ['{ "variants": [{ "name": "a", "wieght": 1 }] }', ['END103 "wieght"']],
    ['{ "variants": [{ "weight": 1 }] }', ['END105 {']],
    ['{ "variants": {} }', ['END104 {}']],
    ['{ "variants": [1] }', ['END104 1']],
    ['{ "variants": [{ "name": "a", "weight": -1 }] }', ['END104 -1']],
    ['{ "variants": [{ "name": "a", "weight": 1e999 }] }', ['END104 1e999']],
    ['{ "variants": [{ "name": "a", "invocation": "serial" }] }', ['END104 "serial"']],
    [
      '{ "variants": [{ "name": "a", "serverless": { "memory": 512, "concurrency": 201 } }] }',
      ['END104 512', 'END104 201'],
    ],
    ['{ "variants": [{ "name": "a", "scaling": { "min": 1, "max": 2 } }] }', ['END105 {']],
    ['{ "variants": [], "name": "a", "name": "b" }', ['END106 "name"']],
  ] as const)
    it(`has findings of its form: ${text}`, () => assert.deepEqual(found(text), expected));

  it('keeps the places of variants behind one that is none', () => {
    const text = '{ "variants": [1, { "name": "a b", "image": "x" }] }';
    assert.deepEqual(
      inspectEndpointFile(text, '/a').findings.map(({ id, start, end }) => `${id} ${text.slice(start, end)}`),
      ['END104 1', 'END205 "a b"'],
    );
  });

  it('never throws, and every finding is in the text', () => {
    const inside = (text: string): boolean =>
      inspectEndpointFile(text, '/a').findings.every(
        ({ start, end }) => 0 <= start && start <= end && end <= text.length,
      );
    check(property(string({ unit: 'binary' }), inside));
    check(property(json(), inside));
    check(
      property(json(), (text) =>
        inside(
          `{ "variants": [{ "containers": ${text}, "model": ${text} }, ${text}], "shadow": ${text}, "async": [`,
        ),
      ),
    );
    // Right and wrong files, with a piece cut out somewhere.
    const cut = tuple(filesOf(endpointFields, true), integer({ min: 0 }), integer({ min: 0, max: 40 }));
    check(
      property(cut, ([value, at, length]) => {
        const text = JSON.stringify(value, undefined, 1);
        const start = at % (text.length + 1);
        return inside(text) && inside(text.slice(0, start) + text.slice(start + length));
      }),
      { numRuns: 150 },
    );
  });
});
