// The mistakes that the wish for this linter named.
import assert from 'node:assert/strict';
import { fixUntilAtRest } from '../../../../src/core/dockerfile/lint/edit/applyFixes';
import { lint } from '../../../../src/core/dockerfile/lint/lint';

const now = Date.UTC(2026, 10, 21, 12);

const graveOf = (text: string): readonly string[] =>
  lint(text, { now })
    .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, severity }) => `${severity} ${rule}`);

describe('What was asked for by name', () => {
  const examples: ReadonlyArray<readonly [text: string, ...expected: readonly string[]]> = [
    ['FROM python:3.12\nENV SAGEMAKER_PROGRAMM train.py', 'warning SM501'],
    ['FROM python:3.12\nRUN pip install sagemaker-containers', 'warning SM110'],
    ['FROM tensorflow:latest', 'error SM101'],
    [
      'FROM tensorflow/tensorflow:2.0.0a0\nRUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM train.py',
    ],
    // Without the toolkit nothing brings the program `train`.
    ['FROM tensorflow/tensorflow:2.0.0a0\nCOPY train.py /opt/ml/code/train.py', 'error SM303'],
    [
      'FROM python:3.12\nRUN cat /opt/ml/input/config/resourceConfig.json\nENTRYPOINT ["python", "train.py"]',
      'error SM206',
    ],
  ];
  for (const [text, ...expected] of examples)
    it(`${text.replaceAll('\n', '⏎')}: ${expected.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(graveOf(text), expected));

  it('all together come right with the fixes', () => {
    const text =
      'FROM tensorflow:latest\nRUN pip install --no-cache-dir sagemaker-containers\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAMM=train.py\nENV HOSTS=/opt/ml/input/config/resourceConfig.json\n';
    const fixed = fixUntilAtRest(text, (current) =>
      lint(current, { now }).findings.filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      ),
    );
    assert.deepEqual(graveOf(fixed.text), []);
    assert.equal(
      fixed.text,
      'FROM tensorflow/tensorflow:2.16.1\nRUN pip install --no-cache-dir sagemaker-training\nCOPY train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM=train.py\nENV HOSTS=/opt/ml/input/config/resourceconfig.json\n',
    );
  });
});
