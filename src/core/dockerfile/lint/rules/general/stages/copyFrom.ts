import * as l10n from '@vscode/l10n';
import { before, expandAt } from '../../../../build/build';
import { copySource } from '../../../../build/copy';
import { flagOf, type Instruction } from '../../../../syntax';
import type { Report } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM715: Rule = {
  id: 'SM715',
  name: 'copy-from',
  severity: 'error',
  roles: 'any',
  explanation:
    '`COPY --from` takes files from another stage, by its name or number, or else from an image of that name. A stage cannot take from itself, and a number must be that of a stage.',
  source: 'https://docs.docker.com/reference/dockerfile/#copy---from',
  example: {
    bad: 'FROM node:20 AS build\nFROM python:3.11\nCOPY --from=biuld /dist /web',
    good: 'FROM node:20 AS build\nFROM python:3.11\nCOPY --from=build /dist /web',
  },
  alsoIn: ['hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    if (view.named('COPY').every(({ flags }) => flags.length === 0)) return reports;
    // Not those of ONBUILD: they run in a file that we do not see.
    for (const { stage } of view.build.stages) {
      for (const instruction of stage.instructions) {
        if (instruction.name !== 'COPY' || instruction.flags.length === 0) continue;
        const report = checkFrom(view, instruction);
        if (report) reports.push(report);
      }
    }
    return reports;
  },
};

function checkFrom(view: View, instruction: Instruction): Report | undefined {
  const flag = flagOf(instruction, 'from');
  const moment = before(view.build, instruction);
  if (flag?.value === undefined || flag.value === '' || flag.valueRange === undefined || !moment.stage)
    return undefined;
  const { value, known } = expandAt(view.build, moment, flag.value);
  if (!known) return undefined;
  const { start, end } = flag.valueRange;
  const source = copySource(view.build, moment, value);
  if (source.kind === 'stage' && source.stage === moment.stage) {
    return {
      start,
      end,
      message: l10n.t('A stage cannot copy from itself.'),
      fixes: withoutFrom(view, flag),
    };
  }
  if (source.kind === 'no-such-stage') {
    const last = view.build.stages.length - 1;
    const message = l10n.t('There is no stage {0}; the last one is {1}.', value, last);
    return { start, end, message, fixes: last > 0 ? [change({ start, end }, '0')] : [] };
  }
  if (source.kind === 'image' && /^[a-zA-Z][\w-]*$/.test(value)) {
    const meant = nearest(value.toLowerCase(), stageNames(view), 2);
    // Without stages of a name it is more likely a context that the build is given.
    if (meant === undefined)
      return stageLike.test(value) && stageNames(view).length > 0
        ? notAStage(value, { start, end })
        : undefined;
    const message = l10n.t('There is no stage {0}. Did you mean {1}?', value, meant);
    return {
      start,
      end,
      message,
      severity: 'warning',
      fixes: [{ ...change({ start, end }, meant), preferred: true }],
    };
  }
  return undefined;
}

/** What stages are called, and no image of Docker Hub is. */
const stageLike =
  /^(?:(?:base|build(?:er|-?env|-?stage)?|compiler?|dependencies|deps|dev(?:elopment)?|final|frontend|backend|install(?:er)?|prod(?:uction)?|release|runner|runtime|stage)[-_]?\d*)$/i;

const notAStage = (value: string, range: { readonly start: number; readonly end: number }): Report => ({
  ...range,
  severity: 'warning',
  message: l10n.t('There is no stage {0}: Docker will look for an image of this name.', value),
  fixes: [],
});

const stageNames = ({ build }: View): readonly string[] =>
  build.stages.flatMap(({ stage: { name } }) => (name === undefined ? [] : [name]));

function change({ start, end }: { readonly start: number; readonly end: number }, text: string) {
  return { title: l10n.t('Change to {0}', text), edits: [{ start, end, text }], preferred: false };
}

function withoutFrom(
  { dockerfile: { text } }: View,
  { start, end }: { readonly start: number; readonly end: number },
) {
  const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const edits = [{ start, end: end + space, text: '' }];
  return [{ title: l10n.t('Copy from the build context'), edits, preferred: false }];
}
