import assert from 'node:assert/strict';
import { readEndpointFile } from '../../../../src/core/endpoint/file/readEndpointFile';
import type { Evidence } from '../../../../src/core/serve/contract/evidence';
import { judge } from '../../../../src/core/serve/contract/judge';
import { placedFindings } from '../../../../src/core/serve/contract/placedFindings';
import { contractRules } from '../../../../src/core/serve/contract/rules/all';
import { contractTargets } from '../../../../src/core/serve/contract/targets';
import { servePlan } from '../../../../src/core/serve/servePlan';
import { answered, failed, good, withCalls, withMain, withoutSample } from './someEvidence';

const file = '/work/iris.endpoint.json';
const place = { file, region: 'eu-west-1' };

/** Where findings stand, as the text that is marked. */
function marked(content: object, evidence: Evidence): readonly string[] {
  const text = JSON.stringify(content);
  const reading = readEndpointFile(text, file);
  const report = {
    file,
    endpoint: 'iris',
    started: 0,
    milliseconds: 0,
    version: '',
    containers: [
      {
        subject: evidence.subject,
        milliseconds: 0,
        cutShort: false,
        findings: judge(evidence, contractRules),
      },
    ],
  };
  return placedFindings(reading, report).map(
    ({ id, severity, start, end }) => `${id} ${severity} ${text.slice(start, end)}`,
  );
}

describe('What a test of the contract has found, in the endpoint file', () => {
  const image = { name: 'main', image: 'iris:1', model: 'model' };

  it('stands at the key that it is about, else at the image', () => {
    const one = { variants: [image] };
    assert.deepEqual(marked(one, good), []);
    assert.deepEqual(marked(one, withCalls({ sample: answered(500) })), ['SC301 error "image"']);
    assert.deepEqual(marked(one, withoutSample()), ['SC301 warning "image"']);
    const readOnly = ['Read-only file system: /opt/ml/model'];
    const end = { exitCode: 1, milliseconds: 1 };
    assert.deepEqual(marked(one, withMain({ end, log: readOnly })), [
      'SC101 error "image"',
      'SC401 error "model"',
    ]);
    const built = { variants: [{ name: 'main', build: 'Dockerfile' }], local: { sample: 'a.csv' } };
    assert.deepEqual(marked(built, withCalls({ sample: failed('reset') })), ['SC301 error "sample"']);
  });

  it('stands at the container of a pipeline', () => {
    const containers = [{ build: 'Dockerfile' }, { image: 'b' }];
    const pipeline = { variants: [{ name: 'main', containers }] };
    const { subject } = good;
    const second = { ...subject, container: 'main-2', isInGroup: true };
    const evidence = { ...withCalls({ empty: { seen: answered(500), aliveAfter: true } }), subject: second };
    assert.deepEqual(marked(pipeline, evidence), ['SC303 warning "image"']);
  });
});

describe('What is tested of an endpoint', () => {
  const targets = (content: object, startup?: number) => {
    const { endpoint } = readEndpointFile(JSON.stringify(content), file);
    assert.ok(endpoint);
    return contractTargets(endpoint, servePlan(endpoint, place), startup);
  };

  it('is each container by itself, on its own port', () => {
    const found = targets({
      variants: [
        { name: 'a', image: 'one', environment: { KEY: 'x' } },
        {
          name: 'b',
          containers: [{ image: 'two' }, { name: 'last', image: 'three', environment: { A: 'b' } }],
        },
      ],
      shadow: { name: 'c', image: 'four', serverless: { memory: 2048, concurrency: 1 } },
    });
    assert.deepEqual(
      found.map(({ subject, plan, followsOn }) => [
        subject.variant,
        subject.container,
        subject.image,
        subject.isInGroup,
        subject.startup,
        plan.containers.map(({ port, environment }) => [port, environment['SAGEMAKER_BIND_TO_PORT']]),
        followsOn,
      ]),
      [
        ['a', undefined, 'one', false, 480, [[8080, undefined]], false],
        ['b', 'b-1', 'two', true, 480, [[8080, undefined]], false],
        ['b', 'last', 'three', true, 480, [[8080, undefined]], true],
        ['c', undefined, 'four', false, 180, [[8080, undefined]], false],
      ],
    );
    assert.deepEqual(
      found.map(({ subject }) => subject.environment),
      [{ KEY: 'x' }, {}, { A: 'b' }, {}],
    );
    assert.deepEqual(targets({ variants: [{ name: 'a', image: 'one' }] }, 30)[0]?.plan.startup, 30);
  });
});
