// What a long ENV or LABEL sets is worked out when someone asks for it. It must say the same as a short one.
import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, property, tuple } from 'fast-check';
import * as at from '../../../src/core/dockerfile/build/build';
import { lint } from '../../../src/core/dockerfile/lint/lint';
import { build } from './outline';

/** Long enough that none of it is read before it is asked for. */
const filler = Array.from({ length: 300 }, (_, index) => `P${index}=${index}`).join(' \\\n  ');

const lengthen = (text: string): string =>
  text.replaceAll(/(?<=^(?:ENV|LABEL|ONBUILD ENV) )/gm, `${filler} `);

const isFiller = (name: string): boolean => /^P\d+$/.test(name);

const settings = (bindings: ReadonlyMap<string, at.Binding>) =>
  [...bindings]
    .filter(([name]) => !isFiller(name))
    .map(([name, { value, known, state, origin, pair }]) => [name, value, known, state, origin, pair.raw]);

/** All that the file sets, at the end of each stage, and what single names are. */
const outcome = (text: string, names: readonly string[]) =>
  build(text).stages.map((stage) => {
    const single = names.map((name) => at.bindingAt(at.endOf(stage), name)?.value);
    return [single, settings(at.environmentAt(at.endOf(stage))), settings(at.labelsAt(at.endOf(stage)))];
  });

const names = ['A', 'B', 'P7', 'SAGEMAKER_PROGRAM', 'argument_X'];
const lines = [
  'ARG A=argument',
  'ENV A=1',
  'ENV B=2 A=3',
  'ENV B=$A',
  'ENV ${A}_X=4',
  'ENV "A"=q',
  "ENV A'B'=r",
  'ENV A\\B=s',
  'ENV SAGEMAKER_"PROGRAM"="train.py"',
  'ENV A="x y" A=z',
  'LABEL A=1 com.amazonaws.sagemaker.capabilities.multi-models=true',
  'ONBUILD ENV A=trigger',
  'WORKDIR /$A',
  'FROM base AS base',
];

describe('a long list', () => {
  it('sets what a short one sets', () => {
    check(
      property(
        array(constantFrom(...lines), { maxLength: 8 }),
        array(constantFrom(...names)),
        (body, asked) => {
          const text = `FROM python:3.12 AS base\n${body.join('\n')}\n`;
          const wanted = asked.filter((name) => !isFiller(name));
          assert.deepEqual(outcome(lengthen(text), wanted), outcome(text, wanted));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is there for each name, in whatever order they are asked for', () => {
    const text = lengthen('FROM scratch\nENV A=1');
    check(
      property(
        array(tuple(constantFrom('P0', 'P299', 'A', 'B')), { minLength: 1, maxLength: 80 }),
        (asked) => {
          const { target } = build(text);
          const known: Readonly<Record<string, string>> = { P0: '0', P299: '299', A: '1' };
          for (const [name] of asked)
            assert.equal(at.bindingAt(at.endOf(target), name)?.value, known[name], name);
        },
      ),
    );
  });

  it('is not there before its instruction', () => {
    const file = build(lengthen('FROM scratch\nENV A=1\nENV A=2\nUSER root'));
    const values = file.dockerfile.instructions.map(
      (instruction) => at.bindingAt(at.before(file, instruction), 'A')?.value,
    );
    assert.deepEqual(values, [undefined, undefined, '1', '2']);
  });

  it('has its places in the file', () => {
    const text = lengthen('FROM scratch\nENV A=1 \\\n  B\\\nC=\\\n2');
    const places = [...at.environmentAt(at.endOf(build(text).target)).values()].map(({ pair }) =>
      [pair, pair.key, pair.value].map((token) => text.slice(token?.start, token?.end)),
    );
    assert.deepEqual(places.slice(-2), [
      ['A=1', 'A', '1'],
      ['B\\\nC=\\\n2', 'B\\\nC', '2'],
    ]);
  });

  const faults = [
    'ENV SAGEMAKER_PROGRAMM=train.py',
    'ENV A=1 SAGEMAKER_SUBMIT_DIR=/opt/ml/code',
    'ENV SAGEMAKER_BIND_TO_PORT=8080',
    'ENV "SAGEMAKER_BATCH"=1',
    'ENV SM_HP_EPOCHS=1',
    'ENV SAGEMAKER_PROGRAM=train.py AWS_DEFAULT_REGION=eu-west-1',
    'ENV TRAINING_JOB_NAME=x',
    'ENV SAGEMAKER_TRAINING_MODULE=train.py',
    'ENV SAGEMAKER_MODEL_SERVER_WORKERS=many',
    'ENV API_TOKEN=abc',
    'ENV A=hf_abcdefghijklmnopqrstuvwxyzabcdefgh',
    'ENV WHEEL=`ls`',
    'ENV A=$(ls)',
    'ENV A=1 B=$A',
    'ENV A=1 word',
    'ENV A=1 =2',
    'LABEL com.amazonaws.sagemaker.capabilites.multi-models=true',
    'LABEL com.amazonaws.sagemaker.capabilities.multi-models=yes',
  ];
  const found = (text: string) => {
    const { findings, role } = lint(text, { now: Date.UTC(2026, 10, 21) });
    return [
      role.role,
      ...findings.map(({ rule, severity, message, start, end }) => [
        rule,
        severity,
        message,
        text.slice(start, end).replace(`${filler} `, ''),
      ]),
    ];
  };
  for (const fault of faults) {
    it(`is checked as a short one: ${fault}`, () => {
      const text = `FROM python:3.12\nENTRYPOINT ["python"]\n${fault}\n`;
      assert.notDeepEqual(found(text), found('FROM python:3.12\nENTRYPOINT ["python"]\n'));
      assert.deepEqual(found(lengthen(text)), found(text));
    });
  }
});
