import assert from 'node:assert/strict';
import { Problem } from '../../../src/core/problem';
import { checkContainerName } from '../../../src/core/scaffold/answers';
import { defaults, openQuestions, questionNames, questions } from '../../../src/core/scaffold/questions';
import { readAnswers } from '../../../src/core/scaffold/readAnswers';

describe('The questions about a new container', () => {
  it('are not asked when an earlier answer settles them', () => {
    assert.deepEqual(openQuestions(defaults), ['framework', 'purpose', 'server', 'python']);
    assert.deepEqual(openQuestions({ ...defaults, purpose: 'train' }), ['framework', 'purpose', 'python']);
  });

  it('say in one sentence when to choose each answer', () => {
    for (const name of questionNames) {
      assert.match(questions[name].text, /^[A-Z].*\?$/);
      for (const { detail } of questions[name].options) assert.match(detail, /^[A-Z][^.]*\.$/);
    }
  });

  it('can be answered in a file; what it leaves out keeps its default', () => {
    assert.deepEqual(readAnswers('{}'), defaults);
    assert.deepEqual(readAnswers('// mine\n{ "purpose": "serve", "server": "flask" }'), {
      ...defaults,
      purpose: 'serve',
      server: 'flask',
    });
  });

  for (const [text, says] of [
    ['', 'The answers are a JSON object, such as {"purpose":"train"}.'],
    ['[]', 'The answers are a JSON object, such as {"purpose":"train"}.'],
    ['{"purpose": }', 'The answers are a JSON object, such as {"purpose":"train"}.'],
    ['{"colour": "red"}', 'There is no question colour, only framework, purpose, server, python.'],
    ['{"server": "nginx"}', 'server is one of fastapi, flask, not "nginx".'],
    ['{"python": 3.12}', 'python is one of 3.12, 3.13, 3.14, 3.11, not 3.12.'],
  ] as const)
    it(`answered with ${text || 'nothing'}: ${says}`, () =>
      assert.throws(
        () => readAnswers(text),
        (error) => error instanceof Problem && error.kind === 'bad-usage' && error.message === says,
      ));
});

describe('The name of a container', () => {
  it('is one that a folder, an image and a job can have', () => {
    for (const name of ['iris', 'a', 'my-model-2', '4', 'a--b', 'x'.repeat(40)])
      assert.equal(checkContainerName(name), undefined, name);
    for (const name of ['', 'Iris', 'my model', '-a', 'a-', 'a_b', '../a', 'a/b', 'é', 'x'.repeat(41)])
      assert.notEqual(checkContainerName(name), undefined, name);
  });
});
