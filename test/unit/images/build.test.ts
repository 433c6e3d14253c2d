import assert from 'node:assert/strict';
import { failedInstruction } from '../../../src/core/images/build/failedInstruction';
import type { BuildEvent } from '../../../src/core/images/build/buildEvent';
import type { BuildProgress } from '../../../src/core/images/build/buildProgress';
import { advanceBuild, beforeBuild, progressText } from '../../../src/core/images/build/buildProgress';

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
RUN test "\${A:-x}" = yes && \\
    echo "$B" && false
RUN <<EOF
a
EOF
`;
const nothing = { reason: '', step: '', tail: [], base: undefined };

describe('The place where a build failed', () => {
  for (const [what, failure, expected] of [
    ['a command over several lines', { step: 'RUN pip install       numpy       scipy' }, 'RUN pip'],
    ['a command as it stands', { step: 'COPY src/ ./' }, 'COPY'],
    ['one with a variable filled in', { step: 'WORKDIR 1/b' }, 'WORKDIR $A/b'],
    ['one with several', { step: 'RUN test "yes" = yes && echo "b" && false' }, 'RUN test'],
    ['one that only looks so', { step: 'RUN test "yes" = yes && false' }, undefined],
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
  const size = { bytes: 5_000_000, files: 3, heaviest: [] };
  const after = (...events: ReadonlyArray<BuildEvent | string>) =>
    events
      .map((each): BuildEvent => (typeof each === 'string' ? { kind: 'line', text: each } : each))
      .reduce(advanceBuild, beforeBuild);
  const plain = ({ sent, total, step, steps, cached, command }: BuildProgress) => ({
    sent,
    total,
    step,
    steps,
    cached,
    command,
  });
  const unsent = { sent: 0, total: 0 };

  it('is read from the lines of BuildKit', () =>
    assert.deepEqual(
      plain(
        after('[internal] load build context', '[1/3] FROM python (cached)', '[2/3] RUN a', 'output 1/2'),
      ),
      { ...unsent, step: 2, steps: 3, cached: 1, command: 'RUN a' },
    ));

  it('counts all stages that have begun, and what comes twice once', () =>
    assert.deepEqual(
      plain(
        after(
          '[linux/amd64 base 1/3] FROM python (cached)',
          '[linux/amd64 base 1/3] FROM python (cached)',
          '[linux/amd64 base 2/3] RUN a',
          '[linux/amd64 stage-1 1/2] COPY . .',
        ),
      ),
      { ...unsent, step: 3, steps: 5, cached: 1, command: 'COPY . .' },
    ));

  it('and of the classic builder', () =>
    assert.deepEqual(
      plain(after('Step 1/4 : FROM x', ' ---> abc', 'Step 2/4 : RUN a', ' ---> Using cache')),
      { ...unsent, step: 2, steps: 4, cached: 1, command: 'RUN a' },
    ));

  for (const [said, ...events] of [
    [undefined, { kind: 'context', size }],
    ['1 MB of 5 MB sent', { kind: 'context', size }, { kind: 'sent', bytes: 1_000_000 }],
    ['5 MB sent', { kind: 'context', size }, { kind: 'sent', bytes: 5_000_000 }],
    ['step 1 of 4 · FROM x', { kind: 'sent', bytes: 5_000_000 }, 'Step 1/4 : FROM x'],
    ['step 2 of 4, 1 cached · RUN a', 'Step 1/4 : FROM x', 'Step 2/4 : RUN a', ' ---> Using cache'],
    [
      'step 1 of 1 · RUN pip install numpy scipy pandas scik…',
      'Step 1/1 : RUN pip install numpy scipy pandas scikit-learn',
    ],
  ] as const)
    it(`is said in a few words: ${said ?? 'nothing'}`, () =>
      assert.equal(progressText(after(...events)), said));
});
