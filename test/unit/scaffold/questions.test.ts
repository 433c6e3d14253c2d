import assert from 'node:assert/strict';
import { Problem } from '../../../src/core/problem';
import { checkContainerName } from '../../../src/core/scaffold/containerName';
import { readAnswers } from '../../../src/core/scaffold/readAnswers';
import { readTemplate } from '../../../src/core/scaffold/readTemplate';
import { settle } from '../../../src/core/scaffold/settle';
import { endOfPatch, valuesOf } from '../../../src/core/scaffold/valuesOf';
import { templates } from '../../support/scaffold/templates';

/** A small template in which everything occurs. */
const text = `{
  // mine
  "title": "Mine",
  "questions": [
    { "name": "kind", "text": "Which?", "options": [{ "value": "a" }, { "value": "b", "label": "B", "detail": "Better." }] },
    { "name": "size", "text": "How big?", "when": { "kind": "b" }, "options": [
      { "value": "small" }, { "value": "large" }, { "value": "odd", "when": { "kind": "a" } } ] },
    { "name": "colour", "text": "Which colour?", "options": [
      { "value": "red", "when": { "kind": ["a", "b"] } }, { "value": "blue", "when": [{ "kind": "b", "size": "large" }] } ] },
    { "name": "region", "text": "Where?", "options": "regions", "when": { "kind": "b" } },
  ],
  "values": [
    { "name": "base", "image": "pytorch-training:2.7.1-cpu-py312-ubuntu22.04-sagemaker", "when": { "size": "large" } },
    { "name": "base", "text": "{{name}}-{{kind}}-{{colour}}-{{{{unknown}}" },
  ],
  "files": [{ "path": "{{name}}.txt", "from": ["a", { "from": "b", "when": { "kind": "b" } }] }],
}`;
const template = readTemplate(text, 'mine.json', 'eu-west-1');
const isProblem = (kind: string, message: string) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && error.message === message;

describe('The questions about a new container', () => {
  const open = (chosen: Readonly<Record<string, string>>) =>
    settle(template, chosen).open.map(({ name }) => name);

  it('are asked only where an earlier answer leaves more than one', () => {
    assert.deepEqual(open({}), ['kind']);
    assert.deepEqual(open({ kind: 'b' }), ['kind', 'size', 'region']);
    assert.deepEqual(open({ kind: 'b', size: 'large' }), ['kind', 'size', 'colour', 'region']);
    assert.deepEqual(settle(template, {}).answers, { kind: 'a', colour: 'red' });
  });

  it('forget an answer that another one rules out, and take it up again', () => {
    assert.equal(settle(template, { kind: 'b', size: 'large', colour: 'blue' }).answers['colour'], 'blue');
    assert.equal(settle(template, { kind: 'b', size: 'small', colour: 'blue' }).answers['colour'], 'red');
  });

  it('offer the regions of AWS, the user’s first', () => {
    const [first, ...others] = settle(template, { kind: 'b' }).open.at(-1)?.options ?? [];
    assert.equal(first?.value, 'eu-west-1');
    assert.ok(others.length > 20 && others.every(({ value }) => value !== 'eu-west-1'));
    const nowhere = readTemplate(text, 'mine.json', 'mars-1');
    assert.equal(settle(nowhere, { kind: 'b' }).answers['region'], 'us-east-1');
  });

  it('offer no region where AWS does not have the image', () => {
    const regionsOf = (answers: Readonly<Record<string, string>>) =>
      settle(templates.prebuilt, answers)
        .open.find(({ name }) => name === 'region')
        ?.options.map(({ value }) => value) ?? [];
    const [all, some] = [regionsOf({ framework: 'pytorch' }), regionsOf({ framework: 'chainer' })];
    assert.ok(all.length > some.length && some.length > 10);
    for (const region of some)
      assert.doesNotThrow(() => {
        const { answers } = settle(templates.prebuilt, { framework: 'chainer', region });
        assert.equal(answers['region'], region);
        valuesOf(templates.prebuilt, 'iris', answers);
      });
  });

  it('give values, the first that agrees, with an image in its region', () => {
    const of = (chosen: Readonly<Record<string, string>>) =>
      valuesOf(template, 'iris', settle(template, chosen).answers)['base'];
    assert.equal(of({}), 'iris-a-red-{{{{unknown}}');
    assert.equal(
      of({ kind: 'b', size: 'large' }),
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.7.1-cpu-py312-ubuntu22.04-sagemaker',
    );
  });

  it('know until when the image is patched', () => {
    assert.equal(endOfPatch(template, {}), undefined);
    const { answers } = settle(template, { kind: 'b', size: 'large' });
    assert.equal(endOfPatch(template, answers), '2026-04-23');
  });

  it('say in one sentence when to choose each answer', () => {
    for (const { title, detail, questions } of Object.values(templates)) {
      assert.match(title, /^[A-Z]/);
      assert.match(detail, /^[A-Z][^.]*\.$/);
      for (const { name, text: asked, options } of questions) {
        assert.match(asked, /^[A-Z].*\?$/);
        if (name !== 'region') for (const option of options) assert.match(option.detail, /^[A-Z].*\.$/);
      }
    }
  });

  it('can be answered in a file; what it leaves out keeps its default', () => {
    assert.deepEqual(readAnswers('{}', template), {});
    assert.deepEqual(readAnswers('// mine\n{ "kind": "b", "size": "large" }', template), {
      kind: 'b',
      size: 'large',
    });
  });

  for (const [answers, says] of [
    ['', 'The answers are a JSON object, such as {"purpose":"train"}.'],
    ['[]', 'The answers are a JSON object, such as {"purpose":"train"}.'],
    ['{"kind": }', 'The answers are a JSON object, such as {"purpose":"train"}.'],
    ['{"taste": "red"}', 'There is no question taste, only kind, size, colour, region.'],
    ['{"kind": "c"}', 'kind is one of a, b, not "c".'],
    ['{"kind": 3}', 'kind is one of a, b, not 3.'],
    ['{"size": "large"}', 'size means nothing with the other answers.'],
    ['{"kind": "b", "size": "odd"}', 'With the other answers size is one of small, large, not odd.'],
    ['{"colour": "blue"}', 'With the other answers colour is one of red, not blue.'],
  ] as const)
    it(`answered with ${answers || 'nothing'}: ${says}`, () =>
      assert.throws(() => readAnswers(answers, template), isProblem('bad-usage', says)));
});

describe('A template', () => {
  for (const [what, wrong, says] of [
    ['nothing', '', 'mine.json:1: A value belongs here.'],
    ['half a file', '{\n "title": "Mine",\n', 'mine.json:3: A key in double quotes belongs here.'],
    ['no files', '{ "title": "Mine" }', 'mine.json:1: files is missing here.'],
    [
      'a typing mistake',
      '{ "title": "Mine",\n "files": [{ "path": "a", "form": "a", "from": "a" }] }',
      'mine.json:2: form means nothing here. Did you mean from?',
    ],
    [
      'a file elsewhere',
      '{ "title": "Mine", "files": [{ "path": "a/../../b", "from": "a" }] }',
      'mine.json: a/../../b leads out of the folder of the container.',
    ],
    [
      'an unknown question',
      '{ "title": "Mine", "files": [{ "path": "a", "from": "a", "when": { "kind": "b" } }] }',
      'mine.json: A condition names kind, which is no question that comes before it.',
    ],
    [
      'an unknown answer',
      text.replace('"when": { "size": "large" }', '"when": { "size": "huge" }'),
      'mine.json: A condition names huge, which size does not offer.',
    ],
    [
      'a question twice',
      text.replace('"name": "colour"', '"name": "kind"'),
      'mine.json: There are two questions kind.',
    ],
  ] as const)
    it(`with ${what} is not taken, and says where`, () =>
      assert.throws(() => readTemplate(wrong, 'mine.json', 'us-east-1'), isProblem('bad-template', says)));
});

describe('The name of a container', () => {
  it('is one that a folder, an image and a job can have', () => {
    for (const name of ['iris', 'a', 'my-model-2', '4', 'a--b', 'x'.repeat(40)])
      assert.equal(checkContainerName(name), undefined, name);
    for (const name of ['', 'Iris', 'my model', '-a', 'a-', 'a_b', '../a', 'a/b', 'é', 'x'.repeat(41)])
      assert.notEqual(checkContainerName(name), undefined, name);
  });
});
