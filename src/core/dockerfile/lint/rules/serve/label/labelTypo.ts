import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../../../syntax';
import { nearest } from '../../../nearest';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import { capabilityNames } from './capabilities';

const mayBeMeant = /^["']?com\.amaz|sagemaker\./i;

export const SM408: Rule = {
  id: 'SM408',
  name: 'label-typo',
  severity: 'error',
  roles: 'any',
  explanation:
    'SageMaker reads three labels, by their exact names. A name that is a few letters off is ignored, and the pipeline or multi-model endpoint is refused for want of the label.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/build-multi-model-build-container.html',
  example: {
    bad: 'LABEL com.amazonaws.sagemaker.capabilites.multi-models=true',
    good: 'LABEL com.amazonaws.sagemaker.capabilities.multi-models=true',
  },
  check: ({ named }) => {
    const reports: Report[] = [];
    for (const instruction of named('LABEL')) {
      for (const pair of pairsOf(instruction)) {
        if (!mayBeMeant.test(pair.name)) continue;
        const { key } = pair;
        const [, quote = '', name = ''] = /^(["']?)(.*?)\1$/.exec(key.raw) ?? [];
        if (name === '' || name.includes('$') || capabilityNames.includes(name)) continue;
        const near = /^com\.amaz/i.test(name) ? meantBy(name) : undefined;
        const meant = near ?? sameCapability(name);
        if (meant === undefined) continue;
        reports.push({
          // Somebody may have labels of such a name of their own.
          ...(near === undefined && { severity: 'warning' as const }),
          start: key.start,
          end: key.end,
          message: l10n.t('SageMaker knows no label {0}. Did you mean {1}?', name, meant),
          fixes: [
            {
              title: l10n.t('Rename to {0}', meant),
              edits: [{ start: key.start, end: key.end, text: `${quote}${meant}${quote}` }],
              preferred: true,
            },
          ],
        });
      }
    }
    return reports;
  },
};

/** Underscores, capitals and `com.amazon.` are not counted as edits. */
function meantBy(name: string): string | undefined {
  const plain = name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^com\.amazon\./, 'com.amazonaws.');
  return nearest(plain, capabilityNames, 3);
}

/** The right capability behind a prefix that is not SageMaker's. */
const sameCapability = (name: string): string | undefined =>
  capabilityNames.find((each) => {
    const own = each.slice(each.lastIndexOf('.') + 1);
    return name.endsWith(`.${own}`) || name.endsWith(`.capabilities.${own.replace('accept-', '')}`);
  });
