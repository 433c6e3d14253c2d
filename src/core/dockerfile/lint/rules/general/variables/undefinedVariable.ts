import * as l10n from '@vscode/l10n';
import {
  before,
  bindingAt,
  expandAt,
  type Build,
  type BuiltStage,
  type Moment,
} from '../../../../build/build';
import { asciiEnd } from '../../../../build/expand';
import { predefinedNames } from '../../../../build/predefined';
import { has, namesIn, snapshot } from '../../../../build/scope';
import type { Instruction } from '../../../../syntax';
import type { Token } from '../../../../text/joined';
import type { Report } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { usesIn, type Use } from './references';
import { Notes } from '../../../../text/notes';

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
  check: (view) => {
    const reports: Report[] = [];
    if (!view.dockerfile.text.includes('$')) return reports;
    for (const built of view.build.stages) {
      for (const instruction of built.stage.instructions) {
        if (!instruction.line.text.includes('$') || isSettled(view, instruction)) continue;
        for (const place of placesIn(view, instruction)) reports.push(...checkPlace(view, built, place));
      }
    }
    return reports;
  },
};

/** All values of an ENV or LABEL were worked out when the stage was. */
const isSettled = ({ build }: View, { name, number }: Instruction): boolean =>
  (name === 'ENV' || name === 'LABEL') && build.unsettled[number] !== true;

interface Place {
  readonly instruction: Instruction;
  readonly token: Token;
  /** The variable that it is the value of. */
  readonly own: string | undefined;
}

const nowhere: readonly Place[] = [];

/** The words in which Docker itself puts values, where one may be missing. */
function placesIn({ build }: View, instruction: Instruction): readonly Place[] {
  const { arguments: given, name } = instruction;
  const moment = before(build, instruction);
  let places: Place[] | undefined;
  const add = (token: Token, own?: string): void => {
    if (!mayBeUnset(moment, token.raw, own)) return;
    places ??= [];
    places.push({ instruction, token, own });
  };
  if (given.kind === 'words') for (const word of given.words) add(word);
  else if (given.kind === 'text' && name !== 'MAINTAINER') add(given.text);
  else if (given.kind === 'pairs')
    for (const { key, value } of given.pairs) if (value !== undefined) add(value, key.raw);
  return places ?? nowhere;
}

function* checkPlace(view: View, built: BuiltStage, { instruction, token, own }: Place): Generator<Report> {
  const moment = before(view.build, instruction);
  for (const use of usesIn(instruction, token, expandAt(view.build, moment, token.raw))) {
    if (use.name === own || given.has(use.name) || bindingAt(moment, use.name)) continue;
    const isGlobal = has(view.build.globals, use.name) || predefinedNames.has(use.name);
    if (isGlobal) yield notTakenOver(view, instruction, use);
    else yield* unknown(view, built, use);
  }
}

/** A quick look at the names alone; what is not plainly a name is for the expansion. */
function mayBeUnset(moment: Moment, raw: string, own: string | undefined): boolean {
  for (let at = raw.indexOf('$'); at >= 0; at = raw.indexOf('$', at)) {
    const start = at + (raw[at + 1] === '{' ? 2 : 1);
    at = asciiEnd(raw, start);
    if (at === start) return true;
    const name = raw.slice(start, at);
    if (name !== own && !given.has(name) && !bindingAt(moment, name)) return true;
  }
  return false;
}

/** What base images and Docker itself set. */
const given: ReadonlySet<string> = new Set(
  'PATH HOME HOSTNAME TERM LANG LC_ALL PWD USER SHELL LD_LIBRARY_PATH LIBRARY_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH PKG_CONFIG_PATH MANPATH INFOPATH CLASSPATH PYTHONPATH PYTHON_VERSION PYTHON_PIP_VERSION GPG_KEY CUDA_VERSION CUDA_HOME CUDA_PATH CUDNN_VERSION NV_CUDNN_VERSION NCCL_VERSION NVIDIA_VISIBLE_DEVICES NVIDIA_DRIVER_CAPABILITIES JAVA_HOME JAVA_VERSION NODE_VERSION YARN_VERSION GOPATH GOLANG_VERSION CONDA_DIR CONDA_PREFIX R_VERSION R_HOME SPARK_HOME HADOOP_HOME HTTP_PROXY HTTPS_PROXY NO_PROXY FTP_PROXY ALL_PROXY http_proxy https_proxy no_proxy ftp_proxy all_proxy PYTORCH_VERSION TF_VERSION MODEL_SERVER_HOME'.split(
    ' ',
  ),
);

function notTakenOver(
  { dockerfile: { text, newline } }: View,
  { start }: Instruction,
  { name, whole }: Use,
): Report {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
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

const namesByStage = new Notes<BuiltStage, readonly string[]>();

/** More than any file of people has; comparing them all would be felt while typing. */
const manyNames = 500;

/** All that the stage and those below set at some time. */
function namesOf({ globals }: Build, built: BuiltStage): readonly string[] {
  let names = namesByStage.get(built);
  if (names === undefined) {
    const all = [...snapshot(built.variables, Infinity).keys(), ...namesIn(globals)];
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
