import assert from 'node:assert/strict';
import { failedInstruction } from '../../../src/core/images/build/failedInstruction';
import { advanceBuild, beforeBuild } from '../../../src/core/images/build/buildProgress';

const text = `# syntax=docker/dockerfile:1
ARG BASE=python:3.12-slim
FROM \${BASE} AS base
ENV A=1
RUN pip install \\
      # the newest
      numpy \\
      scipy
COPY src/ ./
FROM base
RUN echo one
RUN echo one
WORKDIR $A/b
RUN <<EOF
a
EOF
`;
const nothing = { reason: '', step: '', tail: [], base: undefined };

describe('The place where a build failed', () => {
  for (const [what, failure, expected] of [
    ['a command over several lines', { step: 'RUN pip install       numpy       scipy' }, 'RUN pip'],
    ['a command as it stands', { step: 'COPY src/ ./' }, 'COPY'],
    ['one with a variable filled in', { step: 'WORKDIR 1/b' }, undefined],
    ['one of two that are the same', { step: 'RUN echo one' }, undefined],
    ['what is not there', { step: 'RUN nothing of it' }, undefined],
    ['a base', { step: 'load metadata', base: 'python:3.12-slim' }, 'FROM ${BASE}'],
    ['another base', { base: 'python:3.13' }, undefined],
    ['a line', { reason: 'dockerfile parse error on line 7: unknown instruction: NUMPI' }, 'RUN pip'],
    ['a line of the classic builder', { reason: 'Dockerfile parse error line 11: x' }, 'RUN echo'],
    ['nothing', {}, undefined],
  ] as const)
    it(`is found by ${what}`, () => {
      const range = failedInstruction(text, { ...nothing, ...failure });
      const found = range && text.slice(range.start, range.end);
      assert.ok(expected === undefined ? found === undefined : found?.startsWith(expected), String(found));
    });
});

describe('How far a build is', () => {
  const after = (...lines: readonly string[]) => lines.reduce(advanceBuild, beforeBuild);

  it('is read from the lines of BuildKit', () =>
    assert.deepEqual(
      after(
        '[internal] load build context',
        '[base 1/3] FROM python (cached)',
        '[base 2/3] RUN a',
        'output 1/2',
      ),
      { step: 2, steps: 3, cached: 1, command: 'RUN a' },
    ));

  it('and of the classic builder', () =>
    assert.deepEqual(after('Step 1/4 : FROM x', ' ---> abc', 'Step 2/4 : RUN a', ' ---> Using cache'), {
      step: 2,
      steps: 4,
      cached: 1,
      command: 'RUN a',
    }));
});
