import assert from 'node:assert/strict';
import type { BuildChoice } from '../../../src/core/images/build/buildChoice';
import { buildQuestions, chosenBuild, firstChoice } from '../../../src/core/images/build/buildChoice';
import { choiceOf, taskOf } from '../../../src/core/images/build/buildTask';
import type { JsonValue } from '../../../src/core/json';

const dockerfile = '/work/models/iris/Dockerfile';
const full: BuildChoice = {
  name: 'iris:2',
  target: 'train',
  args: { A: '1' },
  platform: 'linux/arm64',
  context: '..',
  secrets: { pip: { file: '../pip.conf' }, token: { env: 'TOKEN' } },
};
const definition = {
  type: 'longshore-build',
  dockerfile: 'models/iris/Dockerfile',
  image: 'iris:2',
  context: 'models',
  target: 'train',
  args: { A: '1' },
  platform: 'linux/arm64',
  secrets: { pip: { file: 'models/pip.conf' }, token: { env: 'TOKEN' } },
};

describe('A task that builds', () => {
  it('says what was chosen, from the folder of the workspace', () => {
    assert.deepEqual(taskOf('/work', dockerfile, full), definition);
    assert.deepEqual(taskOf('/work', dockerfile, firstChoice(dockerfile)), {
      type: 'longshore-build',
      dockerfile: 'models/iris/Dockerfile',
      image: 'iris:latest',
    });
  });

  it('is read back as it was chosen', () => {
    assert.deepEqual(choiceOf('/work', definition), { dockerfile, choice: full });
    const first = firstChoice(dockerfile);
    const task: JsonValue = JSON.parse(JSON.stringify(taskOf('/work', dockerfile, first)));
    assert.deepEqual(choiceOf('/work', task), { dockerfile, choice: first });
  });

  for (const [what, wrong] of [
    ['its image', { dockerfile: 'Dockerfile' }],
    ['its Dockerfile', { image: 'a:1' }],
    ['texts', { dockerfile: 1, image: ['a'] }],
  ] as const)
    it(`is none without ${what}`, () => assert.equal(choiceOf('/work', wrong), undefined));
});

describe('A chosen build', () => {
  it('has paths from the folder of its Dockerfile', () =>
    assert.deepEqual(chosenBuild(dockerfile, full, '/work'), {
      name: 'iris:2',
      dockerfile,
      context: '/work/models',
      target: 'train',
      args: { A: '1' },
      platform: 'linux/arm64',
      secrets: { pip: { file: '/work/models/pip.conf' }, token: { env: 'TOKEN' } },
    }));

  it('takes the context that the files speak for, where nobody chose one', () =>
    assert.equal(chosenBuild(dockerfile, firstChoice(dockerfile), '/work').context, '/work'));

  it('may be asked for the secrets that its mounts name', () =>
    assert.deepEqual(
      buildQuestions(`FROM a
RUN --mount=type=secret,id=pip,target=/p --mount=type=cache,id=no,target=/c true
RUN --mount=type=secret,id=pip --mount=target=/root/.netrc,type=secret true
`).secrets,
      ['pip', '.netrc'],
    ));
});
