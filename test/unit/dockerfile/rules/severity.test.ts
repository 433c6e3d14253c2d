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

  it('SM201: what the build itself has used may be hidden later, and processing mounts only what it is told', () => {
    const image = '# sagemaker: role=train\nFROM python:3.11\nCOPY a.csv /opt/ml/input/data/a.csv\n';
    assert.deepEqual(severities('SM201', image), ['error']);
    assert.deepEqual(severities('SM201', `${image}RUN pip install x`), ['error']);
    assert.deepEqual(severities('SM201', `${image}RUN python /opt/program/train`), ['warning']);
    assert.deepEqual(severities('SM201', image.replace('ml/input', 'ml/processing')), ['warning']);
  });

  it('SM605: apt-get does not ask for a package that needs no other', () => {
    const ubuntu = 'FROM ubuntu:22.04\nRUN apt-get update && apt-get install';
    assert.deepEqual(severities('SM605', `${ubuntu} unzip`), ['info']);
    assert.deepEqual(severities('SM605', `${ubuntu} graphviz`), ['warning']);
    assert.deepEqual(severities('SM605', `${ubuntu} unzip git`), ['error']);
  });

  it('SM208: where the base image may hold the script, too, it is not certain', () => {
    const rest = 'COPY t.py /t.py\nENV SAGEMAKER_PROGRAM=t.py';
    assert.deepEqual(severities('SM208', `# sagemaker: role=train\nFROM mine/own:1\n${rest}`), ['warning']);
  });

  it('SM503: brackets of the wrong kind are text', () => {
    assert.deepEqual(severities('SM503', 'FROM a\nENV PATH=/x:$(PATH}'), ['warning']);
  });
});
