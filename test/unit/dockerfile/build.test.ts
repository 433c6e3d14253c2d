import assert from 'node:assert/strict';
import * as at from '../../../src/core/dockerfile/build/build';
import { copySource, copyWords } from '../../../src/core/dockerfile/build/copy';
import type { BuildOptions } from '../../../src/core/dockerfile/build/evaluate';
import { build, lines, values } from './outline';

const environment = (text: string, options?: BuildOptions) =>
  Object.fromEntries(
    [...at.environmentAt(at.endOf(build(text, options).target))].map(([name, { value }]) => [name, value]),
  );

const env = (text: string, name: string, options?: BuildOptions) => {
  const binding = at.environmentAt(at.endOf(build(text, options).target)).get(name);
  return binding && [binding.value, binding.known];
};

const command = (text: string) => {
  const end = at.endOf(build(text).target);
  return [at.entrypointAt(end), at.commandAt(end)].map(
    (instruction) => instruction && values(instruction.arguments),
  );
};

it('a word is expanded where it stands', () => {
  const file = build('FROM scratch\nENV A=1\nENV B=2\n');
  const [, first, second] = file.dockerfile.instructions;
  assert.ok(first && second);
  const expanded = [first, second].map(
    (each) => at.expandAt(file, at.before(file, each), '/x/${A:-none}').value,
  );
  assert.deepEqual(expanded, ['/x/none', '/x/1']);
});

describe('stages', () => {
  it('link to the stage that they are FROM, in any case', () => {
    const { stages } = build('FROM a AS Base\nFROM b AS other\nFROM BASE\nFROM scratch');
    const bases = stages.map(({ base }) => {
      if (base.kind === 'stage') return base.stage.stage.index;
      return base.kind === 'image' ? base.reference.value : base.kind;
    });
    assert.deepEqual(bases, ['a', 'b', 0, 'scratch']);
  });

  it('of the same name: the last one counts; a later one does not', () => {
    const { stages } = build('FROM late\nFROM a AS x\nFROM b AS x\nFROM x\nFROM c AS late');
    const below = stages.map((stage) => at.stageBelow(stage)?.stage.index);
    assert.deepEqual(below, [undefined, undefined, undefined, 2, undefined]);
  });

  it('the final chain leads to the target', () => {
    const text = 'FROM a AS one\nFROM one AS two\nFROM b AS three\nFROM two AS four';
    const chain = (options?: BuildOptions) =>
      at.finalChain(build(text, options)).map(({ stage }) => stage.name);
    assert.deepEqual(chain(), ['one', 'two', 'four']);
    assert.deepEqual(chain({ target: 'Three' }), ['three']);
    assert.deepEqual(chain({ target: '1' }), ['one', 'two']);
    assert.deepEqual(chain({ target: 'nope' }), []);
  });

  it('FROM may hold variables', () => {
    const text =
      'ARG TAG=3.11\nARG BASE=python:${TAG}-slim\nFROM --platform=$BUILDPLATFORM ${BASE} AS x\nFROM x';
    const [first, second] = build(text).stages;
    const base = second?.root;
    assert.deepEqual(base?.kind === 'image' && [base.reference.value, base.reference.known], [
      'python:3.11-slim',
      true,
    ]);
    assert.deepEqual([first?.platform?.value, first?.platform?.known], ['', false]);
  });

  it('a variable may name a stage', () => {
    const [, , third] = build('ARG WHICH=b\nFROM x AS a\nFROM y AS b\nFROM $WHICH').stages;
    assert.equal(third && at.stageBelow(third)?.stage.name, 'b');
  });

  it('COPY takes from a stage by name or number, or from an image', () => {
    const result = build('FROM a AS One\nFROM b\nFROM c AS three');
    const second = at.endOf(result.stages[1]);
    const kinds = ['one', 'ONE', '0', 'three', '1', '9', 'busybox:1'].map((from) => {
      const source = copySource(result, second, from);
      return source.kind === 'stage'
        ? `${source.stage.stage.index}${source.isLater ? ' later' : ''}`
        : source.kind;
    });
    assert.deepEqual(kinds, ['0', '0', '0', '2 later', '1 later', 'no-such-stage', 'image']);
  });

  it('COPY has sources, heredocs aside, and a destination', () => {
    const [, copy] = build(lines('FROM x', 'COPY a <<B c /d', 'B')).dockerfile.instructions;
    assert.ok(copy);
    const { sources, destination } = copyWords(copy);
    assert.deepEqual([sources.map(({ value }) => value), destination?.value], [['a', 'c'], '/d']);
  });
});

describe('variables', () => {
  it('an instruction does not see what it sets itself', () => {
    assert.deepEqual(environment('FROM scratch\nENV A=1\nENV A=2 B=$A'), { A: '2', B: '1' });
  });

  it('the ARGs of one instruction see each other', () => {
    assert.deepEqual(environment('FROM scratch\nARG A=1 B=${A}2\nENV C=$B'), { C: '12' });
  });

  it('a global ARG is seen only where a stage takes it over', () => {
    assert.deepEqual(environment('ARG A=1\nFROM scratch\nENV B=$A\nARG A\nENV C=$A'), { B: '', C: '1' });
    assert.deepEqual(environment('ARG A=1\nFROM scratch\nARG A=2\nENV C=$A'), { C: '2' });
  });

  it('ENV beats an ARG before it; an ARG without value leaves it alone', () => {
    assert.deepEqual(environment('FROM scratch\nARG A=1\nENV A=2\nENV B=$A'), { A: '2', B: '2' });
    assert.deepEqual(environment('FROM scratch\nENV A=2\nARG A\nENV B=$A'), { A: '2', B: '2' });
  });

  it('an ARG with a value behind ENV is what the build sees, but not what the image keeps', () => {
    assert.deepEqual(environment('FROM scratch\nENV A=2\nARG A=1\nENV B=$A'), { A: '2', B: '1' });
  });

  it('what the build passes comes before every default', () => {
    const options = { arguments: new Map([['A', '9']]) };
    assert.deepEqual(environment('ARG A=1\nFROM scratch\nARG A=2\nENV B=$A', options), { B: '9' });
  });

  it('stages inherit ARG and ENV', () => {
    const text = 'FROM scratch AS a\nARG X=1\nENV Y=2\nFROM a AS b\nENV Y=3\nFROM a\nENV Z=$X$Y';
    assert.deepEqual(environment(text), { Y: '2', Z: '12' });
  });

  it('what the base image may set is not known', () => {
    assert.deepEqual(env('FROM x\nENV PATH=/opt/program:$PATH', 'PATH'), ['/opt/program:', false]);
    assert.deepEqual(env('FROM scratch\nENV PATH=/opt/program:$PATH', 'PATH'), ['/opt/program:', true]);
    assert.deepEqual(env('FROM x\nENV PATH=/a:$PATH\nENV PATH=/b:$PATH', 'PATH'), ['/b:/a:', false]);
  });

  it('an ARG without a default is open', () => {
    assert.deepEqual(env('FROM x\nARG V\nENV A=$V', 'A'), ['', false]);
    assert.deepEqual(env('FROM x\nARG V\nENV A=${V:-1}', 'A'), ['1', true]);
  });

  it('the platform is known when it is given, and needs its ARG', () => {
    const text = 'FROM scratch\nENV A=$TARGETARCH\nARG TARGETARCH\nENV B=$TARGETARCH';
    assert.deepEqual(environment(text, { platform: 'linux/amd64' }), { A: '', B: 'amd64' });
    assert.deepEqual(env(text, 'B'), ['', false]);
  });

  it('quotes and escapes are taken off', () => {
    const text = `FROM scratch\nENV A="a b" B='$A' C=c\\ d\nENV D "e" f\nLABEL "x y"="z"`;
    assert.deepEqual(environment(text), { A: 'a b', B: '$A', C: 'c d', D: 'e f' });
    assert.deepEqual([...at.labelsAt(at.endOf(build(text).target)).keys()], ['x y']);
  });

  it('keys are expanded too', () => {
    assert.deepEqual(environment('FROM scratch\nENV A=B\nENV $A=1'), { A: 'B', B: '1' });
  });

  it('are asked for as of an instruction', () => {
    const result = build('FROM x\nENV A=1\nRUN a\nENV A=2\nRUN b');
    const runs = result.dockerfile.instructions.filter(({ name }) => name === 'RUN');
    assert.deepEqual(
      runs.map((run) => at.bindingAt(at.before(result, run), 'A')?.value),
      ['1', '2'],
    );
    const [, set] = result.dockerfile.instructions;
    assert.ok(set);
    assert.equal(at.bindingAt(at.before(result, set), 'A'), undefined);
    assert.equal(at.bindingAt(at.after(result, set), 'A')?.value, '1');
  });

  it('point to the word that set them', () => {
    const text = 'FROM x\nENV A=1 \\\n  B="two"\n';
    const token = at.environmentAt(at.endOf(build(text).target)).get('B')?.token;
    assert.equal(text.slice(token?.start, token?.end), '"two"');
  });

  it('that double with each line stay small and are not called known', () => {
    const result = build(`FROM scratch\nENV A=aaaaaaaa\n${'ENV A=$A$A\n'.repeat(3000)}`);
    const last = at.environmentAt(at.endOf(result.target)).get('A');
    assert.ok(last !== undefined && last.value.length <= 4096 && !last.known);
  });
});

const workdir = (text: string) => {
  const setting = at.workdirAt(at.endOf(build(text).target));
  return [setting?.value, setting?.known];
};

describe('the image', () => {
  it('has the CMD and ENTRYPOINT of the last instruction, inherited or not', () => {
    assert.deepEqual(command('FROM a AS x\nENTRYPOINT ["e"]\nCMD ["c"]\nFROM x'), [
      { json: ['e'] },
      { json: ['c'] },
    ]);
  });

  it('a new ENTRYPOINT takes away an inherited CMD, not one of its own stage', () => {
    assert.deepEqual(command('FROM a AS x\nCMD ["c"]\nFROM x\nENTRYPOINT ["e"]'), [
      { json: ['e'] },
      undefined,
    ]);
    assert.deepEqual(command('FROM a\nCMD ["c"]\nENTRYPOINT ["e"]'), [{ json: ['e'] }, { json: ['c'] }]);
    assert.deepEqual(command('FROM a AS x\nENTRYPOINT ["e"]\nFROM x\nCMD c'), [
      { json: ['e'] },
      { shell: 'c' },
    ]);
  });

  it('has a user and a working directory', () => {
    const end = at.endOf(build('FROM x AS a\nARG U=me\nUSER $U:g\nWORKDIR /a\nFROM a\nWORKDIR b').target);
    assert.deepEqual([at.userAt(end)?.value, at.workdirAt(end)?.value], ['me:g', '/a/b']);
  });

  it('a relative working directory on an unknown one is not known', () => {
    assert.deepEqual(workdir('FROM x\nWORKDIR a'), ['a', false]);
    assert.deepEqual(workdir('FROM scratch\nWORKDIR a/./b'), ['/a/b', true]);
    assert.deepEqual(workdir('FROM x\nWORKDIR $HOME/a'), ['/a', false]);
    assert.deepEqual(workdir('FROM x\nWORKDIR /../a//b/'), ['/a/b', true]);
  });

  it('exposes ports, several from one variable', () => {
    const text = 'FROM x AS a\nEXPOSE 8080/tcp\nFROM a\nARG P="1 2"\nEXPOSE $P 3';
    const ports = at.exposedAt(at.endOf(build(text).target)).map(({ value }) => value);
    assert.deepEqual(ports, ['8080/tcp', '1', '2', '3']);
  });

  it('has the shell of SHELL', () => {
    assert.deepEqual(at.shellAt(at.endOf(build('FROM x AS a\nSHELL ["bash", "-c"]\nFROM a').target)), [
      'bash',
      '-c',
    ]);
    assert.deepEqual(at.shellAt(at.endOf(build('FROM x').target)), ['/bin/sh', '-c']);
  });

  it('ONBUILD works in the next stage, not in its own', () => {
    const text = 'FROM x AS a\nONBUILD ENV A=1\nONBUILD USER me\nFROM a\nENV B=$A';
    const result = build(text);
    assert.deepEqual(environment(text), { A: '1', B: '1' });
    assert.equal(at.userAt(at.endOf(result.stages[0])), undefined);
    assert.equal(at.userAt(at.endOf(result.target))?.value, 'me');
  });
});
