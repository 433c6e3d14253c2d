import * as l10n from '@vscode/l10n';
import { before } from '../../../build/build';
import type { BuiltStage } from '../../../build/build';
import { copySource } from '../../../build/copy';
import type { Rule } from '../../rule';
import type { View } from '../../view';

export const SM612: Rule = {
  id: 'SM612',
  name: 'unused-stage',
  severity: 'hint',
  roles: 'any',
  explanation:
    'Nothing is taken from this stage, so BuildKit does not build it unless `--target` asks for it.',
  source: 'https://docs.docker.com/build/building/multi-stage/',
  example: {
    bad: 'FROM node:20 AS web\nRUN npm ci\nFROM python:3.11\nCOPY app.py /',
    good: 'FROM node:20 AS web\nRUN npm ci\nFROM python:3.11\nCOPY --from=web /dist /web',
  },
  check: function* (view) {
    if (view.build.stages.length < 2) return;
    const used = usedStages(view);
    for (const built of view.build.stages) {
      if (used.has(built)) continue;
      const { from, nameWord } = built.stage;
      const { start, end } = nameWord ?? from.keyword;
      yield { start, end, message: l10n.t('Nothing uses this stage.') };
    }
  },
};

/** From the target down: what a stage is built on, and what it copies from or mounts. */
function usedStages(view: View): ReadonlySet<BuiltStage> {
  const used = new Set<BuiltStage>();
  const open = view.build.target ? [view.build.target] : [];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (used.has(stage)) continue;
    used.add(stage);
    if (stage.base.kind === 'stage') open.push(stage.base.stage);
    for (const instruction of stage.stage.instructions) {
      const { flags } =
        instruction.arguments.kind === 'trigger' ? instruction.arguments.instruction : instruction;
      for (const { name, value = '' } of flags) {
        const from =
          name === 'from' ? value : name === 'mount' ? /(?:^|,)from=([^,]*)/.exec(value)?.[1] : undefined;
        if (from === undefined) continue;
        const source = copySource(view.build, before(view.build, instruction), from);
        if (source.kind === 'stage') open.push(source.stage);
      }
    }
  }
  return used;
}
