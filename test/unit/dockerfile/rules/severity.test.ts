// Rules that say less where less is certain.
import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/dockerfile/lint/lint';

const severities = (rule: string, text: string): readonly string[] =>
  lint(text, { now: 0 })
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity }) => severity);

describe('a rule is an error only where the build or the start fails', () => {
  it('SM503: a command in ENV breaks the build where its spaces do', () => {
    assert.deepEqual(severities('SM503', 'FROM a\nENV X=$(ls *.gz)'), ['error']);
    assert.deepEqual(severities('SM503', 'FROM a\nENV X="$(dirname $(which conda))/.."'), ['warning']);
    assert.deepEqual(severities('SM503', 'FROM a\nENV X $(ls a)\nARG Y=$(date +%s)'), ['warning', 'warning']);
  });
});
