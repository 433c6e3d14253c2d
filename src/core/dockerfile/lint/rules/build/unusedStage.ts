import * as l10n from '@vscode/l10n';
import { usedStages } from '../../../build/usedStages';
import type { Rule } from '../../rule';

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
    const used = usedStages(view.build);
    for (const built of view.build.stages) {
      if (used.has(built)) continue;
      const { from, nameWord } = built.stage;
      const { start, end } = nameWord ?? from.keyword;
      yield { start, end, message: l10n.t('Nothing uses this stage.') };
    }
  },
};
