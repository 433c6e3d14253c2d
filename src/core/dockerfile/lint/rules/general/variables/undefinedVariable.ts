import * as l10n from '@vscode/l10n';
import { before, bindingAt, expandAt, type Build, type BuiltStage } from '../../../../build/build';
import { predefinedNames } from '../../../../build/predefined';
import { snapshot } from '../../../../build/timeline';
import { pairsOf, type Instruction } from '../../../../syntax';
import type { Token } from '../../../../text/joined';
import type { Report } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { usesIn, type Use } from './references';

export const SM726: Rule = {
  id: 'SM726',
  name: 'undefined-variable',
  severity: 'warning',
  roles: 'any',
  explanation:
    'A variable that neither ARG nor ENV sets is empty. An ARG before the first FROM is for FROM only: a stage that uses it says `ARG NAME` again.',
  source: 'https://docs.docker.com/reference/build-checks/undefined-var/',
  example: {
    bad: 'ARG VERSION=1.2\nFROM python:3.11\nCOPY app-$VERSION.whl /tmp/',
    good: 'ARG VERSION=1.2\nFROM python:3.11\nARG VERSION\nCOPY app-$VERSION.whl /tmp/',
  },
  alsoIn: ['docker-dx'],
  check: function* (view) {
    for (const built of view.build.stages) {
      for (const instruction of built.stage.instructions) {
        for (const token of tokensOf(instruction)) {
          if (token.raw.includes('$')) yield* checkToken(view, built, { instruction, token });
        }
      }
    }
  },
};

/** The words in which Docker itself puts values. */
function tokensOf(instruction: Instruction): readonly Token[] {
  const { arguments: given } = instruction;
  if (given.kind === 'words') return given.words;
  if (given.kind === 'text') return instruction.name === 'MAINTAINER' ? [] : [given.text];
  return given.kind === 'pairs' ? pairsOf(instruction).flatMap(({ value }) => value ?? []) : [];
}

interface Place {
  readonly instruction: Instruction;
  readonly token: Token;
}

function* checkToken(view: View, built: BuiltStage, { instruction, token }: Place): Generator<Report> {
  const moment = before(view.build, instruction);
  const own = pairsOf(instruction).find(({ value }) => value?.at === token.at)?.key.raw;
  for (const use of usesIn(instruction, token, expandAt(view.build, moment, token.raw))) {
    if (use.name === own || given.has(use.name) || bindingAt(moment, use.name)) continue;
    const isGlobal = view.build.globals.names.has(use.name) || predefinedNames.has(use.name);
    if (isGlobal) yield notTakenOver(view, instruction, use);
    else yield* unknown(view, built, use);
  }
}

/** What base images and Docker itself set. */
const given: ReadonlySet<string> = new Set(
  'PATH HOME HOSTNAME TERM LANG LC_ALL PWD USER SHELL LD_LIBRARY_PATH LIBRARY_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH PKG_CONFIG_PATH MANPATH INFOPATH CLASSPATH PYTHONPATH PYTHON_VERSION PYTHON_PIP_VERSION GPG_KEY CUDA_VERSION CUDA_HOME CUDA_PATH CUDNN_VERSION NV_CUDNN_VERSION NCCL_VERSION NVIDIA_VISIBLE_DEVICES NVIDIA_DRIVER_CAPABILITIES JAVA_HOME JAVA_VERSION NODE_VERSION YARN_VERSION GOPATH GOLANG_VERSION CONDA_DIR CONDA_PREFIX R_VERSION R_HOME SPARK_HOME HADOOP_HOME HTTP_PROXY HTTPS_PROXY NO_PROXY FTP_PROXY ALL_PROXY http_proxy https_proxy no_proxy ftp_proxy all_proxy PYTORCH_VERSION TF_VERSION MODEL_SERVER_HOME'.split(
    ' ',
  ),
);

function notTakenOver({ dockerfile: { text } }: View, { start }: Instruction, { name, whole }: Use): Report {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${indent}ARG ${name}${newline}`;
  return {
    ...whole,
    message: l10n.t('{0} is empty in this stage, which must say ARG {0} to see it.', name),
    fixes:
      indent.trim() === ''
        ? [
            {
              title: l10n.t('Insert ARG {0}', name),
              edits: [{ start: lineStart, end: lineStart, text: line }],
              preferred: true,
            },
          ]
        : [],
  };
}

const namesByStage = new WeakMap<BuiltStage, readonly string[]>();

/** More than any file of people has; comparing them all would be felt while typing. */
const manyNames = 500;

/** All that the stage and those below set at some time. */
function namesOf({ globals }: Build, built: BuiltStage): readonly string[] {
  let names = namesByStage.get(built);
  if (names === undefined) {
    const all = [...snapshot(built.variables, Infinity).keys(), ...globals.names.keys()];
    names = all.length > manyNames ? [] : all;
    namesByStage.set(built, names);
  }
  return names;
}

/** The base image may set it, so that only a near miss of a name that we know tells. */
function* unknown({ build }: View, built: BuiltStage, { name, whole, word }: Use): Generator<Report> {
  const near = built.fromScratch ? 2 : 1;
  const meant = name.length < 5 ? undefined : nearest(name, namesOf(build, built), near);
  if (meant === name || (meant === undefined && !built.fromScratch)) return;
  yield {
    ...whole,
    message:
      meant === undefined
        ? l10n.t('Nothing sets {0}: it is empty.', name)
        : l10n.t('Nothing sets {0}. Did you mean {1}?', name, meant),
    fixes:
      meant === undefined
        ? []
        : [
            {
              title: l10n.t('Use {0}', meant),
              edits: [{ start: word.start, end: word.end, text: meant }],
              preferred: true,
            },
          ],
  };
}
