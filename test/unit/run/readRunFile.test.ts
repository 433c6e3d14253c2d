import assert from 'node:assert/strict';
import { assert as check, property, string, json } from 'fast-check';
import { checkRunFile, inspectRunFile } from '../../../src/core/run/file/check/checkRunFile';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import type { RunFile } from '../../../src/core/run/file/runFile';
import { nothing } from '../../support/runs/emptyRun';

const read = (text: string) => readRunFile(text, '/work/iris.train.json');
/** Each finding as its id and the text that it stands on. */
const found = (text: string): readonly string[] =>
  read(text).findings.map(({ id, start, end }) => `${id} ${text.slice(start, end)}`);

const empty: RunFile = { ...nothing, name: 'iris' };
const file = {
  mode: 'File',
  distribution: 'FullyReplicated',
  s3DataType: 'S3Prefix',
  compression: 'None',
  recordWrapper: 'None',
} as const;

describe('A run file', () => {
  it('has its defaults, and the name of its file', () => {
    assert.deepEqual(read('{}').run, empty);
    assert.deepEqual(found('{}'), []);
    assert.equal(readRunFile('{}', '/a/My model (2).train.json').run?.name, 'My-model-2');
    assert.equal(read('{ "name": "mine" }').run?.name, 'mine');
  });

  it('has comments and trailing commas', () => {
    assert.deepEqual(read('// One.\n{ "image": "a", /* two */ "maxRuntime": 60, }').run, {
      ...empty,
      image: 'a',
      maxRuntime: 60,
    });
  });

  it('names channels in short', () => {
    const { run } = read(
      '{ "channels": { "a": "data/a", "b": "s3://bucket/b", "c": { "local": "file:///c" }, "d": "file://d" } }',
    );
    assert.deepEqual(run?.channels, {
      a: { ...file, local: 'data/a' },
      b: { ...file, s3: 's3://bucket/b' },
      c: { ...file, local: '/c' },
      d: { ...file, local: 'd' },
    });
  });

  it('has other short forms', () => {
    const { run, findings } = read(`{
      "build": "docker/Dockerfile",
      "checkpoints": true,
      "environment": { "A": 1, "B": true },
      "local": { "gpus": [0, "GPU-1"], "debug": true, "awsCredentials": "me" },
    }`);
    assert.deepEqual(findings, []);
    assert.deepEqual(run, {
      ...empty,
      build: { dockerfile: 'docker/Dockerfile', args: {} },
      checkpoints: { path: '/opt/ml/checkpoints' },
      environment: { A: '1', B: 'true' },
      local: { ...empty.local, gpus: ['0', 'GPU-1'], debug: true, awsCredentials: 'me' },
    });
    assert.equal(read('{ "checkpoints": false }').run?.checkpoints, undefined);
  });

  for (const [text, expected] of [
    ['', ['RUN101 ']],
    ['[]', ['RUN104 [']],
    ['{ "image": }', ['RUN101 }']],
    ['{ "image": "a" "name": "b" }', ['RUN101 "name"']],
    ['{ "colour": 1 }', ['RUN102 "colour"']],
    ['{ "hyperparamters": {} }', ['RUN103 "hyperparamters"']],
    ['{ "local": { "GPUS": "all" } }', ['RUN103 "GPUS"']],
    ['{ "image": 1 }', ['RUN104 1']],
    ['{ "local": { "gpus": "al" } }', ['RUN104 "al"']],
    ['{ "local": { "hosts": 0 } }', ['RUN104 0']],
    ['{ "channels": { "train": { "mode": "fastfile" } } }', ['RUN104 "fastfile"']],
    ['{ "source": { "folder": "src" } }', ['RUN105 {']],
    ['{ "metrics": [{ "name": "a" }] }', ['RUN105 {']],
    ['{ "image": "a", "image": "b" }', ['RUN106 "image"']],
    ['{ "hyperparameters": { "a": 1e999 } }', ['RUN104 1e999']],
  ] as const)
    it(`has findings of its form: ${text}`, () => assert.deepEqual(found(text), expected));

  it('says what was meant', () => {
    const [finding] = read('{ "enviroment": {} }').findings;
    assert.equal(finding?.message, 'enviroment means nothing here. Did you mean environment?');
  });

  it('is read as far as it goes', () => {
    assert.deepEqual(read('{ "image": "a", "local": { "gpus": 3, "cpus": 2 }, "metrics": [{').run, {
      ...empty,
      image: 'a',
      local: { ...empty.local, cpus: 2 },
    });
  });

  it('may have keys that objects have by nature', () => {
    const { run } = read('{ "hyperparameters": { "__proto__": 1, "constructor": 2 }, "toString": 1 }');
    assert.deepEqual(Object.entries(run?.hyperparameters ?? {}), [
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });

  it('never throws, and every finding is in the text', () => {
    const inside = (text: string): boolean =>
      inspectRunFile(text, '/a').findings.every(
        ({ start, end }) => 0 <= start && start <= end && end <= text.length,
      );
    check(property(string({ unit: 'binary' }), inside));
    check(property(json(), inside));
    check(
      property(json(), (text) =>
        inside(`{ "channels": ${text}, "local": ${text}, "cloud": ${text}, "source": [`),
      ),
    );
    assert.ok(inside('['.repeat(100_000)));
    assert.deepEqual(checkRunFile(read('[')).length, read('[').findings.length);
  });
});
