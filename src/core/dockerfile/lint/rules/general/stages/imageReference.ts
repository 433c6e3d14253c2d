import * as l10n from '@vscode/l10n';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import { isPlaceholder } from '../../../image/baseImage';
import { referenceProblem } from './referenceProblem';

export const SM723: Rule = {
  id: 'SM723',
  name: 'image-reference',
  severity: 'error',
  roles: 'any',
  explanation:
    'The name of an image is `registry/path:tag` or `registry/path@sha256:…`: the path in small letters, one tag of up to 128 letters, digits, dots, hyphens and underscores.',
  source: 'https://docs.docker.com/reference/cli/docker/image/tag/#description',
  example: { bad: 'FROM PyTorch/PyTorch:2.3.0', good: 'FROM pytorch/pytorch:2.3.0' },
  check: function* ({ build }): Generator<Report> {
    for (const { base, stage } of build.stages) {
      if (base.kind !== 'image' || !stage.image || !base.reference.known) continue;
      const { value } = base.reference;
      const problem = value === '' || isPlaceholder(value) ? undefined : referenceProblem(value);
      if (problem === undefined) continue;
      const { start, end, raw } = stage.image;
      const cut = value.search(/[:@][^/]*$/);
      const lower = cut < 0 ? value.toLowerCase() : value.slice(0, cut).toLowerCase() + value.slice(cut);
      const isCasing = referenceProblem(lower) === undefined;
      const fixed = raw === value ? lower : lowerCased(raw);
      yield {
        start,
        end,
        message: problem,
        fixes:
          isCasing && fixed !== raw
            ? [
                {
                  title: l10n.t('Change to {0}', fixed),
                  edits: [{ start, end, text: fixed }],
                  preferred: true,
                },
              ]
            : [],
      };
    }
  },
};

/** The tag and the names of variables stay as they are. */
function lowerCased(raw: string): string {
  const tag = /[:@][^/:@{}]*(?:\$\{[^}]*\}[^/:@]*)*$/.exec(raw)?.index ?? raw.length;
  const name = raw
    .slice(0, tag)
    .split(/(\$\{[^}]*\}|\$\w+)/)
    .map((part, at) => (at % 2 === 0 ? part.toLowerCase() : part));
  return name.join('') + raw.slice(tag);
}
